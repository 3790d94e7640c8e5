//! Requests to endpoints that are not in the API description, against servers on loopback: bodies, queries and URLs.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use http::{HeaderValue, Method, StatusCode};
use sdk_runtime::runtime::auth::provider::Credentials;
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::config::settings::Settings;
use sdk_runtime::runtime::error::Error;
use serde_json::json;

use crate::support::api::{build, client, fake_client, settings};
use crate::support::fake::{Fake, Step, answer};
use crate::support::server::{Received, Reply, Server};

/// Starts a server with as many replies as a test needs.
async fn server() -> Server {
    Server::start(std::iter::repeat_n(Reply::new(200, "{}"), 20)).await
}

/// Returns a client of a server that has a secret in a header of its own.
fn own(server: &Server) -> Core {
    let mut settings = settings();
    settings.base_url(format!("{}/v1", server.url()));
    settings.header("cookie", "c4n");
    build(settings).unwrap()
}

/// Returns the URL of a server with another spelling of its host, which is another one.
fn renamed(server: &Server) -> String {
    server.url().replace("127.0.0.1", "localhost")
}

fn shown(request: &Received) -> String {
    format!("{request:?}").to_lowercase()
}

#[tokio::test]
async fn a_body_has_the_content_type_of_the_caller() {
    let server = server().await;
    let post = || client(server.url()).request(Method::POST, "/a".into());
    post().body("text/csv", "a,b\r\n").await.unwrap();
    let bytes: &[u8] = b"\x01{";
    let stamp = HeaderValue::from_static("application/octet-stream");
    post().body(stamp, bytes).await.unwrap();
    let pairs = [("a b", "1&2=3"), ("list[]", "é\r\n"), ("list[]", "")];
    post().form(pairs).await.unwrap();
    post().json(&json!({"a": 1})).await.unwrap();
    post().await.unwrap();
    // The last body replaces the others.
    post().json(&[1]).body("text/plain", "x").await.unwrap();
    post().body("text/plain", "x").json(&[1]).await.unwrap();
    let sent = server.requests();
    let sent: Vec<_> = sent
        .iter()
        .map(|request| {
            let media_type = request.headers.get("content-type");
            (media_type.map(String::as_str), request.body.as_str())
        })
        .collect();
    let form = "a%20b=1%262%3D3&list%5B%5D=%C3%A9%0D%0A&list%5B%5D=";
    assert_eq!(
        sent,
        [
            (Some("text/csv"), "a,b\r\n"),
            (Some("application/octet-stream"), "\u{1}{"),
            (Some("application/x-www-form-urlencoded"), form),
            (Some("application/json"), r#"{"a":1}"#),
            (None, ""),
            (Some("text/plain"), "x"),
            (Some("application/json"), "[1]"),
        ]
    );
}

#[tokio::test]
async fn a_body_that_cannot_be_sent_is_an_error() {
    let fake = Fake::new([answer(200, "{}")]);
    let post = || fake_client(&fake).request(Method::POST, "/a".into());
    let injected = post().body("text/plain\r\nx-evil: 1", "x").await;
    let error = injected.unwrap_err().to_string();
    assert_eq!(error, "POST /a: the content type is not valid");
    let mixed = post().body("text/plain", "x").body_field("a", 1).await;
    let error = mixed.unwrap_err().to_string();
    let reason = "the body was set as a whole, so `body_field` cannot add to it";
    assert_eq!(error, format!("POST /a: {reason}"));
    let header = post().header("x-a", "1\r\nx-evil: 1").await;
    assert!(header.unwrap_err().is_request());
    assert_eq!(fake.count(), 0);
}

#[tokio::test]
async fn promise_07_a_query_is_sent_byte_for_byte() {
    let server = server().await;
    let core = own(&server);
    let path = "/x?a=1&b=%20&b=%2F..%2F&c&token=c4n";
    let get = core.request(Method::GET, path.into());
    get.clone().query_param("d", "1 2").await.unwrap();
    let target = &server.requests()[0].target;
    assert_eq!(*target, format!("/v1{path}&d=1%202"));
    let prepared = get.prepare().unwrap();
    assert_eq!(
        prepared.uri().path_and_query().unwrap(),
        &*format!("/v1{path}")
    );
    // A query may have secrets, so that messages do not have it.
    let curl = get.to_curl().unwrap();
    assert!(curl.contains("&c&token=[redacted]'"), "{curl}");
    let error = core.request(Method::GET, "/%zz?k=c4n#".into()).await;
    let debug = format!("{get:?}");
    assert!(debug.contains("GET /x"), "{debug}");
    for text in [curl, debug, error.unwrap_err().to_string()] {
        assert!(!text.contains("c4n"), "{text}");
    }
}

#[tokio::test]
async fn promise_27_curl_shows_raw_bodies() {
    let post = || fake_client(&Fake::new([])).request(Method::POST, "/a".into());
    let curl =
        |request: sdk_runtime::runtime::call::raw_request::RawRequest| request.to_curl().unwrap();
    let text = curl(post().body("text/plain", "it's"));
    assert!(text.ends_with(r"--data-raw 'it'\''s'"), "{text}");
    let form = curl(post().form([("user", "a"), ("pass_word%", "b"), ("password", "c4n")]));
    let end = "--data-raw 'user=a&pass_word%25=b&password=[redacted]'";
    assert!(form.ends_with(end), "{form}");
    let bytes: &[u8] = b"\xff";
    let bytes = curl(post().body("image/png", bytes));
    assert!(bytes.ends_with("--data-binary '@body'"), "{bytes}");
}

#[tokio::test]
async fn promise_04_a_url_of_the_same_origin_has_the_credentials() {
    let server = server().await;
    let mut settings = settings();
    settings.base_url(format!("{}/v1", renamed(&server)));
    let core = build(settings).unwrap();
    let url = renamed(&server);
    let upper = url.to_uppercase();
    for (url, target) in [
        (format!("{url}/v1/x?a=1"), "/v1/x?a=1"),
        // Whoever writes the whole URL may leave the path of the base URL.
        (format!("{url}/v2/x"), "/v2/x"),
        (format!("{upper}/v1"), "/v1"),
        (url.clone(), "/"),
        (format!("{url}?a"), "/?a"),
    ] {
        core.request(Method::GET, url.clone()).await.unwrap();
        let sent = server.requests().pop().unwrap();
        assert_eq!(sent.target, target, "{url}");
        assert_eq!(sent.headers["authorization"], "Bearer k3y");
        assert_eq!(sent.headers["host"], renamed(&server)["http://".len()..]);
    }
}

#[tokio::test]
async fn promise_04_a_url_of_another_origin_has_no_credentials() {
    let (home, away) = (server().await, server().await);
    let core = own(&home);
    // Another port, another name of the same host, and a user who says so.
    for url in [
        format!("{}/x?a=1", away.url()),
        format!("{}/x?a=1", renamed(&away)),
    ] {
        let post = core.request(Method::POST, url.clone()).form([("a", "1")]);
        let response = post.header("x-own", "1").await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let sent = away.requests().pop().unwrap();
        assert_eq!(
            (&*sent.method, &*sent.target, &*sent.body),
            ("POST", "/x?a=1", "a=1")
        );
        assert_eq!(
            sent.headers["host"],
            url["http://".len()..].replace("/x?a=1", "")
        );
        assert_eq!(sent.headers["x-own"], "1");
        assert!(sent.headers["user-agent"].starts_with("zoo/"));
        for name in ["authorization", "cookie"] {
            assert_eq!(sent.headers.get(name), None, "{url}");
        }
        assert!(!shown(&sent).contains("k3y") && !shown(&sent).contains("c4n"));
    }
    assert_eq!(home.requests().len(), 0);
    // Afterwards, the client still knows its own server.
    core.request(Method::GET, "/x".into()).await.unwrap();
    assert_eq!(home.requests()[0].headers["authorization"], "Bearer k3y");
}

#[tokio::test]
async fn promise_04_a_name_with_another_scheme_or_port_is_another_origin() {
    let mut settings = settings();
    settings.base_url("https://localhost:8443".into());
    settings.transport(Fake::new([answer(200, "{}")]));
    let core = build(settings).unwrap();
    let sends_key = |url: &str| {
        let request = core.request(Method::GET, url.into()).prepare().unwrap();
        request.headers().contains_key("authorization")
    };
    assert!(sends_key("https://localhost:8443/x"));
    assert!(sends_key("HTTPS://LOCALHOST:8443/x"));
    // The connections of the client are for its own spelling of the host.
    let upper = core.request(Method::GET, "HTTPS://LOCALHOST:8443/x".into());
    let upper = upper.prepare().unwrap();
    assert_eq!(upper.uri(), "https://localhost:8443/x");
    assert_eq!(upper.uri().host(), Some("localhost"));
    for url in [
        "http://localhost:8443/x",
        "https://localhost/x",
        "https://localhost:443/x",
        "https://localhost.:8443/x",
        "https://localhost.evil.example:8443/x",
        "https://127.0.0.1:8443/x",
        "https://[::1]:8443/x",
    ] {
        assert!(!sends_key(url), "{url}");
    }
}

#[tokio::test]
async fn promise_05_layers_do_not_see_requests_to_another_origin() {
    let (home, away) = (server().await, server().await);
    let seen = Arc::new(AtomicUsize::new(0));
    let mut settings = settings();
    settings.base_url(home.url().to_owned());
    let count = Arc::clone(&seen);
    settings.wrap_transport(move |inner| {
        count.fetch_add(1, Ordering::Relaxed);
        drop(inner);
        Fake::new([answer(200, "{}")])
    });
    let core = build(settings).unwrap();
    let response = core.request(Method::GET, format!("{}/x", away.url()));
    response.await.unwrap();
    core.request(Method::GET, "/x".into()).await.unwrap();
    assert_eq!(
        (seen.load(Ordering::Relaxed), away.requests().len()),
        (1, 1)
    );
    assert_eq!(home.requests().len(), 0);
}

#[tokio::test]
async fn promise_04_another_server_does_not_renew_credentials_or_redirect() {
    let asked = Arc::new(AtomicUsize::new(0));
    let home = server().await;
    let count = Arc::clone(&asked);
    let mut settings = Settings::new(&crate::support::api::API);
    settings.base_url(home.url().to_owned());
    settings.credentials(move || {
        count.fetch_add(1, Ordering::Relaxed);
        async { Ok::<_, io::Error>(Credentials::api_key("k3y")) }
    });
    let core = build(settings).unwrap();
    let to_home = format!("{}/x", home.url());
    let away = Server::start([
        Reply::new(401, "{}"),
        Reply::new(302, "").header("location", &to_home),
    ])
    .await;
    for status in [401, 302] {
        let get = core.request(Method::GET, format!("{}/x", away.url()));
        let error = get.await.unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.attempts().len(), 1);
    }
    assert_eq!(
        (asked.load(Ordering::Relaxed), home.requests().len()),
        (0, 0)
    );
}

#[tokio::test(start_paused = true)]
async fn promise_17_other_servers_have_the_same_retries() {
    let fake = Fake::new([Step::Break, answer(503, ""), answer(200, "{}")]);
    let core = fake_client(&fake);
    let get = core.request(Method::GET, "https://files.invalid/x".into());
    assert_eq!(get.await.unwrap().attempts().len(), 3);
    let fake = Fake::new([Step::Break]);
    let core = fake_client(&fake);
    let post = core.request(Method::POST, "https://files.invalid/x".into());
    let error = post.body("text/plain", "x").await.unwrap_err();
    assert_eq!(error.attempts().len(), 1);
    assert!(
        error
            .to_string()
            .starts_with("POST https://files.invalid/x: "),
        "{error}"
    );
    assert_eq!(fake.requests()[0].body(), &Bytes::from("x"));
}

#[tokio::test]
async fn promise_06_a_url_that_could_lead_elsewhere_is_refused() {
    let path = "the path must begin with one `/`, or be a URL with `https://`";
    let dots = "the path must not contain the segments `.` and `..`";
    let backslash = "the path must not contain `\\`: percent-encode it as `%5C`";
    let ascii = "the path must be printable ASCII: percent-encode other characters";
    let user = "the URL must not contain a user name or a password";
    let scheme = "the URL must begin with https:// or http://";
    for (url, reason) in [
        ("", path),
        ("x", path),
        ("?a", path),
        ("//evil.example/x", path),
        ("///evil.example", path),
        ("javascript:alert(1)", path),
        ("https:/evil.example", path),
        ("https://zoo.invalid//evil.example", path),
        ("/a/../b", dots),
        ("/a/%2e%2E/b", dots),
        ("/a/..%2fb", dots),
        ("/a/..%5cb", dots),
        ("https://zoo.invalid/api/../x", dots),
        ("https://zoo.invalid/%2e", dots),
        ("/\\evil.example/x", backslash),
        ("/x?a=\\", backslash),
        ("https://zoo.invalid\\@evil.example/x", backslash),
        ("/x#a", "the path must not contain `#`"),
        (
            "https://zoo.invalid#@evil.example",
            "the path must not contain `#`",
        ),
        ("/a b", ascii),
        ("/a\r\nx-evil: 1", ascii),
        ("/x?a=1\r\nx-evil: 1", ascii),
        ("/é", ascii),
        ("https://zoo.invalid/\t", ascii),
        (
            "https://zoo.invalid\r\n/x",
            "the URL must be printable ASCII without spaces",
        ),
        ("https://k3y:s3cret@zoo.invalid/x", user),
        ("https://zoo.invalid@evil.example/s3cret", user),
        ("https://zoo.invalid:443@evil.example/s3cret", user),
        ("ftp://zoo.invalid/x", scheme),
        ("file:///etc/passwd", "the URL must have a host"),
        ("https://", "the URL must have a host"),
        ("https:///x", "the URL must have a host"),
        (
            "https://zoo.invalid:/x",
            "the URL must have a port from 1 to 65535",
        ),
        (
            "https://zoo.invalid:99999/x",
            "the URL must have a port from 1 to 65535",
        ),
        ("https://[::1/x", "the URL must not have `[` without `]`"),
    ] {
        let fake = Fake::new([answer(200, "{}")]);
        let error: Error = fake_client(&fake)
            .request(Method::GET, url.into())
            .await
            .unwrap_err();
        let text = error.to_string();
        assert!(
            error.is_request() && text.ends_with(reason),
            "{url}: {text}"
        );
        assert!(
            !text.contains("s3cret") && text.lines().count() == 1,
            "{text}"
        );
        assert_eq!(fake.count(), 0);
    }
}

#[tokio::test]
async fn promise_03_plain_http_to_another_host_must_be_allowed() {
    let url = "http://zoo.invalid/x";
    let fake = Fake::new([answer(200, "{}")]);
    let error = fake_client(&fake).request(Method::GET, url.into()).await;
    let error = error.unwrap_err().to_string();
    assert!(
        error.contains("`ClientBuilder::allow_plain_http` allows it"),
        "{error}"
    );
    let mut settings = settings();
    settings.allow_plain_http(true);
    settings.transport(fake.clone());
    let core = build(settings).unwrap();
    core.request(Method::GET, url.into()).await.unwrap();
    assert!(!fake.requests()[0].headers().contains_key("authorization"));
}

#[tokio::test]
async fn a_download_of_any_endpoint_is_read_in_chunks() {
    let reply = || Reply::new(200, "0123456789").header("content-type", "image/png");
    let (home, away) = (
        Server::start([reply()]).await,
        Server::start([reply()]).await,
    );
    let core = own(&home);
    for (url, server) in [
        ("/x?a=1".to_owned(), &home),
        (format!("{}/y", away.url()), &away),
    ] {
        let get = core.request(Method::GET, url);
        let response = get.download_with_response().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let download = response.data;
        assert_eq!(download.content_type(), Some("image/png"));
        assert_eq!(download.content_length(), Some(10));
        assert_eq!(download.bytes().await.unwrap(), "0123456789");
        assert_eq!(server.requests()[0].headers["accept"], "*/*");
    }
    let missing = core.request(Method::GET, "/z".into()).download().await;
    assert_eq!(missing.unwrap_err().status(), Some(StatusCode::IM_A_TEAPOT));
}
