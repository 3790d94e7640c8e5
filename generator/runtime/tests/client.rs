//! Configuration: promises 1 to 4.

use sdk_runtime::runtime::config::settings::Settings;
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::error::kind::ErrorKind;
use sdk_runtime::runtime::secret::secret_string::SecretString;
use sdk_runtime::runtime::transport::Transport;
use std::sync::Arc;
use std::time::Duration;

use crate::support::api::{
    API, Animal, BY_PARK, GET, IN_PARK, build, build_in, client, fake_client, on, request, settings,
};
use crate::support::fake::{Fake, answer};
use crate::support::server::{Reply, Server};

/// Returns the error of building a client with this base URL.
fn refused(url: &str) -> Error {
    let mut settings = settings();
    settings.base_url(url.to_owned());
    match build(settings) {
        Ok(_) => panic!("{url} was accepted"),
        Err(error) => error,
    }
}

/// Returns the URL to which a client with this base URL sends a request.
async fn url_with_base(base: &str, allow_plain_http: bool) -> String {
    let fake = Fake::new([answer(200, r#"{"id":"a"}"#)]);
    let mut settings = settings();
    settings.base_url(base.to_owned());
    settings.allow_plain_http(allow_plain_http);
    settings.transport(fake.clone());
    on(&build(settings).unwrap(), &GET, "a")
        .value::<Animal>()
        .await
        .unwrap();
    fake.requests()[0].uri().to_string()
}

#[tokio::test]
async fn promise_01_explicit_beats_environment_beats_default() {
    let variables = [
        ("ZOO_KEY", " from-env\n"),
        ("ZOO_URL", "https://env.invalid/ "),
        ("ZOO_PARK", " p-env "),
    ];
    for (explicit, key, url) in [
        (
            false,
            "Bearer from-env",
            "https://env.invalid/v1/parks/p-env/animals",
        ),
        (
            true,
            "Bearer own",
            "https://own.invalid/v1/parks/p-own/animals",
        ),
    ] {
        let fake = Fake::new([answer(200, "[]")]);
        let mut settings = Settings::new(&API);
        settings.transport(fake.clone());
        if explicit {
            settings.api_key(SecretString::from("  own  "));
            settings.base_url(" https://own.invalid ".into());
            settings.client_param("parkId", "\tp-own ".into());
        }
        let core = build_in(settings, &variables).unwrap();
        request(&core, &IN_PARK)
            .value::<Vec<Animal>>()
            .await
            .unwrap();
        let sent = &fake.requests()[0];
        assert_eq!(sent.headers()["authorization"], key);
        assert_eq!(sent.uri(), url);
    }
}

#[tokio::test]
async fn promise_01_a_call_beats_the_client() {
    let fake = Fake::new([answer(200, "[]")]);
    let mut settings = settings();
    settings.client_param("parkId", "p1".into());
    settings.transport(fake.clone());
    let core = build(settings).unwrap();
    let mut own = request(&core, &IN_PARK);
    own.put_path("parkId", " p/2 ");
    own.value::<Vec<Animal>>().await.unwrap();
    // A query parameter of the same name has nothing to do with the parameter of the client.
    let mut query = request(&core, &BY_PARK);
    query.put_query("q", "");
    query.value::<Vec<Animal>>().await.unwrap();
    let mut query = request(&core, &BY_PARK);
    query.query_list::<String>("parkId", ["p2", "p3"]);
    query.value::<Vec<Animal>>().await.unwrap();
    let urls: Vec<_> = fake
        .requests()
        .iter()
        .map(|sent| sent.uri().path_and_query().unwrap().to_string())
        .collect();
    assert_eq!(
        urls,
        [
            "/api/v1/parks/p%2F2/animals",
            "/api/v1/search?q=",
            "/api/v1/search?parkId=p2&parkId=p3"
        ]
    );
    let mut blank = request(&core, &IN_PARK);
    blank.put_path("parkId", " ");
    let error = blank.value::<Vec<Animal>>().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "parks.animals: `park_id` was given a blank value"
    );
    assert_eq!(fake.count(), 3);
}

#[test]
fn promise_01_blank_values() {
    let variables = [
        ("ZOO_KEY", "key"),
        ("ZOO_URL", "https://env.invalid"),
        ("ZOO_PARK", "p"),
    ];
    let mut blank_key = Settings::new(&API);
    blank_key.api_key(SecretString::from(" \t"));
    let mut blank_url = Settings::new(&API);
    blank_url.base_url(String::new());
    let mut blank_park = Settings::new(&API);
    blank_park.client_param("parkId", " ".into());
    for (settings, method) in [
        (blank_key, "api_key"),
        (blank_url, "base_url"),
        (blank_park, "park_id"),
    ] {
        let error = build_in(settings, &variables).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert_eq!(
            error.to_string(),
            format!("`ClientBuilder::{method}` was given a blank value")
        );
    }
    let blank = [("ZOO_KEY", "key"), ("ZOO_URL", "  "), ("ZOO_PARK", "")];
    let core = build_in(Settings::new(&API), &blank).unwrap();
    assert_eq!(
        format!("{core:?}"),
        r#"Client { base_url: "https://zoo.invalid/api", .. }"#
    );
}

#[tokio::test]
async fn promise_02_missing_settings_are_named() {
    for variables in [&[][..], &[("ZOO_KEY", " ")]] {
        let error = build_in(Settings::new(&API), variables).unwrap_err();
        assert!(error.is_configuration());
        assert_eq!(
            error.to_string(),
            "no API key: call `ClientBuilder::api_key`, or set the environment variable `ZOO_KEY`"
        );
    }
    let fake = Fake::new([answer(200, "[]")]);
    let core = fake_client(&fake);
    let error = request(&core, &IN_PARK)
        .value::<Vec<Animal>>()
        .await
        .unwrap_err();
    assert!(error.is_configuration());
    assert_eq!(
        error.to_string(),
        "parks.animals: `parkId` is missing: call `.park_id(…)` on the request or `ClientBuilder::park_id`, \
         or set the environment variable `ZOO_PARK`"
    );
    assert_eq!(error.attempts().len(), 0);
    assert_eq!(fake.count(), 0);
}

#[test]
fn promise_02_keys_that_are_not_valid_header_values() {
    for key in ["se\u{7f}cret", "se\ncret", "sécret"] {
        let mut settings = Settings::new(&API);
        settings.api_key(SecretString::from(key));
        let error = build(settings).unwrap_err();
        assert!(error.is_configuration());
        assert_eq!(error.to_string(), "the API key must be printable ASCII");
        assert!(!format!("{error:?}").contains("cret"));
    }
}

#[tokio::test]
async fn promise_03_base_urls_that_are_accepted() {
    for (base, url) in [
        ("https://h.invalid", "https://h.invalid/v1/animals/a"),
        (
            "https://h.invalid:8443/",
            "https://h.invalid:8443/v1/animals/a",
        ),
        (
            "HTTPS://h.invalid/prefix//",
            "https://h.invalid/prefix/v1/animals/a",
        ),
        ("http://localhost:1", "http://localhost:1/v1/animals/a"),
        ("http://127.9.9.9/x", "http://127.9.9.9/x/v1/animals/a"),
        ("http://[::1]:99", "http://[::1]:99/v1/animals/a"),
    ] {
        assert_eq!(url_with_base(base, false).await, url);
    }
    assert_eq!(
        url_with_base("http://h.invalid", true).await,
        "http://h.invalid/v1/animals/a"
    );
}

#[test]
fn promise_03_base_urls_that_are_refused() {
    for url in [
        "h.invalid",
        "/v1",
        "//h.invalid",
        "https://",
        "https:///v1",
        "https:h.invalid",
        "ftp://h.invalid",
        "https://h.invalid?",
        "https://h.invalid/#",
        "https://h.invalid/v1?x=1",
        "https://user@h.invalid",
        "https://user:pa55@h.invalid",
        "https://user:pa55@h.invalid:443",
        "https://@h.invalid",
        "https://:443",
        "https://h.invalid:",
        "https://h.invalid:port",
        "https://h.invalid:99999",
        "https://h.invalid:65536/v1",
        "https://h.invalid:0",
        "https://h.invalid:+1",
        "https://h.invalid:443:443",
        "https://[::1]:",
        "https://[::1]:99999",
        "https://[::1]x",
        "https://[::1",
        "https://::1",
        "https://[]",
        "https://[zoo]",
        "https://[127.0.0.1]",
        "https://h.invalid/a b",
        "https://hö.invalid",
        "http://h.invalid",
        "http://127.0.0.1.h.invalid",
        "http://localhost.h.invalid",
        "http://10.0.0.1",
        "http://[::2]",
        "https://h.invalid\\@evil.invalid",
    ] {
        let error = refused(url);
        assert!(error.is_configuration(), "{url}");
        assert!(!format!("{error} {error:?}").contains("pa55"));
    }
    for (url, message) in [
        (
            "https://user:pa55@h.invalid:99999",
            "the base URL must have a port from 1 to 65535",
        ),
        (
            "https://h.invalid:",
            "the base URL must have a port from 1 to 65535",
        ),
        ("https://[::1", "the base URL must not have `[` without `]`"),
        (
            "https://[zoo]",
            "the base URL must have an IPv6 address between `[` and `]`",
        ),
    ] {
        assert_eq!(refused(url).to_string(), message);
    }
    assert!(
        refused("http://h.invalid")
            .to_string()
            .contains("ClientBuilder::allow_plain_http")
    );
}

#[tokio::test]
async fn promise_04_user_agent_and_key() {
    let server = Server::start([Reply::new(200, r#"{"id":"a"}"#)]).await;
    let core = client(server.url());
    on(&core, &GET, "a").value::<Animal>().await.unwrap();
    let sent = &server.requests()[0];
    assert_eq!(sent.headers["user-agent"], "zoo/1.2.3 (api 2026-01-01)");
    assert_eq!(sent.headers["authorization"], "Bearer k3y");
    assert_eq!(sent.headers["accept"], "application/json");
    assert_eq!((&*sent.method, &*sent.body), ("GET", ""));
}

#[tokio::test]
async fn promise_04_debug_never_shows_the_key() {
    let fake = Fake::new([answer(403, "k3y")]);
    let mut settings = settings();
    settings.header("x-token", "k3y");
    settings.transport(fake.clone());
    assert!(format!("{settings:?}").contains("[redacted]"));
    let mut shown = vec![format!("{settings:?}")];
    let core = build(settings).unwrap();
    let mut sent = on(&core, &GET, "k3y");
    sent.header("x-other", "k3y");
    sent.put_query("view", "k3y");
    let custom = core
        .request(http::Method::POST, "/x".into())
        .json("k3y")
        .query_param("k3y", "k3y");
    shown.push(format!(
        "{core:?} {sent:?} {custom:?} {:?}",
        sent.clone().value::<Animal>()
    ));
    let error = sent.value::<Animal>().await.unwrap_err();
    shown.push(format!(
        "{error} {error:?} {:?}",
        fake.requests()[0].headers()["authorization"]
    ));
    assert!(
        !shown.iter().any(|shown| shown.contains("k3y")),
        "{shown:?}"
    );
    assert!(fake.requests()[0].headers()["authorization"].is_sensitive());
}

#[test]
fn limits_that_are_not_valid_are_errors() {
    let changes: [fn(&mut Settings); 5] = [
        |settings| settings.max_retries(11),
        |settings| settings.timeout(Duration::ZERO),
        |settings| settings.connect_timeout(Duration::ZERO),
        |settings| settings.total_timeout(Duration::ZERO),
        |settings| settings.header("bad name", "x"),
    ];
    for change in changes {
        let mut settings = settings();
        change(&mut settings);
        assert!(build(settings).unwrap_err().is_configuration());
    }
    let mut endless = settings();
    endless.timeout(Duration::MAX);
    endless.total_timeout(Duration::MAX);
    build(endless).unwrap();
}

#[tokio::test]
async fn promise_05_a_transport_can_be_shared() {
    let fake: Arc<dyn Transport> = Arc::new(Fake::new([answer(200, r#"{"id":"a"}"#)]));
    for _ in 0..2 {
        let mut settings = settings();
        settings.transport(Arc::clone(&fake));
        let animal = on(&build(settings).unwrap(), &GET, "a")
            .value::<Animal>()
            .await
            .unwrap();
        assert_eq!(animal.id, "a");
    }
}
