//! Several authentication schemes, and keys in the query, against a server on loopback: promises 1, 2, 4 and 28.

use std::io;

use http::Method;
use sdk_runtime::runtime::auth::api_key::ApiKey;
use sdk_runtime::runtime::auth::basic::Basic;
use sdk_runtime::runtime::auth::provider::Credentials;
use sdk_runtime::runtime::auth::query_key::QueryKey;
use sdk_runtime::runtime::auth::{Alternatives, NO_CREDENTIALS};
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::config::api::Api;
use sdk_runtime::runtime::config::settings::Settings;
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::error::kind::ErrorKind;
use sdk_runtime::runtime::request::operation::{CallSettings, Operation};

use crate::page_kinds::LINKED;
use crate::support::api::{API, Animal, GET, build_in, on, request};
use crate::support::server::{Received, Reply, Server};

/// One of: two keys at once, a user name and a password, or nothing.
pub(crate) static MIXED: Api = Api {
    schemes: &[
        &ApiKey {
            header: "x-app",
            prefix: "",
            method: "app_key",
            env: Some("ZOO_APP"),
        },
        &QueryKey {
            name: "api key",
            method: "api_key",
            env: Some("ZOO_KEY"),
        },
        &Basic {
            username_env: Some("ZOO_USER"),
            password_env: Some("ZOO_PASSWORD"),
        },
    ],
    auth: &[&[0, 1], &[2]],
    base_url: "http://127.0.0.1:1",
    ..API
};
pub(crate) static OPTIONAL: Api = Api {
    auth: &[&[0, 1], &[2], &[]],
    ..MIXED
};

const fn operation(auth: Alternatives) -> Operation {
    at("/v1/animals/{id}", auth)
}

const fn at(path: &'static str, auth: Alternatives) -> Operation {
    Operation {
        name: "zoo.own",
        method: Method::GET,
        path,
        query: &["state"],
        body: None,
        idempotency_key: None,
        settings: CallSettings {
            auth: Some(auth),
            ..CallSettings::DEFAULT
        },
    }
}
static LIST: Operation = at("/v1/animals", &[&[1]]);
static BASIC: Operation = operation(&[&[2]]);
static KEY: Operation = operation(&[&[1]]);
static BOTH: Operation = operation(&[&[0, 2]]);
static PUBLIC: Operation = operation(NO_CREDENTIALS);

/// Returns settings with values of the builder.
pub(crate) fn given(api: &'static Api, values: &[(&'static str, &str)]) -> Settings {
    let mut settings = Settings::new(api);
    settings.max_retries(0);
    for (method, value) in values {
        settings.credential(method, (*value).into());
    }
    settings
}

pub(crate) const APP: (&str, &str) = ("app_key", "4pp");
pub(crate) const KEY_VALUE: (&str, &str) = ("api_key", "k&y=1 %");
pub(crate) const USER: (&str, &str) = ("username", "Aladdin");
pub(crate) const PASSWORD: (&str, &str) = ("password", "open sesame");
const PAIR: &str = "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==";
const QUERY: &str = "?api%20key=k%26y%3D1%20%25";

fn header<'a>(request: &'a Received, name: &str) -> Option<&'a str> {
    request.headers.get(name).map(String::as_str)
}

/// Credentials of a request: `Authorization`, `x-app` and the query.
type Sent = (Option<String>, Option<String>, String);

/// Sends a request to a server on loopback. Returns its credentials.
async fn sent(
    mut settings: Settings,
    variables: &[(&str, &str)],
    operation: &'static Operation,
) -> Result<Sent, Error> {
    let server = Server::start(vec![Reply::new(200, r#"{"id":"a"}"#)]).await;
    settings.base_url(server.url().to_owned());
    let core = build_in(settings, variables)?;
    on(&core, operation, "a").value::<Animal>().await?;
    let request = server.requests().remove(0);
    let header = |name: &str| request.headers.get(name).cloned();
    let query = request
        .target
        .find('?')
        .map(|start| request.target[start..].to_owned());
    Ok((
        header("authorization"),
        header("x-app"),
        query.unwrap_or_default(),
    ))
}

#[tokio::test]
async fn promise_01_the_first_scheme_that_is_given_is_used() {
    let keys = (None, Some("4pp".to_owned()), QUERY.to_owned());
    let basic = (Some(PAIR.to_owned()), None, String::new());
    let nothing = (None, None, String::new());
    let all = [APP, KEY_VALUE, USER, PASSWORD];
    for (api, values, variables, expected) in [
        (&MIXED, &[APP, KEY_VALUE][..], &[][..], &keys),
        (&MIXED, &[USER, PASSWORD], &[], &basic),
        (&MIXED, &all, &[], &keys),
        // What is given to the builder takes precedence over the environment.
        (
            &MIXED,
            &[USER, PASSWORD],
            &[("ZOO_APP", "4pp"), ("ZOO_KEY", "k")],
            &basic,
        ),
        (
            &MIXED,
            &[],
            &[("ZOO_USER", "Aladdin"), ("ZOO_PASSWORD", "open sesame")],
            &basic,
        ),
        (
            &MIXED,
            &[APP],
            &[("ZOO_KEY", "k&y=1 %"), ("ZOO_USER", "Aladdin")],
            &keys,
        ),
        // Otherwise, the first one is used.
        (
            &MIXED,
            &[],
            &[
                ("ZOO_USER", "Aladdin"),
                ("ZOO_PASSWORD", "open sesame"),
                ("ZOO_APP", "4pp"),
                ("ZOO_KEY", "k&y=1 %"),
            ],
            &keys,
        ),
        (&OPTIONAL, &[], &[], &nothing),
        (&OPTIONAL, &[USER, PASSWORD], &[], &basic),
    ] {
        let sent = sent(given(api, values), variables, &GET).await.unwrap();
        assert_eq!(sent, *expected, "{values:?} {variables:?}");
    }
}

#[tokio::test]
async fn promise_01_a_derived_client_keeps_the_choice() {
    let server = Server::start(vec![Reply::new(200, r#"{"id":"a"}"#)]).await;
    let mut settings = given(&MIXED, &[USER, PASSWORD]);
    settings.base_url(server.url().to_owned());
    let core = build_in(settings, &[("ZOO_APP", "4pp"), ("ZOO_KEY", "k")]).unwrap();
    let mut settings = core.settings();
    settings.max_retries(1);
    let derived = core.derived(settings).unwrap();
    on(&derived, &GET, "a").value::<Animal>().await.unwrap();
    assert_eq!(header(&server.requests()[0], "authorization"), Some(PAIR));
}

#[tokio::test]
async fn promise_04_a_method_takes_its_own_schemes() {
    let all = [APP, KEY_VALUE, USER, PASSWORD];
    for (operation, expected) in [
        (&BASIC, (Some(PAIR.to_owned()), None, String::new())),
        (&KEY, (None, None, QUERY.to_owned())),
        (
            &BOTH,
            (Some(PAIR.to_owned()), Some("4pp".to_owned()), String::new()),
        ),
        (&PUBLIC, (None, None, String::new())),
    ] {
        let mut settings = given(&MIXED, &all);
        settings.header("x-app", "of the client");
        let sent = sent(settings, &[], operation).await.unwrap();
        assert_eq!(sent, expected, "{}", operation.path);
    }
    // Without its credentials, nothing is sent.
    let error = sent(given(&MIXED, &[APP, KEY_VALUE]), &[], &BASIC)
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "zoo.own: no user name: call `ClientBuilder::username`, or set the environment variable `ZOO_USER`; \
         no password: call `ClientBuilder::password`, or set the environment variable `ZOO_PASSWORD`"
    );
    assert!(error.is_configuration() && error.attempts().is_empty());
}

#[test]
fn promise_02_a_client_without_credentials_names_all_of_them() {
    let error = build_in(given(&MIXED, &[]), &[]).unwrap_err().to_string();
    for method in ["app_key", "api_key", "username", "password"] {
        assert!(
            error.contains(&format!("`ClientBuilder::{method}`")),
            "{error}"
        );
    }
    for variable in ["ZOO_APP", "ZOO_KEY", "ZOO_USER", "ZOO_PASSWORD"] {
        assert!(error.contains(variable), "{error}");
    }
    // Half of the values of a scheme is a mistake, even if those of another one are complete.
    let half = given(&MIXED, &[APP, KEY_VALUE, USER]);
    let error = build_in(half, &[]).unwrap_err().to_string();
    assert!(
        error.starts_with("no password: ") && !error.contains("username"),
        "{error}"
    );
    let blank = build_in(given(&MIXED, &[("api_key", " ")]), &[]).unwrap_err();
    assert!(
        blank
            .to_string()
            .contains("`ClientBuilder::api_key` was given a blank value")
    );
    for odd in ["a\r\nb", "k\u{e9}y", &"k".repeat(5000)] {
        let error = build_in(given(&MIXED, &[APP, ("api_key", odd)]), &[]).unwrap_err();
        assert!(
            error.is_configuration() && !error.to_string().contains(odd),
            "{error}"
        );
    }
}

/// Returns a client with a provider of credentials.
fn provided(credentials: Credentials, server: &Server) -> Core {
    let mut settings = given(&MIXED, &[]);
    settings.base_url(server.url().to_owned());
    settings.credentials(move || {
        let credentials = credentials.clone();
        async { Ok::<_, io::Error>(credentials) }
    });
    build_in(settings, &[("ZOO_USER", "of the environment")]).unwrap()
}

#[tokio::test]
async fn promise_04_a_provider_returns_credentials_of_several_schemes() {
    let ok = || Reply::new(200, r#"{"id":"a"}"#);
    let server = Server::start(vec![ok(), ok(), ok()]).await;
    let keys = Credentials::named("app_key", "4pp").and(Credentials::api_key("k"));
    let all = keys
        .clone()
        .and(Credentials::basic("Aladdin", "open sesame"));
    let core = provided(all, &server);
    on(&core, &GET, "a").value::<Animal>().await.unwrap();
    on(&core, &BASIC, "a").value::<Animal>().await.unwrap();
    on(&core, &PUBLIC, "a").value::<Animal>().await.unwrap();
    let requests = server.requests();
    let target = "/v1/animals/a?api%20key=k";
    assert_eq!(
        (header(&requests[0], "x-app"), &*requests[0].target),
        (Some("4pp"), target)
    );
    assert_eq!(header(&requests[1], "authorization"), Some(PAIR));
    assert_eq!(
        (header(&requests[1], "x-app"), &*requests[1].target),
        (None, "/v1/animals/a")
    );
    assert_eq!(
        (header(&requests[2], "x-app"), &*requests[2].target),
        (None, "/v1/animals/a")
    );
    // A method whose credentials the provider does not return.
    let core = provided(keys, &server);
    let error = on(&core, &BASIC, "a").value::<Animal>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(
        error.to_string().contains("`ClientBuilder::password`"),
        "{error}"
    );
}

#[tokio::test]
async fn promise_28_a_key_in_the_query_is_not_shown() {
    let body = r#"{"error":{"message":"s3cret&key is wrong: api%20key=s3cret%26key"}}"#;
    let server = Server::start(vec![Reply::new(400, body)]).await;
    let mut settings = given(&MIXED, &[APP, ("api_key", "s3cret&key")]);
    settings.base_url(server.url().to_owned());
    let shown = format!("{settings:?}");
    let core = build_in(settings, &[]).unwrap();
    let mut request = on(&core, &KEY, "a");
    request.query::<String>("state", "x");
    let curl = request.to_curl().unwrap();
    assert!(
        curl.contains("/v1/animals/a?state=x&api%20key=[redacted]'"),
        "{curl}"
    );
    let prepared = request.to_http().unwrap();
    assert_eq!(
        prepared.uri().query(),
        Some("state=x&api%20key=s3cret%26key")
    );
    let debug = format!("{core:?} {request:?}");
    let error = request.value::<Animal>().await.unwrap_err();
    let errors = format!("{error} {error:?} {:?}", error.attempts());
    for text in [shown, curl, debug, errors] {
        assert!(!text.contains("s3cret"), "{text}");
    }
    assert!(
        server.requests()[0]
            .target
            .ends_with("?state=x&api%20key=s3cret%26key")
    );
    // The text of the transport about a server that is not there does not have it either.
    let mut settings = given(&MIXED, &[APP, ("api_key", "s3cret&key")]);
    settings.base_url("http://127.0.0.1:9".to_owned());
    let core = build_in(settings, &[]).unwrap();
    let error = on(&core, &KEY, "a").value::<Animal>().await.unwrap_err();
    assert!(
        !format!("{error} {error:?}").contains("s3cret"),
        "{error:?}"
    );
}

#[tokio::test]
async fn promise_04_a_link_that_repeats_the_key_has_it_once() {
    let link = "</v1/animals?page=2&api%20key=0ld&api%20keys=1>; rel=\"next\"";
    let server = Server::start([
        Reply::new(200, r#"[{"id":"a"}]"#).header("link", link),
        Reply::new(200, r#"[{"id":"b"}]"#),
    ])
    .await;
    let mut settings = given(&MIXED, &[APP, ("api_key", "n&w")]);
    settings.base_url(server.url().to_owned());
    let core = build_in(settings, &[]).unwrap();
    let page = request(&core, &LIST).page::<Animal>(&LINKED).await.unwrap();
    assert_eq!(page.next_cursor(), Some("/v1/animals?page=2&api%20keys=1"));
    page.next_page().await.unwrap().unwrap();
    let targets = server.requests().into_iter().map(|sent| sent.target);
    assert_eq!(
        targets.collect::<Vec<_>>(),
        [
            "/v1/animals?api%20key=n%26w",
            "/v1/animals?page=2&api%20keys=1&api%20key=n%26w"
        ]
    );
}
