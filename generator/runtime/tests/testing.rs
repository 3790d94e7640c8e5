//! Testing kit: prepared replies, checks of requests, and fakes.

use std::time::Duration;

use http::Method;
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::config::api::Api;
use sdk_runtime::runtime::config::servers::{Server as ServerOfApi, Servers};
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::testing::rules::{BodyRule, HeaderRule, Route, ValueKind};
use sdk_runtime::runtime::testing::server::Server;
use sdk_runtime::runtime::transport::Transport;
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::support::api::{
    API, Animal, COMPARE, DELETE, EVENTS, FILE, GET, LIST, PAGES, STREAM, UPDATE, client_over, on,
    request,
};
use crate::support::kit::{
    COMPARE_ROUTE, CREATE_ROUTE, FAKE, FILE_ROUTE, GET_ROUTE, ITEM, LIST_ROUTE, STREAM_ROUTE,
    STRICT_FAKE, animal, create, kit, panic_of,
};

#[tokio::test]
async fn promise_26_replies_are_used_in_order_and_the_last_one_repeats() {
    let (server, core) = kit();
    let retrieve = server
        .on_value(&GET_ROUTE)
        .reply(animal("a"))
        .reply(animal("b"));
    let get = || on(&core, &GET, "x").value::<Animal>();
    for id in ["a", "b", "b"] {
        assert_eq!(get().await.expect("an animal").id, id);
    }
    let retrieve = retrieve.reply(animal("c"));
    assert_eq!(get().await.expect("an animal").id, "c");
    assert_eq!(retrieve.requests().len(), 4);
}

#[tokio::test]
async fn promise_26_the_server_can_be_inside_of_a_layer() {
    let (server, core) = kit();
    let retrieve = server.on_value(&GET_ROUTE).reply(animal("a"));
    let mut settings = core.settings();
    settings.wrap_transport(|inner| {
        move |mut request: http::Request<bytes::Bytes>| {
            let mark = http::HeaderValue::from_static("1");
            request.headers_mut().insert("x-layer", mark);
            inner.send(request)
        }
    });
    let wrapped = core.derived(settings).expect("a client");
    let found = on(&wrapped, &GET, "x").value::<Animal>().await;
    assert_eq!(found.expect("an animal").id, "a");
    assert_eq!(retrieve.requests()[0].header("x-layer"), Some("1"));
}

#[tokio::test]
async fn promise_26_paths_with_text_and_slashes_are_routed() {
    let (server, core) = kit();
    let compare = server.on_nothing(&COMPARE_ROUTE).reply();
    let file = server.on_nothing(&FILE_ROUTE).reply();
    let mut comparing = request(&core, &COMPARE);
    comparing.put_path("base", "a.b");
    comparing.put_path("head", "c/d");
    comparing.nothing().await.expect("a success");
    let mut reading = request(&core, &FILE);
    reading.put_path("path", "a/b c.txt");
    reading.nothing().await.expect("a success");
    assert_eq!(compare.requests()[0].path, "/v1/animals/a.b...c%2Fd.json");
    assert_eq!(file.requests()[0].path, "/v1/files/a/b%20c.txt:raw");
}

#[tokio::test]
async fn promise_26_headers_are_checked() {
    static ROUTE: Route = Route {
        name: "animals.retrieve",
        method: Method::GET,
        path: ITEM,
        server: None,
        query: &[],
        headers: &[
            HeaderRule::required("zoo-size", ValueKind::Int32),
            HeaderRule::optional("zoo-deep", ValueKind::Bool),
        ],
        body: BodyRule::None,
    };
    static ROUTES: &[&[&Route]] = &[&[&ROUTE]];
    let server = Server::new(&API, ROUTES);
    let core = client_over(server.clone(), API.base_url);
    let retrieve = server.on_value(&ROUTE).reply(animal("a"));
    let mut good = on(&core, &GET, "x");
    good.header_param::<i32>("zoo-size", 1);
    good.value::<Animal>().await.expect("an animal");
    assert_eq!(retrieve.requests()[0].header("zoo-size"), Some("1"));
    let mut bad = on(&core, &GET, "x");
    bad.header_param::<String>("zoo-deep", "maybe");
    let message = panic_of(bad.value::<Animal>()).await;
    for difference in [
        "the header `zoo-size` is required, but was not sent",
        "the header `zoo-deep` must be `true` or `false`, but `maybe` was sent",
    ] {
        assert!(message.contains(difference), "{difference} in {message}");
    }
}

#[tokio::test]
async fn promise_26_the_server_of_a_request_is_checked() {
    static API_WITH_FILES: Api = Api {
        servers: Some(&Servers {
            others: &[ServerOfApi {
                method: "files_url",
                url: "https://{region}.files.invalid/{edition}",
                env: None,
            }],
            variables: &[],
        }),
        ..API
    };
    static ROUTE: Route = Route {
        name: "animals.retrieve",
        method: Method::GET,
        path: ITEM,
        server: Some(0),
        query: &[],
        headers: &[],
        body: BodyRule::None,
    };
    static ROUTES: &[&[&Route]] = &[&[&ROUTE]];
    let server = Server::new(&API_WITH_FILES, ROUTES);
    let core = client_over(server.clone(), "https://eu.files.invalid/up");
    let retrieve = server.on_value(&ROUTE).reply(animal("a"));
    let found = on(&core, &GET, "x").value::<Animal>().await;
    assert_eq!(found.expect("an animal").id, "a");
    assert_eq!(retrieve.requests()[0].path, "/v1/animals/x");
    let elsewhere = client_over(server.clone(), API.base_url);
    let message = panic_of(on(&elsewhere, &GET, "x").value::<Animal>()).await;
    let difference = "the request was sent to the URL of `base_url`, not of `files_url`";
    assert!(message.contains(difference), "{message}");
}

#[tokio::test(start_paused = true)]
async fn promise_26_faults_are_retried_as_usual() {
    let (server, core) = kit();
    let retrieve = server
        .on_value(&GET_ROUTE)
        .status(503)
        .header("retry-after", "7")
        .reply(animal("a"))
        .cut_short()
        .reply(animal("b"))
        .delay(Duration::from_secs(3));
    let started = Instant::now();
    let found: Animal = on(&core, &GET, "x").value().await.expect("an animal");
    assert_eq!(found.id, "b");
    assert_eq!(retrieve.requests().len(), 3);
    assert!(started.elapsed() >= Duration::from_secs(10));
    // The first client has used up its retry budget.
    let (server, core) = kit();
    let refused = server.on_value::<Animal>(&CREATE_ROUTE).refuse_connection();
    let error = create(&core, &json!({"name": "n"})).value::<Animal>();
    assert!(error.await.expect_err("no connection").is_connection());
    assert_eq!(
        refused.requests().len(),
        3,
        "a request that was not sent is retried"
    );
    let dropped = refused.drop_connection();
    let error = create(&core, &json!({"name": "n"})).value::<Animal>();
    assert!(error.await.expect_err("no answer").is_connection());
    assert_eq!(
        dropped.requests().len(),
        4,
        "a request that may have been processed is not retried"
    );
}

#[tokio::test]
async fn promise_26_errors_have_the_shape_of_the_api() {
    let (server, core) = kit();
    let get = || on(&core, &GET, "x").value::<Animal>();
    let retrieve = server.on_value::<Animal>(&GET_ROUTE).status(404);
    let error = get().await.expect_err("a refusal");
    assert_eq!(error.message(), Some("Not Found"));
    assert_eq!(error.request_id(), Some("testing-1"));
    let retrieve = retrieve.error(418, json!({"error": {"message": "no tea"}}));
    assert_eq!(
        get().await.expect_err("a refusal").message(),
        Some("no tea")
    );
    let _ = retrieve.reply_raw(200, "<html>");
    assert!(get().await.expect_err("no animal").is_decode());
}

#[tokio::test(start_paused = true)]
async fn promise_26_pages_and_events_are_typed() {
    let (server, core) = kit();
    let list = server
        .on_pages(&LIST_ROUTE, &PAGES)
        .reply_page([animal("a")], Some("2"))
        .reply_page([animal("b")], None);
    let walk = request(&core, &LIST).items::<Animal>(&PAGES, &PAGES);
    let found: Vec<_> = walk.try_collect().await.expect("animals");
    assert_eq!(found, [animal("a"), animal("b")]);
    assert_eq!(list.requests()[1].query_value("cursor"), Some("2"));
    let watch = server
        .on_events(&STREAM_ROUTE, &EVENTS)
        .reply_events([("1", animal("a"))])
        .cut_short()
        .reply_events([("2", animal("b"))]);
    let mut events = request(&core, &STREAM).event_stream::<Animal>(&EVENTS);
    for id in ["a", "b"] {
        let event = events.try_next().await.expect("an event");
        assert_eq!(event, Some(animal(id)));
    }
    assert_eq!(events.try_next().await.expect("the end"), None);
    assert_eq!(watch.requests()[1].header("last-event-id"), Some("1"));
}

#[tokio::test]
async fn promise_26_differences_from_the_description_panic() {
    let (server, core) = kit();
    let _ = server.on_value::<Animal>(&CREATE_ROUTE).reply(animal("a"));
    let _ = server
        .on_pages::<Animal, ()>(&LIST_ROUTE, &PAGES)
        .reply_page([], None);
    let wrong = json!({
        "legs": "many", "chip": "canary-1", "colour": "canary-2",
        "home": {"since": "2026-01-01T00:00:00Z"},
    });
    let message = panic_of(create(&core, &wrong).value::<Animal>()).await;
    for difference in [
        "the request of `animals.create` differs from the API description",
        "`legs` must be a 32-bit integer, but a string was sent",
        "`colour` is not in the description",
        "`home.since` is read-only, so it must not be sent",
        "`home.cage` is required, but was not sent",
        "`name` is required, but was not sent",
        "sent: POST /v1/animals",
    ] {
        assert!(message.contains(difference), "{difference} in {message}");
    }
    assert!(!message.contains("canary"), "{message}");
    let mut list = request(&core, &LIST);
    list.put_query("limit", "few");
    list.put_query("tags", "a");
    list.query_param("api_token", "canary");
    let message = panic_of(list.page::<Animal>(&PAGES)).await;
    for difference in [
        "the query parameter `limit` must be a 32-bit integer, but `few` was sent",
        "the query parameter `tags` must be pairs such as `k=v`",
        "the query parameter `api_token` is not in the description",
    ] {
        assert!(message.contains(difference), "{difference} in {message}");
    }
    assert!(!message.contains("canary"), "{message}");
}

#[tokio::test]
async fn promise_26_a_request_without_a_reply_panics_and_lists_prepared_replies() {
    let (server, core) = kit();
    let _ = server.on_value(&CREATE_ROUTE).reply(animal("a"));
    let message = panic_of(on(&core, &GET, "x").value::<Animal>()).await;
    let expected = "no reply is prepared for `animals.retrieve`\n  sent: GET /v1/animals/x\n  prepared: `animals.create`\n  help: prepare a reply with `server.on_animals_retrieve()`";
    assert_eq!(message, expected);
    let beta = || core.request(Method::GET, "/v1/beta".into());
    let message = panic_of(beta().send()).await;
    assert!(
        message.contains("the route is not in the API description"),
        "{message}"
    );
    let _ = server
        .on_path(Method::GET, "/v1/beta".into())
        .reply(json!(1));
    assert_eq!(beta().send().await.expect("an answer").data, "1");
}

#[tokio::test]
async fn promise_26_recorded_requests_show_no_secrets() {
    let (server, core) = kit();
    let _ = server.on_value(&CREATE_ROUTE).reply(animal("a"));
    let fields = json!({"name": "Rex", "chip": "canary"});
    let made: Result<Animal, Error> = create(&core, &fields).value().await;
    made.expect("an animal");
    let requests = server.requests();
    assert_eq!(
        (requests[0].method.as_str(), &*requests[0].path),
        ("POST", "/v1/animals")
    );
    assert_eq!(
        requests[0].body, fields,
        "the test itself can read all fields"
    );
    let shown = format!("{requests:?} {server:?}");
    assert!(shown.contains("Rex"), "{shown}");
    assert!(
        !shown.contains("canary") && !shown.contains("k3y"),
        "{shown}"
    );
}

#[tokio::test]
async fn promise_26_a_fake_stores_items() {
    let (server, core) = kit();
    let fake = server.fake(
        &FAKE,
        &json!({"id": "sample", "name": "sample", "home": {"since": "s"}}),
    );
    for (name, color) in [("cat", "red"), ("cow", "red"), ("dog", "blue")] {
        let fields = json!({"name": name, "marks": {"color": color}, "home": {"cage": name}});
        create(&core, &fields)
            .value::<Value>()
            .await
            .expect("an animal");
    }
    let list = |name, value: &str| {
        let mut list = request(&core, &LIST);
        list.put_query("limit", "1");
        list.put_query(name, value);
        list.items::<Animal>(&PAGES, &PAGES)
    };
    for (name, value, expected) in [
        ("prefix", "c", 2),
        ("tags", "color=red", 2),
        ("prefix", "", 3),
    ] {
        let found: Vec<_> = list(name, value).try_collect().await.expect("animals");
        assert_eq!(found.len(), expected, "{name}={value}");
    }
    let mut update = on(&core, &UPDATE, "name:cow");
    update.body_field("name", &"bull");
    update.body_field("home", &json!({"cage": "c2"}));
    update.body_field("mask", &"home");
    update.value::<Value>().await.expect("an animal");
    let found: Value = on(&core, &GET, "animals_2")
        .value()
        .await
        .expect("an animal");
    let expected = json!({"id": "animals_2", "name": "cow", "marks": {"color": "red"}, "home": {"since": "s", "cage": "c2"}});
    assert_eq!(
        found, expected,
        "only the field in the mask changes, and read-only fields are kept"
    );
    let mut update = on(&core, &UPDATE, "animals_2");
    update.body_field("name", &"bull");
    let changed: Value = update.value().await.expect("an animal");
    assert_eq!(
        (&changed["name"], &changed["home"]["cage"]),
        (&json!("bull"), &json!("c2"))
    );
    on(&core, &DELETE, "animals_2")
        .nothing()
        .await
        .expect("it is deleted");
    let gone = on(&core, &GET, "animals_2").value::<Value>().await;
    assert!(gone.expect_err("it is gone").is_not_found());
    assert_eq!(
        fake.items()
            .into_iter()
            .map(|item: Value| item["id"].clone())
            .collect::<Vec<_>>(),
        ["animals_1", "animals_3"]
    );
}

/// Updates an item. Returns the new item, or the message of the error.
async fn updated(core: &Core, fields: &Value) -> Result<Value, String> {
    let mut update = on(core, &UPDATE, "animals_1");
    for (name, value) in fields.as_object().unwrap() {
        update.body_field(name.clone(), value);
    }
    update.value().await.map_err(|error| error.to_string())
}

#[tokio::test]
async fn promise_26_items_of_a_fake_have_all_required_fields() {
    let (server, core) = kit();
    let sample = json!({"id": "sample", "name": "sample", "rank": {"name": "sample", "level": 1}});
    let _fake = server.fake(&STRICT_FAKE, &sample);
    let fields = json!({"name": "cat", "home": {"cage": "c1"}});
    let created = create(&core, &fields).value::<Value>().await.unwrap();
    let rank = json!({"name": "sample", "level": 1});
    let home = json!({"cage": "c1", "size": 0});
    let expected = json!({"id": "animals_1", "name": "cat", "rank": rank, "home": home});
    assert_eq!(created, expected);
    let replaced = updated(&core, &json!({"mask": "rank", "rank": {"name": "chief"}})).await;
    assert_eq!(
        replaced.unwrap()["rank"],
        json!({"name": "chief", "level": 1})
    );
    for (mask, key) in [("rank.name", "name"), ("home.cage", "cage")] {
        let error = updated(&core, &json!({ "mask": mask })).await;
        let reason = "which is required, but the body has no value for it";
        let words = format!("the mask contains `{key}`, {reason}");
        assert!(error.unwrap_err().contains(&words), "{mask}");
    }
}

#[tokio::test(start_paused = true)]
async fn promise_26_a_fake_answers_after_faults_and_panics_on_unknown_parameters() {
    let (server, core) = kit();
    let _fake = server.fake(&FAKE, &json!({"id": "sample"}));
    let _ = server.on_value::<Value>(&GET_ROUTE).status(503).times(2);
    let missing = on(&core, &GET, "x").value::<Value>().await;
    let missing = missing.expect_err("there is none");
    assert!(missing.is_not_found());
    assert_eq!(missing.attempts().len(), 3);
    let mut list = request(&core, &LIST);
    list.put_query("ids", "1");
    let message = panic_of(list.page::<Value>(&PAGES)).await;
    assert!(
        message.contains("does not support the query parameter `ids`"),
        "{message}"
    );
}
