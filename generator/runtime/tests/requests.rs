//! Requests as they are sent: promises 6 to 11.

use std::collections::BTreeMap;

use http::Method;
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::request::Request;
use sdk_runtime::runtime::request::operation::Operation;
use serde_json::json;

use crate::support::api::{
    ARCHIVE, Animal, CREATE, GET, LIST, UPDATE, build, client, fake_client, on, request, settings,
};
use crate::support::fake::{Fake, answer};
use crate::support::server::{Received, Reply, Server};

/// Returns a request as the server receives it.
async fn wire(operation: &'static Operation, change: impl FnOnce(&mut Request)) -> Received {
    let server = Server::start([Reply::new(200, "{}")]).await;
    let core = client(server.url());
    let mut request = on(&core, operation, "a1");
    change(&mut request);
    request.nothing().await.unwrap();
    server.requests().remove(0)
}

/// Returns the error of a request that must not be sent.
async fn refusal(operation: &'static Operation, change: impl FnOnce(&mut Request)) -> String {
    let fake = Fake::new([answer(200, "{}")]);
    let core = fake_client(&fake);
    let mut request = on(&core, operation, "a1");
    change(&mut request);
    let error = request.nothing().await.unwrap_err();
    assert!(error.is_request(), "{error}");
    assert_eq!(fake.count(), 0, "{error}");
    error.to_string()
}

#[tokio::test]
async fn promise_06_path_values_are_encoded_whole() {
    for (id, target) in [
        ("external_id:x", "/v1/animals/external_id%3Ax:archive"),
        ("a/b", "/v1/animals/a%2Fb:archive"),
        ("a b?c#d%2F", "/v1/animals/a%20b%3Fc%23d%252F:archive"),
        ("-._~9Z", "/v1/animals/-._~9Z:archive"),
        ("ä{id}+", "/v1/animals/%C3%A4%7Bid%7D%2B:archive"),
        ("...", "/v1/animals/...:archive"),
        (" x ", "/v1/animals/%20x%20:archive"),
    ] {
        let sent = wire(&ARCHIVE, |request| request.put_path("id", id)).await;
        assert_eq!(sent.target, target);
        assert_eq!(sent.method, "POST");
    }
    for id in ["", " ", ".", "..", " .. ", "\n"] {
        let error = refusal(&ARCHIVE, |request| request.put_path("id", id)).await;
        assert!(
            error.starts_with("animals.archive: the path parameter `id` must not be"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn promise_07_query() {
    let nothing = wire(&LIST, |_| {}).await;
    assert_eq!(nothing.target, "/v1/animals");
    let all = wire(&LIST, |request| {
        request.query_param("z&", "1=2");
        request.put_query("limit", "0");
        request.query_list::<String>("ids", ["b", "", "a"]);
        request.put_query("prefix", "first");
        request.put_query("prefix", "a b+c/ü&");
        request.query_param("z&", "false");
        request.query_param("-._~", "*");
    })
    .await;
    assert_eq!(
        all.target,
        "/v1/animals?prefix=a%20b%2Bc%2F%C3%BC%26&ids=b&ids=&ids=a&limit=0&z%26=1%3D2&z%26=false&-._~=%2A"
    );
    let replaced = wire(&LIST, |request| {
        request.query_list::<String>("ids", ["x"]);
        request.query_list::<String>("ids", [""; 0]);
        request.query_param("only", String::new());
    })
    .await;
    assert_eq!(replaced.target, "/v1/animals?only=");
}

#[tokio::test]
async fn promise_07_entries() {
    let sent = wire(&LIST, |request| {
        request.query_entries("tags", [("gone", "1")]);
        request.query_entries("tags", [("b", "2=2"), ("a-b", "")]);
        request.query_entry("tags", "a", "x");
        request.query_entry("tags", "a", "1");
    })
    .await;
    assert_eq!(sent.target, "/v1/animals?tags=a%3D1%2Ca-b%3D%2Cb%3D2%3D2");
    assert_eq!(
        wire(&LIST, |request| request
            .query_entries("tags", [("", ""); 0]))
        .await
        .target,
        "/v1/animals"
    );
    for (key, value) in [
        ("a=b", "c"),
        ("a,b", "c"),
        ("a", "b,c"),
        ("", "c"),
        (" ", "c"),
    ] {
        let error = refusal(&LIST, |request| {
            request.query_entry("tags", key, value);
        })
        .await;
        assert!(error.contains("query parameter `tags`"), "{error}");
    }
}

#[tokio::test]
async fn promise_08_bodies() {
    let empty = wire(&CREATE, |_| {}).await;
    assert_eq!(
        (&*empty.body, &*empty.headers["content-type"]),
        ("{}", "application/json")
    );
    let none = wire(&ARCHIVE, |_| {}).await;
    assert_eq!(none.body, "");
    assert!(!none.headers.contains_key("content-type"));
    let full = wire(&CREATE, |request| {
        request.put_field("name", "Zoë \"\n");
        request.put_field("legs", &3);
        request.put_field("legs", &4);
        request.put_field("nick", &None::<String>);
    })
    .await;
    assert_eq!(full.body, r#"{"name":"Zoë \"\n","legs":4,"nick":null}"#);
}

#[tokio::test]
async fn promise_08_entries_extend_a_map() {
    let sent = wire(&CREATE, |request| {
        request.put_body_entry("fresh", "k".into(), "v");
        request.put_field(
            "labels",
            &json!({"b": 0.1, "a\"": 18_446_744_073_709_551_615_u64}),
        );
        request.put_body_entry("labels", "c".into(), &json!({"x": 1}));
        request.put_body_entry("labels", "b".into(), &vec![true]);
        request.put_field("unset", &None::<String>);
        request.put_body_entry("unset", "k".into(), &1);
    })
    .await;
    assert_eq!(
        sent.body,
        r#"{"fresh":{"k":"v"},"labels":{"a\"":18446744073709551615,"b":[true],"c":{"x":1}},"unset":{"k":1}}"#
    );
    let error = refusal(&CREATE, |request| {
        request.put_field("labels", &1);
        request.put_body_entry("labels", "k".into(), "v");
    })
    .await;
    assert_eq!(
        error,
        "animals.create: the body field `labels` is not a map, so no entry can be added"
    );
}

#[tokio::test]
async fn promise_08_nothing_is_sent_if_serializing_fails() {
    let error = refusal(&CREATE, |request| {
        request.put_field("legs", &1);
        request.body_field("map".to_owned(), &BTreeMap::from([(vec![1], 1)]));
        request.header("bad name", "only the first failure is reported");
    })
    .await;
    assert!(
        error.starts_with("animals.create: the body field `map` cannot be serialized"),
        "{error}"
    );
    let error = refusal(&CREATE, |request| {
        request.put_body_entry("map", "k".into(), &f64::NAN);
    })
    .await;
    assert!(
        error.starts_with("animals.create: an entry of the body field `map` cannot be"),
        "{error}"
    );
}

#[tokio::test]
async fn promise_10_headers_replace_without_regard_to_case() {
    let server = Server::start([Reply::new(200, "{}"), Reply::new(200, "{}")]).await;
    let mut settings = settings();
    settings.base_url(server.url().to_owned());
    settings.header("User-AGENT", "own");
    settings.header("Authorization", "not this one");
    settings.header("X-Team", "client");
    let core = build(settings).unwrap();
    request(&core, &CREATE).nothing().await.unwrap();
    let mut own = request(&core, &CREATE);
    own.header("x-TEAM", "first");
    own.header("X-team", "call");
    own.header("AUTHORIZATION", "Basic own");
    own.header("content-type", "application/merge-patch+json");
    own.nothing().await.unwrap();
    let [first, second] = <[Received; 2]>::try_from(server.requests()).unwrap();
    let of = |sent: &Received| {
        ["user-agent", "authorization", "x-team", "content-type"]
            .map(|name| sent.headers[name].clone())
    };
    assert_eq!(
        of(&first),
        ["own", "Bearer k3y", "client", "application/json"]
    );
    assert_eq!(
        of(&second),
        ["own", "Basic own", "call", "application/merge-patch+json"]
    );
}

#[tokio::test]
async fn promise_11_headers_are_checked() {
    for (name, value) in [
        ("bad name", "x"),
        ("", "x"),
        ("x-bad", "a\r\nx-evil: 1"),
        ("x-bad", "a\nb"),
        ("x:y", "x"),
        ("x-bad", "\0"),
    ] {
        let error = refusal(&GET, |request| request.header(name, value)).await;
        assert!(
            error.contains("header") && !error.contains("evil"),
            "{error}"
        );
    }
    for name in [
        "Host",
        "content-length",
        "Transfer-Encoding",
        "CONNECTION",
        "te",
        "proxy-connection",
        "upgrade",
    ] {
        let error = refusal(&GET, |request| request.header(name, "x")).await;
        assert!(error.contains("is set by the transport"), "{error}");
        let mut settings = settings();
        settings.header(name, "x");
        assert!(build(settings).unwrap_err().is_configuration());
    }
}

#[tokio::test]
async fn promise_11_undeclared_fields() {
    let sent = wire(&UPDATE, |request| {
        request.put_field("legs", &2);
        request.body_field("beta", &json!({"x": [1]}));
        request.body_field("legs", &"two");
    })
    .await;
    assert_eq!(sent.body, r#"{"legs":"two","beta":{"x":[1]}}"#);
    let error = refusal(&ARCHIVE, |request| request.body_field("x", &1)).await;
    assert_eq!(
        error,
        "animals.archive: this method has no request body, so the field `x` cannot be set"
    );
    let error = refusal(&GET, |request| request.set_max_retries(11)).await;
    assert_eq!(error, "animals.retrieve: `max_retries` must be at most 10");
    let error = refusal(&GET, |request| {
        request.set_timeout(std::time::Duration::ZERO);
    })
    .await;
    assert_eq!(
        error,
        "animals.retrieve: a timeout must be greater than zero"
    );
    let error = refusal(&GET, |request| {
        request.query_param("x", "y".repeat(70_000));
    })
    .await;
    assert_eq!(
        error,
        "animals.retrieve: the URL is not valid, or longer than 64 KB"
    );
}

/// Returns a client of a server whose base URL has a path prefix.
async fn prefixed(replies: Vec<Reply>) -> (Server, Core) {
    let server = Server::start(replies).await;
    let core = client(&format!("{}/base/", server.url()));
    (server, core)
}

#[tokio::test]
async fn custom_requests() {
    let (server, core) = prefixed(vec![
        Reply::new(200, r#"{"id":"a"}"#),
        Reply::new(201, "not json").header("x-request-id", "r1"),
        Reply::new(200, "{}"),
        Reply::new(404, r#"{"error":{"message":"no"}}"#),
    ])
    .await;
    let animal: Animal = core
        .request(Method::GET, "/v1/beta%20x".into())
        .query_param("a b", "c")
        .send_as()
        .await
        .unwrap();
    assert_eq!(animal.id, "a");
    let response = core
        .request(Method::POST, "/v1/beta".into())
        .json(&json!([1]))
        .await
        .unwrap();
    assert_eq!(
        (&response.data[..], response.status().as_u16()),
        (&b"not json"[..], 201)
    );
    assert_eq!(response.request_id(), Some("r1"));
    core.request(Method::PUT, "/".into())
        .body_field("x", 1)
        .header("x-h", "v")
        .send()
        .await
        .unwrap();
    let error = core
        .request(Method::GET, "/v1/beta".into())
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "GET /v1/beta: 404 Not Found: no");
    let sent: Vec<_> = server
        .requests()
        .into_iter()
        .map(|r| (r.method, r.target, r.body))
        .collect();
    let expected = [
        ("GET", "/base/v1/beta%20x?a%20b=c", ""),
        ("POST", "/base/v1/beta", "[1]"),
        ("PUT", "/base/", r#"{"x":1}"#),
        ("GET", "/base/v1/beta", ""),
    ];
    assert_eq!(
        sent,
        expected.map(|(method, target, body)| (method.into(), target.into(), body.into()))
    );
    let both = core
        .request(Method::PUT, "/x".into())
        .json(&1)
        .body_field("a", 1)
        .await
        .unwrap_err();
    assert!(both.is_request());
    for path in [
        "",
        "v1",
        "//evil.invalid/",
        "/a#b",
        "/a/../b",
        "/.",
        "/%2e%2E/x",
        "/a%2f..",
        "/ä",
        "/a b",
        "/a\nb",
    ] {
        let outcome = core.request(Method::GET, path.into()).await;
        assert!(outcome.unwrap_err().is_request(), "{path}");
    }
    assert_eq!(server.requests().len(), 4);
}
