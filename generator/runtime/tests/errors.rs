//! Errors: promise 16.

use std::error::Error as _;
use std::time::Duration;

use http::StatusCode;
use sdk_runtime::runtime::call::decode::Json;
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::error::kind::ErrorKind;
use sdk_runtime::runtime::secret::secret_string::SecretString;

use crate::support::api::{Animal, CREATE, GET, build, fake_client, on, request, settings};
use crate::support::fake::{Fake, Step, answer};

const HEADERS: &[(&str, &str)] = &[
    ("x-request-id", "req_1"),
    ("retry-after", "0.25"),
    ("set-cookie", "s3cret"),
];

/// Returns the error of a creation, which is not retried.
async fn error(step: Step) -> Error {
    let fake = Fake::new([step]);
    request(&fake_client(&fake), &CREATE)
        .value::<Animal>()
        .await
        .unwrap_err()
}

#[test]
fn promise_16_the_type() {
    fn check<T: std::error::Error + Send + Sync + 'static>() {}
    check::<Error>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
}

/// A caller's own type for the body of an error.
#[derive(Debug, PartialEq, serde::Deserialize)]
struct Body {
    hint: String,
}

#[tokio::test(start_paused = true)]
async fn promise_16_details() {
    let body = r#"{"error":{"message":"no access","code":7,"details":[null]},"hint":"b0dy"}"#;
    let fake = Fake::new([Step::Break, Step::Answer(403, HEADERS, body.to_owned())]);
    let error = on(&fake_client(&fake), &GET, "a")
        .value::<Animal>()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.status(), Some(StatusCode::FORBIDDEN));
    assert_eq!(error.message(), Some("no access"));
    assert_eq!(error.request_id(), Some("req_1"));
    assert_eq!(error.headers().unwrap()["set-cookie"], "s3cret");
    assert_eq!(error.retry_after(), Some(Duration::from_millis(250)));
    assert_eq!(error.body().unwrap(), body);
    assert_eq!(error.operation(), Some("animals.retrieve"));
    assert_eq!(error.field(&["error", "code"]).unwrap(), 7);
    assert_eq!(error.field(&["error", "code", "deeper"]), None);
    assert_eq!(error.field(&["missing"]), None);
    let hint = "b0dy".to_owned();
    assert_eq!(error.body_as(), Some(Body { hint }));
    assert_eq!(error.body_as::<Vec<String>>(), None);
    let [first, second] = error.attempts() else {
        panic!("{:?}", error.attempts())
    };
    assert_eq!((first.status, first.delay), (None, Duration::ZERO));
    assert_eq!(second.status, Some(StatusCode::FORBIDDEN));
    assert!(fake.pauses()[0].abs_diff(second.delay) <= Duration::from_millis(1));
    let line = "animals.retrieve: 403 Forbidden: no access (request id req_1), after 2 attempts";
    assert_eq!(error.to_string(), line);
    let shown = format!("{error:?}");
    assert!(
        shown.contains("req_1") && !shown.contains("s3cret") && !shown.contains("b0dy"),
        "{shown}"
    );
    assert!(error.source().is_none());
}

/// Returns the error of a response with the status 403 and these bytes as its body.
fn refused(body: impl Into<bytes::Bytes>) -> Error {
    let response = http::Response::builder().status(403);
    let response = response.body(body.into()).unwrap();
    let fake = Fake::new([]);
    let create = on(&fake_client(&fake), &CREATE, "a");
    create.parse::<Animal>(&Json, response).unwrap_err()
}

#[tokio::test]
async fn promise_16_a_flaw_of_the_body_does_not_hide_the_message() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let long = "x".repeat(2 * 1024 * 1024);
    for body in [
        "\u{feff}{\"error\":{\"message\":\"no access\",\"code\":7}}",
        r#"{"error":{"message":"no access","code":7,"hint":"\ud83d"},"\udc00":1}"#,
        r#"{"error":{"limit":1e400,"message":"no access","code":7,"used":-1e999}}"#,
        r#"{"error":{"code":1,"code":7,"message":"no access","message":null},"error":null}"#,
        &format!(r#"{{"trace":{deep},"error":{{"code":7,"message":"no access","x":{deep}}}}}"#),
        &format!(r#"{{"error":{{"message":"no access","code":7,"trace":"{long}"}}}}"#),
        r#"{"error":{"message":"no access","code":7,"hint":"no acc"#,
        r#"{"error":{"message":"no access","code":7,"details":[{"message":"#,
        r#"{"error":{"message":"no access","code":7},"error2":{"#,
        r#"{"error":{"message":"no access","code":7}"#,
        r#"{"error":{"message":"no access","code":7,}}"#,
        r#"{"error":{"message":"no access","code":7}}}"#,
        r#"{"error":{"message":"no access","code":7}}<html>"#,
    ] {
        let error = refused(body.to_owned());
        let shown = &body[..body.len().min(120)];
        assert!(error.is_forbidden(), "{shown}");
        assert_eq!(error.message(), Some("no access"), "{shown}");
        assert_eq!(error.field(&["error", "code"]).unwrap(), 7, "{shown}");
        assert_eq!(error.body().unwrap(), body, "{shown}");
    }
    let error = refused(&b"{\"error\":{\"message\":\"kein Zugriff f\xfcr Sie\"}}"[..]);
    assert_eq!(error.message(), Some("kein Zugriff f\u{fffd}r Sie"));
    let error = refused(r#"{"error":{"message":"\ud83d no"}}"#);
    assert_eq!(error.message(), Some("\u{fffd} no"));
    for in_a_list in [
        r#"{"error":[{"message":"no access"},{"message":"later"}]}"#,
        r#"{"error":{"message":["no access","later"]}}"#,
        r#"[{"error":{"message":"no access"}}]"#,
    ] {
        let error = refused(in_a_list);
        assert_eq!(error.message(), Some("no access"), "{in_a_list}");
    }
    for without in [r#"{"error":[]}"#, r#"{"error":{"message":[["no"]]}}"#, "[]"] {
        assert_eq!(refused(without).message(), None, "{without}");
    }
}

#[tokio::test]
async fn promise_16_what_is_incomplete_in_a_body_is_missing() {
    let cut = refused(r#"{"hint":"b0dy","error":{"details":[1,2],"more":{"a":[1,2"#);
    assert_eq!(cut.field(&["hint"]).unwrap(), "b0dy");
    assert_eq!(cut.field(&["error", "details", "x"]), None);
    assert_eq!(
        cut.field(&["error", "details"]).unwrap(),
        &serde_json::json!([1, 2])
    );
    for path in [
        &[][..],
        &["error"],
        &["error", "more"],
        &["error", "more", "a"],
    ] {
        assert_eq!(cut.field(path), None, "{path:?}");
    }
    assert_eq!(cut.body_as::<Body>(), None);
    for body in [
        "",
        "null",
        "404 page not found",
        "[1,2",
        "\"no acc",
        "{",
        "{error}",
        "<html>",
        r#"{"error":"#,
    ] {
        let error = refused(body);
        assert!(error.is_forbidden() && error.message().is_none(), "{body}");
        assert_eq!(error.field(&[]), None, "{body}");
    }
}

type Predicate = fn(&Error) -> bool;

#[tokio::test]
async fn promise_16_predicates() {
    let checks: [(u16, Predicate); 10] = [
        (400, Error::is_bad_request),
        (401, Error::is_unauthorized),
        (403, Error::is_forbidden),
        (404, Error::is_not_found),
        (409, Error::is_conflict),
        (422, Error::is_unprocessable),
        (429, Error::is_rate_limited),
        (500, Error::is_server_error),
        (599, Error::is_server_error),
        (302, |error| error.is_api()),
    ];
    for (status, holds) in checks {
        let error = error(Step::Answer(status, &[("retry-after", "0")], String::new())).await;
        assert!(holds(&error) && error.is_api(), "{error}");
        let held = checks[..8]
            .iter()
            .filter(|(_, check)| check(&error))
            .count();
        assert_eq!(held, usize::from(status != 302), "{error}");
        assert!(
            !error.is_timeout()
                && !error.is_connection()
                && !error.is_decode()
                && !error.is_request()
        );
    }
}

#[tokio::test]
async fn promise_16_a_message_is_one_line_without_control_characters() {
    let body = format!(
        r#"{{"error":{{"message":"a\r\nb\t\u001b[31m {} \u202e"}}}}"#,
        "x".repeat(1000)
    );
    let error = error(answer(400, &body)).await;
    let line = error.to_string();
    assert!(
        line.starts_with("animals.create: 400 Bad Request: a b [31m xxx"),
        "{line}"
    );
    assert!(line.ends_with("x…") && line.chars().count() < 360, "{line}");
    assert!(
        error.message().unwrap().len() > 1000,
        "the message itself is not shortened"
    );
    let blank = self::error(answer(400, r#"{"error":{"message":" "}}"#)).await;
    assert_eq!(
        (blank.message(), &*blank.to_string()),
        (None, "animals.create: 400 Bad Request")
    );
}

#[tokio::test]
async fn promise_16_secrets_in_a_message_are_redacted() {
    let body = r#"{"error":{"message":"bad key s3cret-key for s3cret-key-2, or key k3y"}}"#;
    let mut settings = settings();
    settings.transport(Fake::new([answer(401, body)]));
    settings.api_key(SecretString::from("s3cret-key"));
    let mut call = request(&build(settings).unwrap(), &CREATE);
    call.body_field("key".to_owned(), &SecretString::from("s3cret-key-2"));
    let parsed = http::Response::builder()
        .status(401)
        .body(body.into())
        .unwrap();
    let parsed = call.clone().parse::<Animal>(&Json, parsed);
    // Shorter secrets are not redacted, because they may be ordinary words.
    let shown = "bad key [redacted] for [redacted], or key k3y";
    for error in [parsed, call.value::<Animal>().await].map(Result::unwrap_err) {
        let line = format!("animals.create: 401 Unauthorized: {shown}");
        assert_eq!(error.to_string(), line);
        assert!(format!("{error:?}").contains(shown), "{error:?}");
        assert!(error.message().unwrap().contains("s3cret-key-2"));
    }
}

#[tokio::test]
async fn promise_16_connection_errors_have_a_source() {
    let error = error(Step::Break).await;
    assert!(error.is_connection() && error.status().is_none());
    assert_eq!(
        error.to_string(),
        "animals.create: the connection failed: connection reset"
    );
    let transport = error.source().unwrap();
    assert!(
        transport
            .source()
            .unwrap()
            .downcast_ref::<std::io::Error>()
            .is_some()
    );
}
