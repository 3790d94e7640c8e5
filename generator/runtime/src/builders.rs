//! Tests for the methods of request builders, for every kind of return value.

use std::time::Duration;

use crate::runtime::auth::api_key::ApiKey;
use crate::runtime::auth::basic::Basic;
use crate::runtime::call::builder::RequestBuilder;
use crate::runtime::call::returns;
use crate::runtime::client::Core;
use crate::runtime::config::api::Api;
use crate::runtime::config::settings::Settings;
use crate::runtime::events::builder::HasEvents;
use crate::runtime::events::shape::EventShape;
use crate::runtime::events::stream::EventStream;
use crate::runtime::pages::Page;
use crate::runtime::pages::builder::HasPages;
use crate::runtime::pages::cursor::Cursor;
use crate::runtime::pages::link::Link;
use crate::runtime::pages::number::{Number, NumberEnd};
use crate::runtime::pages::param::PageParam;
use crate::runtime::pages::shape::PageShape;
use crate::runtime::request::Request;
use crate::runtime::request::format::JSON;
use crate::runtime::request::operation::{CallSettings, Operation};
use crate::runtime::transport::body::Body;
use crate::runtime::transport::{Transport, TransportFuture};
use http::header::CONTENT_TYPE;
use http::{Method, StatusCode};

static API: Api = Api {
    user_agent: "zoo",
    base_url: "https://zoo.invalid",
    base_url_env: None,
    servers: None,
    connect: None,
    tokens: None,
    schemes: &[&ApiKey {
        header: "authorization",
        prefix: "Bearer ",
        method: "api_key",
        env: Some("ZOO_KEY"),
    }],
    auth: &[&[0]],
    client_params: &[],
    max_retries: 0,
    retry_statuses: &[503],
    timeout: Duration::from_secs(60),
    error_message: &["message"],
    headers: &[],
    request_id_header: "x-request-id",
};

static POST: Operation = Operation {
    name: "zoo.post",
    method: Method::POST,
    path: "/v1/{id}",
    query: &["cursor"],
    body: Some(JSON),
    idempotency_key: None,
    settings: CallSettings::DEFAULT,
};
const NUMBERED: PageShape = PageShape {
    items: &[],
    next: &Number {
        param: PageParam::Query("cursor"),
        first: 0,
        counts_items: true,
        end: NumberEnd::Empty,
    },
};
const LINKED: PageShape = PageShape {
    items: &["items"],
    next: &Link,
};
const PAGES: PageShape = PageShape {
    items: &["items"],
    next: &Cursor {
        path: &["next"],
        param: PageParam::Query("cursor"),
        more: &[],
    },
};

const EVENTS: EventShape = EventShape {
    housekeeping: &["ping"],
    rules: None,
};

/// Methods that stand for those of an API.
mod methods {
    pub enum Nothing {}
    pub enum Value {}
    pub enum Optional {}
    pub enum Pages {}
    pub enum Events {}
    pub enum Numbered {}
    pub enum Linked {}
}

type Nothing = RequestBuilder<methods::Nothing, ()>;
type Value = RequestBuilder<methods::Value, String>;
type Optional = RequestBuilder<methods::Optional, returns::Optional<String>>;
type Pages = RequestBuilder<methods::Pages, Page<String>>;
type Events = RequestBuilder<methods::Events, EventStream<String>>;
type Numbered = RequestBuilder<methods::Numbered, Page<String>>;
type Linked = RequestBuilder<methods::Linked, Page<String>>;

impl HasPages for methods::Pages {
    const PAGES: &'static PageShape = &PAGES;
}

impl HasEvents for methods::Events {
    const EVENTS: &'static EventShape = &EVENTS;
}

impl HasPages for methods::Numbered {
    const PAGES: &'static PageShape = &NUMBERED;
}

impl HasPages for methods::Linked {
    const PAGES: &'static PageShape = &LINKED;
}

impl<M, R> RequestBuilder<M, R> {
    fn new(core: &Core) -> Self {
        let mut request = Request::new(core, &POST);
        request.put_path("id", "x");
        request.into()
    }
}

/// Transport that returns the request body, or the URL if the body is empty. The headers `x-status` and `x-type` set
/// status and content type.
struct Echo;

impl Transport for Echo {
    fn send(&self, request: http::Request<bytes::Bytes>) -> TransportFuture {
        let status = request
            .headers()
            .get("x-status")
            .map_or(StatusCode::OK, |status| {
                StatusCode::from_bytes(status.as_bytes()).expect("a status")
            });
        let content_type = request.headers().get("x-type").cloned();
        let url = request.uri().to_string();
        let body = if content_type.is_some() {
            format!("id: 8\ndata: {url:?}\n\n").into()
        } else if request.body() == "{}" {
            format!("{url:?}").into()
        } else {
            request.into_body()
        };
        Box::pin(async move {
            let mut response = http::Response::new(Body::from(body));
            *response.status_mut() = status;
            let content_type = content_type.map(|kind| (CONTENT_TYPE, kind));
            response.headers_mut().extend(content_type);
            Ok(response)
        })
    }
}

/// Creates a client with the transport [`Echo`].
fn core() -> Core {
    let mut settings = Settings::new(&API);
    settings.api_key("key".into());
    settings.transport(Echo);
    settings.max_event_bytes(1024);
    settings.build_with(&|_| None).expect("a client")
}

/// Same API with Basic authentication.
static BASIC_AUTH: Api = Api {
    schemes: &[&Basic {
        username_env: None,
        password_env: Some("ZOO_PASSWORD"),
    }],
    auth: &[&[0]],
    ..API
};

#[tokio::test]
async fn user_names_and_passwords() {
    let mut settings = Settings::new(&BASIC_AUTH);
    settings.username("zoe".to_owned());
    settings.password("pa55".into());
    settings.transport(Echo);
    let core = settings.build_with(&|_| None).expect("a client");
    Value::new(&core).await.expect("a value");
}

#[tokio::test]
async fn promise_11_every_form_has_the_options() {
    let core = core();
    let sent = Value::new(&core)
        .timeout(Duration::from_secs(1))
        .total_timeout(Duration::from_secs(2))
        .max_retries(1)
        .idempotent(true)
        .header("x-status", "202")
        .query_param("q", "1")
        .with_response()
        .await;
    let response = sent.expect("a response");
    assert_eq!(
        (response.status().as_u16(), &*response.data),
        (202, "https://zoo.invalid/v1/x?q=1")
    );
    Nothing::new(&core)
        .body_field("x", 1)
        .header("x-status", "204")
        .await
        .expect("nothing");
    Nothing::new(&core).send().await.expect("nothing");
    assert_eq!(
        Nothing::new(&core)
            .with_response()
            .await
            .expect("a response")
            .data,
        ()
    );
}

/// Returns a response that another HTTP library has received.
fn received(body: &'static str) -> http::Response<bytes::Bytes> {
    http::Response::new(body.into())
}

#[test]
fn every_form_works_without_a_network() {
    let core = core();
    let prepared = Value::new(&core).query_param("q", "1").prepare();
    let prepared = prepared.expect("a request");
    assert_eq!(prepared.uri(), "https://zoo.invalid/v1/x?q=1");
    let value = Value::new(&core).parse(received("\"v\""));
    assert_eq!(value.expect("a value"), "v");
    Nothing::new(&core).parse(received("")).expect("nothing");
    let optional = Optional::new(&core).parse(received("\"v\""));
    assert_eq!(optional.expect("a value"), "v");
    let page = Pages::new(&core).parse(received(r#"{"items":["a"]}"#));
    assert_eq!(page.expect("a page").items, ["a"]);
    let custom = core.request(Method::GET, "/x".into());
    assert_eq!(custom.parse(received("x")).expect("a response").data, "x");
    let command = Pages::new(&core).to_curl().expect("a command");
    assert!(command.starts_with("curl -X 'POST'"), "{command}");
}

#[cfg(feature = "blocking")]
#[test]
fn every_form_can_block() {
    let core = core();
    let value = Value::new(&core).send_blocking();
    assert_eq!(value.expect("a value"), "https://zoo.invalid/v1/x");
    Nothing::new(&core).send_blocking().expect("nothing");
    let optional = Optional::new(&core).header("x-status", "404").optional();
    assert_eq!(optional.send_blocking().expect("no value"), None);
    let list = || Pages::new(&core).body_field("items", ["a", "b"]);
    assert_eq!(list().send_blocking().expect("a page").items, ["a", "b"]);
    let items: Result<Vec<_>, _> = list().into_iter_blocking().collect();
    assert_eq!(items.expect("items"), ["a", "b"]);
    let custom = core.request(Method::GET, "/x".into()).send_blocking();
    assert_eq!(custom.expect("a response").data, "");
}

#[tokio::test]
async fn optional_values() {
    let core = core();
    assert_eq!(
        Optional::new(&core).await.expect("a value"),
        "https://zoo.invalid/v1/x"
    );
    assert!(
        Optional::new(&core)
            .optional()
            .await
            .expect("a value")
            .is_some()
    );
    assert_eq!(
        Optional::new(&core)
            .header("x-status", "404")
            .optional()
            .await
            .expect("nothing"),
        None
    );
    assert!(
        Optional::new(&core)
            .header("x-status", "404")
            .await
            .expect_err("no value")
            .is_not_found()
    );
}

#[tokio::test]
async fn lists() {
    let core = core();
    let list = || Pages::new(&core).body_field("items", ["a", "b"]);
    assert_eq!(list().await.expect("a page").items, ["a", "b"]);
    assert_eq!(
        list()
            .with_response()
            .await
            .expect("a response")
            .data
            .items
            .len(),
        2
    );
    let all: Vec<_> = list().into_stream().try_collect().await.expect("items");
    assert_eq!(all, ["a", "b"]);
    let list = Linked::new(&core).body_field("items", ["c"]);
    let page = list.await.expect("a page");
    assert_eq!((page.items.len(), page.next_cursor()), (1, None));
    let list = Numbered::new(&core).body_field("items", ["d"]);
    let error = list.await.expect_err("the body is no list");
    assert!(error.is_decode());
}

#[tokio::test]
async fn events() {
    let core = core();
    let watch = || Events::new(&core).header("x-type", "text/event-stream");
    let mut stream = watch()
        .timeout(Duration::from_secs(1))
        .total_timeout(Duration::from_secs(2))
        .last_event_id("7")
        .await
        .expect("a stream");
    assert_eq!(stream.last_event_id(), Some("7"));
    let event = stream.try_next().await.expect("an event");
    assert_eq!(event.as_deref(), Some("https://zoo.invalid/v1/x"));
    assert_eq!(stream.last_event_id(), Some("8"));
    assert_eq!(stream.try_next().await.expect("the end"), None);
    let response = watch().with_response().await.expect("a response");
    assert_eq!(response.status().as_u16(), 200);
    let event = watch().into_stream().next().await.expect("an event");
    assert!(event.is_ok());
    let no_stream = Events::new(&core).send().await.expect_err("no stream");
    assert!(no_stream.is_decode(), "{no_stream}");
    let refused = watch().last_event_id("\n").await.expect_err("no header");
    assert!(refused.is_request(), "{refused}");
}

#[cfg(feature = "webhooks")]
#[test]
fn webhooks() {
    use crate::models::Tree;
    use crate::runtime::webhooks::Webhooks;

    let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    let mut settings = Settings::new(&API);
    settings.api_key("key".into());
    settings.webhook_secret(secret.into());
    settings.transport(Echo);
    let core = settings.build_with(&|_| None).expect("a client");
    let webhooks: Webhooks<Tree> = core.webhooks().expect("a secret");
    let error = webhooks.unwrap(b"{}", &http::HeaderMap::new());
    assert!(error.expect_err("the signature is missing").is_webhook());
    Webhooks::<Tree>::new(secret).expect("a secret");
    let error = Webhooks::<Tree>::from_env().expect_err("there is no variable");
    assert_eq!(error.to_string(), "no webhook secret: call `Webhooks::new`");
}

/// Returns the error of building a client with the default transport.
#[cfg(not(any(feature = "rustls", feature = "rustls-aws-lc", feature = "native-tls")))]
fn default_transport_error() -> String {
    let mut settings = Settings::new(&API);
    settings.api_key("key".into());
    let error = settings.build_with(&|_| None).expect_err("no client");
    assert!(error.is_configuration(), "{error}");
    error.to_string()
}

#[cfg(not(feature = "__tls"))]
#[test]
fn without_tls_there_is_no_https() {
    let remedy = if cfg!(feature = "hyper") {
        "`rustls`"
    } else {
        "`hyper`"
    };
    assert!(
        default_transport_error().contains(remedy),
        "{}",
        default_transport_error()
    );
}

#[cfg(all(
    feature = "rustls-no-provider",
    not(any(feature = "rustls", feature = "rustls-aws-lc", feature = "native-tls"))
))]
#[test]
fn without_a_provider_there_is_no_https() {
    assert!(
        default_transport_error().contains("install_default"),
        "{}",
        default_transport_error()
    );
}
