//! The runtime as an SDK carries it: a private module, whose macro writes the builders' methods.

#![expect(
    dead_code,
    reason = "builders and runtime have the whole surface of an SDK; this test uses a part"
)]

#[path = "../src/lib.rs"]
mod runtime;

use std::time::Duration;

use http::{Method, StatusCode};
use runtime::api::{Api, Operation};
use runtime::auth_basic::Basic;
use runtime::auth_key::Key;
use runtime::body::Body;
use runtime::core::Core;
use runtime::next_cursor::Cursor;
use runtime::next_link::Link;
use runtime::next_number::Number;
use runtime::pages::PageShape;
use runtime::request::Request;
use runtime::request_methods::request_methods;
use runtime::settings::Settings;
use runtime::transport::{Transport, TransportFuture};

static API: Api = Api {
    user_agent: "zoo",
    base_url: "https://zoo.invalid",
    base_url_env: None,
    auth: Some(&Key {
        header: "authorization",
        prefix: "Bearer ",
        env: Some("ZOO_KEY"),
    }),
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
static NUMBERED: PageShape = PageShape {
    items: &[],
    next: &Number {
        param: "cursor",
        first: 0,
        counts_items: true,
        more: None,
    },
};
static LINKED: PageShape = PageShape {
    items: &["items"],
    next: &Link,
};
static PAGES: PageShape = PageShape {
    items: &["items"],
    next: &Cursor {
        path: &["next"],
        param: "cursor",
    },
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
builder!(Numbered, pages String, NUMBERED);
builder!(Linked, pages String, LINKED);

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

/// The API again, for people with a name and a password.
static NAMED: Api = Api {
    auth: Some(&Basic {
        username_env: None,
        password_env: Some("ZOO_PASSWORD"),
    }),
    ..API
};

#[tokio::test]
async fn names_and_passwords() {
    let mut settings = Settings::new(&NAMED);
    settings.username("zoe".to_owned());
    settings.password("pa55".into());
    settings.transport(Echo);
    let core = settings.build_with(&|_| None).expect("a client");
    Value::new(&core).await.expect("a value");
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

#[cfg(feature = "webhooks")]
#[test]
fn webhooks() {
    use runtime::webhook::{Event, Webhooks};

    #[derive(Debug, serde::Deserialize)]
    struct Fed {}

    impl Event for Fed {
        const SECRET_ENV: Option<&'static str> = None;
    }

    let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    let mut settings = Settings::new(&API);
    settings.api_key("key".into());
    settings.webhook_secret(secret.into());
    settings.transport(Echo);
    let core = settings.build_with(&|_| None).expect("a client");
    let webhooks: Webhooks<Fed> = core.webhooks().expect("a secret");
    let error = webhooks.unwrap(b"{}", &http::HeaderMap::new());
    assert!(error.expect_err("nobody signed it").is_webhook());
    Webhooks::<Fed>::new(secret).expect("a secret");
    let error = Webhooks::<Fed>::from_env().expect_err("there is no variable");
    assert_eq!(error.to_string(), "no webhook secret: call `Webhooks::new`");
}

/// What is missing without some of the features.
#[cfg(not(feature = "rustls"))]
#[test]
fn without_tls_there_is_no_https() {
    let mut settings = Settings::new(&API);
    settings.api_key("key".into());
    let error = settings.build_with(&|_| None).expect_err("no client");
    let remedy = if cfg!(feature = "hyper") {
        "`rustls`"
    } else {
        "`hyper`"
    };
    assert!(
        error.is_configuration() && error.to_string().contains(remedy),
        "{error}"
    );
}
