//! Lists and objects in queries, over a server on loopback, and their checks by the testing kit.

use std::collections::BTreeMap;

use http::Method;
use sdk_runtime::models::{Animal, Open};
use sdk_runtime::runtime::request::Request;
use sdk_runtime::runtime::request::operation::{CallSettings, Operation};
use sdk_runtime::runtime::testing::rules::{
    BodyRule, Described, FieldRule, ModelShape, QueryRule, Route, ValueKind, shape_of,
};
use sdk_runtime::runtime::testing::server::Server as Kit;
use sdk_runtime::runtime::values::decimal::Decimal;
use sdk_runtime::runtime::values::unix_time::UnixSeconds;
use serde_json::{Value, json};

use crate::support::api::{API, client, client_over, request};
use crate::support::kit::panic_of;
use crate::support::server::{Reply, Server};

static SEARCH: Operation = Operation {
    name: "animals.search",
    method: Method::POST,
    path: "/v1/animals:search",
    query: &["fields", "ids[]", "filter", "labels"],
    body: None,
    idempotency_key: None,
    settings: CallSettings::DEFAULT,
};

struct Filter;

impl Described for Filter {
    const SHAPE: ModelShape = ModelShape::Object {
        fields: &[
            FieldRule::required("exact", ValueKind::Bool),
            FieldRule::optional("legs", ValueKind::Map(&ValueKind::Int32)),
            FieldRule::optional("names", ValueKind::List(&ValueKind::Text)),
            FieldRule::optional("since", ValueKind::decoded::<UnixSeconds>()),
            FieldRule::optional("price", ValueKind::decoded::<Decimal>()),
            FieldRule::optional("count", ValueKind::Nullable(&ValueKind::Uint64)),
            FieldRule::optional(
                "parts",
                ValueKind::List(&ValueKind::Model(shape_of::<Self>)),
            ),
        ],
        open: false,
    };
}

static ROUTE: Route = Route {
    name: "animals.search",
    method: Method::POST,
    path: "/v1/animals:search",
    server: None,
    query: &[
        QueryRule::optional("fields", ValueKind::Int32).comma(),
        QueryRule::optional("ids[]", ValueKind::Int32).repeated(),
        QueryRule::required("filter", ValueKind::Model(shape_of::<Filter>)).deep(),
        QueryRule::optional("labels", ValueKind::Map(&ValueKind::Text)).deep(),
    ],
    headers: &[],
    body: BodyRule::None,
};

/// Returns the target of a request as a server receives it, behind the path.
async fn sent(change: impl FnOnce(&mut Request)) -> String {
    let server = Server::start([Reply::new(200, "{}")]).await;
    let mut request = request(&client(server.url()), &SEARCH);
    change(&mut request);
    request.nothing().await.expect("a response");
    let target = server.requests().remove(0).target;
    target.replace("/v1/animals:search", "")
}

/// Returns the error of a request that is not sent.
async fn refusal(change: impl FnOnce(&mut Request)) -> String {
    let server = Server::start([Reply::new(200, "{}")]).await;
    let mut request = request(&client(server.url()), &SEARCH);
    change(&mut request);
    let error = request.nothing().await.expect_err("a refusal");
    assert!(
        error.is_request() && server.requests().is_empty(),
        "{error}"
    );
    error.to_string()
}

#[tokio::test]
async fn lists_in_one_value() {
    let target = sent(|request| {
        request.query_joined::<String>("fields", ["old"]);
        request.query_joined::<String>("fields", ["a", "b&c", ""]);
    });
    assert_eq!(target.await, "?fields=a%2Cb%26c%2C");
    assert_eq!(
        sent(|request| request.query_joined::<i32>("fields", [0; 0])).await,
        ""
    );
    let error = refusal(|request| request.query_joined::<String>("fields", ["a,b"])).await;
    assert_eq!(
        error,
        "animals.search: a value of the query parameter `fields` contains a comma, which separates its values"
    );
    let error = refusal(|request| request.query_joined::<f64>("fields", [f64::NAN])).await;
    assert!(error.contains("NaN"), "{error}");
}

#[tokio::test]
async fn objects_have_their_keys_in_brackets_in_the_order_of_the_description() {
    let target = sent(|request| {
        request.query_deep_map::<String>("labels", [("a b", "c&d=e")]);
        request.query_deep::<Value>("filter", json!({ "old": true }));
        request.query_deep::<Value>(
            "filter",
            json!({
                "exact": true, "legs": { "gte": 2.0, "lt": 4.5 }, "names": ["x", "y"], "none": null,
                "parts": [{ "exact": false }, { "names": ["z"] }], "empty": [], "also": {},
            }),
        );
        request.query_list::<i32>("ids[]", [1, 2]);
    });
    let target = target.await.replace("%5B", "[").replace("%5D", "]");
    assert_eq!(
        target,
        "?ids[]=1&ids[]=2&filter[exact]=true&filter[legs][gte]=2.0&filter[legs][lt]=4.5&filter[names][]=x&filter[names][]=y\
         &filter[none]=&filter[parts][0][exact]=false&filter[parts][1][names][]=z&labels[a%20b]=c%26d%3De"
    );
    let animal = Animal {
        id: "x".to_owned(),
        legs: 4,
    };
    let open = Open {
        id: "o".to_owned(),
        additional: BTreeMap::from([("a".to_owned(), animal)]),
    };
    let target = sent(|request| request.query_deep::<Open>("labels", open)).await;
    let target = target.replace("%5B", "[").replace("%5D", "]");
    assert_eq!(target, "?labels[id]=o&labels[a][id]=x&labels[a][legs]=4");
    let float = sent(|request| request.query_deep_map::<f64>("labels", [("a", 1e21)]));
    assert_eq!(float.await, "?labels%5Ba%5D=1e%2B21");
    let exact: Decimal = serde_json::from_str("12.50").unwrap();
    let decimal = sent(|request| request.query_deep_map::<Decimal>("labels", [("a", exact)]));
    assert_eq!(decimal.await, "?labels%5Ba%5D=12.50");
    let lists = sent(|request| {
        request.query_deep_list::<BTreeMap<String, String>>(
            "labels",
            [BTreeMap::from([("a".to_owned(), "b".to_owned())])],
        );
    });
    assert_eq!(lists.await, "?labels%5B0%5D%5Ba%5D=b");
    assert_eq!(
        sent(|request| request.query_deep_map::<String>("labels", [("", ""); 0])).await,
        ""
    );
}

/// A server would read such a key as another one.
#[tokio::test]
async fn keys_of_maps_cannot_leave_their_brackets() {
    for key in ["", "a]", "a][b", "[a", "a[0]"] {
        let error =
            refusal(|request| request.query_deep_map::<String>("labels", [(key, "x")])).await;
        assert_eq!(
            error,
            "animals.search: the query parameter `labels` cannot be sent: a key in it is empty or has a bracket"
        );
    }
    let error = refusal(|request| request.query_deep_map::<f64>("labels", [("a", f64::NAN)])).await;
    assert!(error.contains("found NaN or infinity"), "{error}");
}

#[tokio::test]
async fn promise_26_the_kit_checks_values_inside_of_query_parameters() {
    static ROUTES: &[&[&Route]] = &[&[&ROUTE]];
    let kit = Kit::new(&API, ROUTES);
    let core = client_over(kit.clone(), API.base_url);
    let _ = kit.on_nothing(&ROUTE).reply();
    let call = |filter: Value, fields: &[&str]| {
        let mut request = request(&core, &SEARCH);
        request.query_deep::<Value>("filter", filter);
        request.query_joined::<String>("fields", fields.iter().copied());
        request.query_list::<i32>("ids[]", [1, 2]);
        request.nothing()
    };
    let right = json!({
        "exact": true, "legs": { "gte": 2 }, "names": ["1", "true"], "since": 1_767_225_600,
        "price": "12.50", "count": u64::MAX,
        "parts": [{ "exact": false, "names": ["x"] }, { "exact": true }],
    });
    call(right, &["1", "2"]).await.expect("a valid request");
    let wrong = json!({
        "legs": { "gte": "many" }, "parts": [{ "exact": "yes" }], "colour": "red", "since": "noon", "count": -1,
    });
    let message = panic_of(call(wrong, &["1", "two"])).await;
    for difference in [
        "`filter.legs.gte` must be a 32-bit integer, but a string was sent",
        "`filter.parts[0].exact` must be `true` or `false`, but a string was sent",
        "`filter.since` must be a Unix time between the years 1 and 9999, but a string was sent",
        "`filter.count` must be an unsigned 64-bit integer, but a number was sent",
        "`filter.colour` is not in the description",
        "`filter.exact` is required, but was not sent",
        "the query parameter `fields` must be a 32-bit integer, but `two` was sent",
    ] {
        assert!(message.contains(difference), "{difference} in {message}");
    }
    let message = panic_of(call(json!({}), &[])).await;
    assert!(message.contains("`filter.exact` is required"), "{message}");
}
