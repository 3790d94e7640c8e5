//! The runtime as an SDK carries it: a private module, whose macro writes the builders' methods.

#![expect(
    dead_code,
    reason = "builders and runtime have the whole surface of an SDK; this test uses a part"
)]

#[path = "../src/lib.rs"]
mod runtime;

use std::time::Duration;

use http::{Method, StatusCode};
use runtime::api::{Api, Auth, Operation};
use runtime::body::Body;
use runtime::core::Core;
use runtime::pages::PageShape;
use runtime::request::Request;
use runtime::request_methods::request_methods;
use runtime::settings::Settings;
use runtime::transport::{Transport, TransportFuture};

static API: Api = Api {
    user_agent: "zoo",
    base_url: "https://zoo.invalid",
    base_url_env: None,
    auth: Auth::Bearer {
        env: Some("ZOO_KEY"),
    },
    client_params: &[],
    max_retries: 0,
    retry_statuses: &[503],
    timeout: Duration::from_secs(60),
    error_message: &["message"],
    request_id_header: "x-request-id",
};

static POST: Operation = Operation {
    name: "zoo.post",
    method: Method::POST,
    path: "/v1/{id}",
    query: &["cursor"],
    has_body: true,
};
static PAGES: PageShape = PageShape {
    items: "items",
    next: &["next"],
    cursor: "cursor",
};

/// Declares a builder as a generator does.
macro_rules! builder {
    ($name:ident, $($returns:tt)*) => {
        #[derive(Clone, Debug)]
        #[must_use]
        struct $name {
            request: Request,
        }

        impl $name {
            fn new(core: &Core) -> Self {
                let mut request = Request::new(core, &POST);
                request.path("id", "x");
                Self { request }
            }
        }

        request_methods!($name, $($returns)*);
    };
}

builder!(Nothing, nothing);
builder!(Value, value String);
builder!(Optional, optional String);
builder!(Pages, pages String, PAGES);

/// Answers with what it was sent: the status in a header, the body as the body.
struct Echo;

impl Transport for Echo {
    fn send(&self, request: http::Request<bytes::Bytes>) -> TransportFuture {
        let status = request
            .headers()
            .get("x-status")
            .map_or(StatusCode::OK, |status| {
                StatusCode::from_bytes(status.as_bytes()).expect("a status")
            });
        let url = request.uri().to_string();
        let body = if request.body() == "{}" {
            format!("{url:?}").into()
        } else {
            request.into_body()
        };
        Box::pin(async move {
            let mut response = http::Response::new(Body::from(body));
            *response.status_mut() = status;
            Ok(response)
        })
    }
}

/// A client that talks to [`Echo`].
fn core() -> Core {
    let mut settings = Settings::new(&API);
    settings.api_key("key".into());
    settings.transport(Echo);
    settings.build_with(&|_| None).expect("a client")
}

#[tokio::test]
async fn every_form_has_the_options() {
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

/// What another HTTP stack has read.
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
}

/// The error of a client that is to have the default transport.
#[cfg(not(any(feature = "rustls", feature = "rustls-aws-lc", feature = "native-tls")))]
fn refusal() -> String {
    let mut settings = Settings::new(&API);
    settings.api_key("key".into());
    let error = settings.build_with(&|_| None).expect_err("no client");
    assert!(error.is_configuration(), "{error}");
    error.to_string()
}

/// What is missing without some of the features.
#[cfg(not(feature = "__tls"))]
#[test]
fn without_tls_there_is_no_https() {
    let remedy = if cfg!(feature = "hyper") {
        "`rustls`"
    } else {
        "`hyper`"
    };
    assert!(refusal().contains(remedy), "{}", refusal());
}

/// Who brings the cryptography has to bring it.
#[cfg(all(
    feature = "rustls-no-provider",
    not(any(feature = "rustls", feature = "rustls-aws-lc", feature = "native-tls"))
))]
#[test]
fn without_a_provider_there_is_no_https() {
    assert!(refusal().contains("install_default"), "{}", refusal());
}
