//! Routing of requests by the testing kit: methods with the same route, and URLs of pages that the API has chosen.

use http::Method;
use sdk_runtime::runtime::pages::link::Link;
use sdk_runtime::runtime::pages::shape::PageShape;
use sdk_runtime::runtime::request::operation::{CallSettings, Operation};
use sdk_runtime::runtime::testing::rules::{BodyRule, Route};
use sdk_runtime::runtime::testing::server::Server;
use sdk_runtime::runtime::transport::Transport;

use crate::support::api::{API, Animal, GET, LIST, client_over, on, request};
use crate::support::kit::{GET_ROUTE, LIST_ROUTE, animal, panic_of, route};

/// Method with the route of `animals.retrieve`, which differs by the media type of its response.
static TEXT: Operation = Operation {
    name: "animals.text",
    method: Method::GET,
    path: "/v1/animals/{id}",
    query: &[],
    body: None,
    idempotency_key: None,
    settings: CallSettings::DEFAULT,
};

static TEXT_ROUTE: Route = route(TEXT.name, Method::GET, TEXT.path, &[], BodyRule::None);

static ROUTES: &[&[&Route]] = &[&[&GET_ROUTE, &TEXT_ROUTE, &LIST_ROUTE]];

#[tokio::test]
async fn promise_26_methods_with_the_same_route_have_replies_of_their_own() {
    let server = Server::new(&API, ROUTES);
    let core = client_over(server.clone(), API.base_url);
    let retrieve = server.on_value(&GET_ROUTE).reply(animal("a"));
    let text = server.on_text(&TEXT_ROUTE).reply("an animal");
    assert_eq!(
        on(&core, &TEXT, "a").text().await.expect("a text"),
        "an animal"
    );
    let found = on(&core, &GET, "a").value::<Animal>().await;
    assert_eq!(found.expect("an animal"), animal("a"));
    assert_eq!((retrieve.requests().len(), text.requests().len()), (1, 1));
}

/// A reply of another method with the same route does not answer.
#[tokio::test]
async fn promise_26_a_method_without_a_reply_is_named_even_if_another_has_its_route() {
    let server = Server::new(&API, ROUTES);
    let core = client_over(server.clone(), API.base_url);
    let _ = server.on_value(&GET_ROUTE).reply(animal("a"));
    let message = panic_of(on(&core, &TEXT, "a").text()).await;
    assert!(
        message.contains("no reply is prepared for `animals.text`"),
        "{message}"
    );
}

/// The URL of a page may have any query and any path, because the API has chosen it.
#[tokio::test]
async fn promise_26_urls_of_pages_are_not_compared_with_the_description() {
    static LINKED: PageShape = PageShape {
        items: &[],
        next: &Link,
    };
    let server = Server::new(&API, ROUTES);
    let core = client_over(server.clone(), API.base_url);
    let base = API.base_url;
    let list = server.on_pages(&LIST_ROUTE, &LINKED);
    let list = list
        .reply_page([animal("a")], Some(&format!("{base}/v1/animals?token=1")))
        .reply_page([animal("b")], Some(&format!("{base}/v1/zoos/7?page=3")))
        .reply_page([animal("c")], None);
    let items = request(&core, &LIST).items::<Animal>(&LINKED, &LINKED);
    let found: Vec<_> = items.try_collect().await.expect("animals");
    assert_eq!(found, ["a", "b", "c"].map(animal));
    let paths: Vec<_> = list.requests().into_iter().map(|sent| sent.path).collect();
    assert_eq!(paths, ["/v1/animals", "/v1/animals", "/v1/zoos/7"]);
    let mut first = request(&core, &LIST);
    first.query_param("token", "1");
    let message = panic_of(first.page::<Animal>(&LINKED)).await;
    assert!(
        message.contains("the query parameter `token` is not in the description"),
        "{message}"
    );
}

/// A layer may replace the request by one that the client has not made. The kit then takes the method that has replies.
#[tokio::test]
async fn promise_26_requests_of_layers_are_routed_by_prepared_replies() {
    let server = Server::new(&API, ROUTES);
    let _ = server.on_text(&TEXT_ROUTE).reply("an animal");
    let core = client_over(server.clone(), API.base_url);
    let mut settings = core.settings();
    settings.wrap_transport(|inner| {
        move |request: http::Request<bytes::Bytes>| {
            let mut other = http::Request::new(bytes::Bytes::new());
            *other.uri_mut() = request.uri().clone();
            inner.send(other)
        }
    });
    let core = core.derived(settings).expect("a client");
    let text = on(&core, &TEXT, "a").text().await;
    assert_eq!(text.expect("a text"), "an animal");
}
