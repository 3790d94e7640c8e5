//! Calls without a network: promise 27.

use std::collections::BTreeMap;
use std::process::Command;

use bytes::Bytes;
use http::{Method, Response};
use sdk_runtime::runtime::call::decode::{DiscardedBody, Json};
use sdk_runtime::runtime::call::raw_request::RawRequest;
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::json::to_json::ToJson;
use sdk_runtime::runtime::pages::Page;
use sdk_runtime::runtime::request::Request;
use sdk_runtime::runtime::secret::secret_string::SecretString;
use serde::Serialize;
use serde_json::json;

use crate::support::api::{
    Animal, CREATE, DELETE, GET, LIST, PAGES, build, fake_client, on, request, settings,
};
use crate::support::fake::{Fake, answer};

/// Secret that must not be shown.
const CANARY: &str = "c4n\"ary\\ 'x'";

/// Returns a client whose transport must not be used.
fn core() -> sdk_runtime::runtime::client::Core {
    fake_client(&Fake::new([]))
}

/// Returns a response as another HTTP client would have received it.
fn received(status: u16, body: &str) -> Response<Bytes> {
    let response = Response::builder()
        .status(status)
        .header("x-request-id", "r1");
    response.body(Bytes::from(body.to_owned())).unwrap()
}

/// Splits a command into words as a shell does.
fn words(command: &str) -> Vec<String> {
    let script = format!("curl() {{ printf '%s\\0' \"$@\"; }}; {command}");
    let shell = Command::new("sh").args(["-c", &script]).output().unwrap();
    assert!(
        shell.status.success() && shell.stderr.is_empty(),
        "{shell:?}"
    );
    let output = String::from_utf8(shell.stdout).unwrap();
    output.split_terminator('\0').map(str::to_owned).collect()
}

#[tokio::test]
async fn promise_27_the_prepared_request_is_the_one_that_is_sent() {
    let fake = Fake::new([answer(200, r#"{"id":"a"}"#)]);
    let mut create = on(&fake_client(&fake), &CREATE, "a");
    create.put_field("name", "Rex");
    create.header("x-own", "1");
    create.query_param("q", "a b");
    let prepared = create.to_http().unwrap();
    create.value::<Animal>().await.unwrap();
    let sent = &fake.requests()[0];
    assert_eq!(prepared.method(), sent.method());
    assert_eq!(prepared.uri(), sent.uri());
    assert_eq!(prepared.headers(), sent.headers());
    assert_eq!(prepared.body(), sent.body());
    assert_eq!(prepared.headers()["authorization"], "Bearer k3y");
    assert!(prepared.headers()["authorization"].is_sensitive());
}

#[test]
fn promise_27_a_request_that_is_not_valid_cannot_be_prepared() {
    let bad = on(&core(), &GET, "..");
    let (prepared, shown) = (bad.to_http().unwrap_err(), bad.to_curl().unwrap_err());
    assert!(prepared.is_request() && shown.is_request());
    assert_eq!(
        prepared.to_string(),
        "animals.retrieve: the path parameter `id` must not be blank, `.` or `..`"
    );
}

#[tokio::test]
async fn promise_27_parsing_returns_the_result_of_the_call() {
    let bodies = [
        (200, r#"{"id":"a","legs":4}"#),
        (200, r#"{"legs":4}"#),
        (200, "null"),
        (204, ""),
        (302, ""),
        (403, r#"{"error":{"message":"no"}}"#),
        (503, "<html>"),
    ];
    for (status, body) in bodies {
        let mut sent = on(&fake_client(&Fake::new([answer(status, body)])), &GET, "a");
        sent.set_max_retries(0);
        let parsed = sent.clone().parse(&Json, {
            let response = Response::builder().status(status);
            response.body(Bytes::from(body)).unwrap()
        });
        let called = sent.value::<Animal>().await;
        let shown = |outcome: &Result<Animal, Error>| match outcome {
            Ok(animal) => format!("{animal:?}"),
            Err(error) => format!("{error} {:?} {:?}", error.kind(), error.body()),
        };
        assert_eq!(shown(&parsed), shown(&called));
        assert!(
            parsed.is_ok_and(|animal| animal.legs == 4) == (status == 200 && body.contains("id"))
        );
    }
    let get = on(&core(), &GET, "a");
    let error = get.parse::<Animal>(&Json, received(404, ""));
    let error = error.unwrap_err();
    assert!(error.is_not_found() && error.attempts().is_empty());
    assert_eq!(error.request_id(), Some("r1"));
    let delete = on(&core(), &DELETE, "a");
    delete
        .parse::<()>(&DiscardedBody, received(200, "\0"))
        .unwrap();
}

#[tokio::test]
async fn promise_27_a_parsed_page_has_a_next_page() {
    let fake = Fake::new([answer(200, r#"{"items":[{"id":"b"}]}"#)]);
    let list = request(&fake_client(&fake), &LIST);
    let body = r#"{"items":[{"id":"a"}],"pagination":{"nextCursor":"c2"}}"#;
    let page = list.parse::<Page<Animal>>(&PAGES, received(200, body));
    let next = page.unwrap().next_page().await.unwrap().unwrap();
    assert_eq!(next.items[0].id, "b");
    assert_eq!(fake.requests()[0].uri().query(), Some("cursor=c2"));
}

#[test]
fn promise_27_curl_shows_the_request() {
    let mut create = on(&core(), &CREATE, "it's");
    create.put_field("name", "O'Neill $(rm -rf /) `x` \\ \n !");
    create.header("x-empty", "");
    create.header("x-odd", "a'b");
    let command = create.to_curl().unwrap();
    assert_eq!(
        words(&command),
        [
            "-X",
            "POST",
            "--url",
            "https://zoo.invalid/api/v1/animals",
            "-H",
            "user-agent: zoo/1.2.3 (api 2026-01-01)",
            "-H",
            "accept: application/json",
            "-H",
            "content-type: application/json",
            "-H",
            "authorization: [redacted]",
            "-H",
            "x-empty;",
            "-H",
            "x-odd: a'b",
            "--data-raw",
            r#"{"name":"O'Neill $(rm -rf /) `x` \\ \n !"}"#,
        ]
    );
    let head = RawRequest::clone(&core().request(Method::HEAD, "/v1/{x}'".into()));
    let words = words(&head.to_curl().unwrap());
    assert_eq!(words[..2], ["--head", "--globoff"]);
    assert_eq!(words[3], "https://zoo.invalid/api/v1/{x}'");
    assert!(
        on(&core(), &GET, "a")
            .to_curl()
            .unwrap()
            .starts_with("curl --url '")
    );
}

/// Body with secrets in all possible places.
#[derive(Serialize)]
struct Spec {
    value: SecretString,
    plain: &'static str,
    list: Vec<Option<SecretString>>,
    map: BTreeMap<String, SecretString>,
}

impl ToJson for Spec {}

#[test]
fn promise_27_curl_shows_no_secret() {
    let secret = || SecretString::from(CANARY);
    let spec = Spec {
        value: secret(),
        plain: "shown",
        list: vec![None, Some(secret()), Some(SecretString::default())],
        map: BTreeMap::from([("key".to_owned(), secret())]),
    };
    let mut create = on(&core(), &CREATE, "a");
    create.put_field("spec", &spec);
    create.put_body_entry("env", "A".into(), &secret());
    create.put_body_entry("env", "B".into(), &SecretString::from("c4n-other"));
    create.body_field("extra", &secret());
    create.header("x-api-key", "c4n");
    create.header("Cookie", "c4n");
    create.query_param("access_token", "c4n");
    create.query_param("page", "2");
    let sent = create.to_http().unwrap();
    assert_eq!(
        String::from_utf8_lossy(sent.body()).matches("c4n").count(),
        6
    );
    let command = create.to_curl().unwrap();
    assert!(
        !command.contains("c4n") && !command.contains("k3y"),
        "{command}"
    );
    let words = words(&command);
    assert_eq!(
        words.last().unwrap(),
        r#"{"spec":{"value":"[redacted]","plain":"shown","list":[null,"[redacted]",""],"map":{"key":"[redacted]"}},"env":{"A":"[redacted]","B":"[redacted]"},"extra":"[redacted]"}"#
    );
    assert!(
        words[3].ends_with("?access_token=%5Bredacted%5D&page=2"),
        "{}",
        words[3]
    );
    let custom = core().request(Method::POST, "/x".into());
    let command = custom.json(&json!([1])).to_curl().unwrap();
    assert!(command.ends_with("--data-raw '[1]'"), "{command}");
    let whole = core().request(Method::POST, "/x".into()).json(&[secret()]);
    assert!(
        whole
            .to_curl()
            .unwrap()
            .ends_with(r#"--data-raw '["[redacted]"]'"#)
    );
}

#[test]
fn promise_27_curl_redacts_headers_of_the_client() {
    let mut settings = settings();
    settings.header("x-zoo-token", "c4n");
    settings.transport(Fake::new([]));
    let sent: Request = request(&build(settings).unwrap(), &LIST);
    assert!(!sent.to_curl().unwrap().contains("c4n"));
}

#[test]
fn promise_27_secrets_are_only_stored_in_their_own_request() {
    let secret = SecretString::from("c4n");
    serde_json::to_string(&secret).unwrap();
    let mut create = on(&core(), &CREATE, "a");
    create.put_field("name", "c4n");
    assert!(
        create.to_curl().unwrap().contains("c4n"),
        "the text is not a secret in this request"
    );
}
