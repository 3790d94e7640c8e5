//! Decoding of responses: promises 12 to 15.

use std::collections::BTreeMap;

use http::Method;
use sdk_runtime::models::Scalars;
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::error::kind::ErrorKind;
use sdk_runtime::runtime::values::base64::Base64;

use crate::support::api::{
    Animal, CREATE, DELETE, GET, build, client, fake_client, on, request, settings,
};
use crate::support::fake::{Fake, Step, answer};
use crate::support::server::{Reply, Server};

/// Returns the error of a method that returns a value, for this response.
async fn undecodable(status: u16, body: &str) -> Error {
    let fake = Fake::new([Step::Answer(
        status,
        &[("x-request-id", "r7")],
        body.to_owned(),
    )]);
    let error = on(&fake_client(&fake), &GET, "a")
        .value::<Animal>()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
    assert_eq!(error.status().unwrap().as_u16(), status);
    assert_eq!(error.request_id(), Some("r7"));
    assert_eq!(error.body().unwrap(), body);
    assert_eq!(
        (error.attempts().len(), fake.count()),
        (1, 1),
        "decode errors are not retried"
    );
    assert!(std::error::Error::source(&error).is_some());
    error
}

#[tokio::test]
async fn promise_12_a_value_must_be_json() {
    for (status, body, words) in [
        (204, "", "cannot decode the 204 response: the body is empty"),
        (
            200,
            " \n",
            "cannot decode the 200 response: the body is empty",
        ),
        (
            200,
            " null ",
            "cannot decode the 200 response: the body is `null`",
        ),
        (
            200,
            "<html></html>",
            "cannot decode the 200 response: the body is not JSON (line 1, column 1)",
        ),
        (
            200,
            r#"{"id":"a"} x"#,
            "cannot decode the 200 response: the body is not JSON (line 1, column 12)",
        ),
        (
            200,
            r#"{"id":"#,
            "cannot decode the 200 response: at `id`: the JSON ends too early (line 1, column 7)",
        ),
        (
            200,
            "{}",
            "cannot decode the 200 response: missing field `id` (line 1, column 2)",
        ),
    ] {
        let error = undecodable(status, body).await;
        assert_eq!(
            error.to_string(),
            format!("animals.retrieve: {words} (request id r7)")
        );
    }
}

#[tokio::test]
async fn promise_12_a_decode_error_names_the_path_and_hides_the_value() {
    let body = r#"{"id":"a","legs":"s3cret, expected \u000a nothing"}"#;
    let error = undecodable(200, body).await;
    assert_eq!(
        error.to_string(),
        "animals.retrieve: cannot decode the 200 response: at `legs`: found string, expected a 32-bit integer \
         (line 1, column 18) (request id r7)"
    );
    let chain = format!("{error:?} {:?}", std::error::Error::source(&error));
    assert!(!chain.contains("s3cret"), "{chain}");
}

#[tokio::test]
async fn promise_12_deep_documents_do_not_overflow() {
    let fake = Fake::new([answer(200, &"[".repeat(100_000))]);
    let request = fake_client(&fake).request(Method::GET, "/deep".into());
    let error = request.send_as::<serde_json::Value>().await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("found a value that is nested too deeply, expected at most 127 levels (line 1, column 128)"),
        "{error}"
    );
}

#[tokio::test]
async fn promise_12_type_and_encoding_of_the_body() {
    let server = Server::start([Reply::new(200, "<p>").header("content-type", "text/html")]).await;
    let error = on(&client(server.url()), &GET, "a")
        .value::<Animal>()
        .await
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("the 200 response of type text/html: the body is not JSON"),
        "{error}"
    );
}

#[tokio::test]
async fn promise_12_optional_values_are_values() {
    let fake = Fake::new([
        answer(200, r#"{"id":"a"}"#),
        answer(404, ""),
        answer(204, ""),
        answer(403, ""),
    ]);
    let core = fake_client(&fake);
    let send = || on(&core, &GET, "a").value_or_none::<Animal>();
    assert_eq!(send().await.unwrap().unwrap().id, "a");
    assert_eq!(send().await.unwrap(), None);
    assert!(send().await.unwrap_err().is_decode());
    assert!(send().await.unwrap_err().is_forbidden());
}

#[tokio::test]
async fn promise_12_a_void_method_ignores_the_body() {
    let broken = Step::BreakInBody;
    let fake = Fake::new([
        answer(204, ""),
        answer(200, "<html>"),
        answer(202, "null"),
        broken,
        Step::Stall,
    ]);
    let core = fake_client(&fake);
    for _ in 0..5 {
        on(&core, &DELETE, "a").nothing().await.unwrap();
    }
    let response = on(&core, &DELETE, "a").nothing_response().await.unwrap();
    assert_eq!(response.status().as_u16(), 200);
}

#[tokio::test]
async fn promise_12_error_bodies_of_any_shape() {
    for body in [
        "<html>busy</html>",
        "",
        "null",
        "[]",
        r#"{"error":"text"}"#,
        r#"{"error":{"message":7}}"#,
        "\u{0}",
    ] {
        let fake = Fake::new([Step::Answer(503, &[("retry-after", "0")], body.to_owned())]);
        let error = on(&fake_client(&fake), &GET, "a")
            .value::<Animal>()
            .await
            .unwrap_err();
        assert_eq!(
            fake.count(),
            3,
            "the retry rule does not depend on the body"
        );
        assert!(error.is_api() && error.is_server_error());
        assert_eq!(error.status().unwrap().as_u16(), 503);
        assert_eq!(
            (error.message(), &error.body().unwrap()[..]),
            (None, body.as_bytes())
        );
        assert_eq!(
            error.to_string(),
            "animals.retrieve: 503 Service Unavailable, after 3 attempts"
        );
    }
    let fake = Fake::new([Step::BreakInBody]);
    let error = on(&fake_client(&fake), &CREATE, "a")
        .value::<Animal>()
        .await
        .unwrap_err();
    assert!(
        error.is_connection(),
        "a successful status with a broken body is an error"
    );
    assert_eq!(error.attempts()[0].status.unwrap().as_u16(), 200);
}

#[tokio::test]
async fn promise_13_redirects_are_errors() {
    for status in [301, 302, 303, 304, 307, 308] {
        let server =
            Server::start([Reply::new(status, "").header("location", "http://127.0.0.1:1/evil")])
                .await;
        let error = on(&client(server.url()), &GET, "a")
            .nothing()
            .await
            .unwrap_err();
        assert_eq!(
            (error.kind(), error.status().unwrap().as_u16()),
            (ErrorKind::Api, status)
        );
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn promise_13_the_limit_of_a_body() {
    let fits = format!(r#"{{"id":"{}"}}"#, "x".repeat(91));
    assert_eq!(fits.len(), 100);
    let over = format!("{fits} ");
    let server = Server::start([
        Reply::new(200, &fits),
        Reply::new(200, &over),
        Reply::new(500, &over),
    ])
    .await;
    let mut settings = settings();
    settings.base_url(server.url().to_owned());
    settings.max_response_bytes(100);
    settings.max_retries(0);
    let core = build(settings).unwrap();
    on(&core, &GET, "a").value::<Animal>().await.unwrap();
    let error = on(&core, &GET, "a").value::<Animal>().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "animals.retrieve: the body of the 200 response is larger than 100 bytes"
    );
    assert!(error.is_decode() && error.body().unwrap().is_empty());
    let error = on(&core, &GET, "a").value::<Animal>().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "animals.retrieve: 500 Internal Server Error"
    );
}

#[tokio::test]
async fn promise_14_unknown_and_missing_fields() {
    let empty = Scalars {
        text: String::new(),
        flag: false,
        small: 0,
        large: 0,
        float: 0.0,
        number: 0.into(),
        bytes: Base64::default(),
        secret: "".into(),
        list: vec![],
        map: BTreeMap::new(),
        time: None,
    };
    for body in [
        "{}",
        r#"{"text":null,"flag":null,"secret":null,"list":null,"map":null,"new":{"deep":[1]}}"#,
    ] {
        let fake = Fake::new([answer(200, body)]);
        assert_eq!(
            request(&fake_client(&fake), &CREATE)
                .value::<Scalars>()
                .await
                .unwrap(),
            empty
        );
    }
}

#[tokio::test]
async fn with_response() {
    let server = Server::start([Reply::new(201, r#"{"id":"a"}"#)
        .header("X-Request-ID", "r1")
        .header("set-cookie", "s3cret")])
    .await;
    let response = request(&client(server.url()), &CREATE)
        .response::<Animal>()
        .await
        .unwrap();
    assert_eq!(
        (response.status().as_u16(), response.request_id()),
        (201, Some("r1"))
    );
    assert_eq!(response.headers()["set-cookie"], "s3cret");
    assert_eq!(
        (
            response.attempts().len(),
            response.attempts()[0].status.unwrap().as_u16()
        ),
        (1, 201)
    );
    let shown = format!("{response:?}");
    assert!(shown.contains("r1") && !shown.contains("s3cret"), "{shown}");
    assert_eq!(response.into_data().id, "a");
}
