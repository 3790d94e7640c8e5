//! Responses that are text.

use http::{Method, Response};
use sdk_runtime::runtime::call::text::Text;
use sdk_runtime::runtime::request::operation::{CallSettings, Operation};

use crate::support::api::{GET, client, fake_client, on, request};
use crate::support::fake::{Fake, Step};
use crate::support::server::{Reply, Server};

#[tokio::test]
async fn a_body_of_any_type_is_text() {
    let reply = Reply::new(200, "id,name\n1,é\n").header("content-type", "text/csv");
    let server = Server::start([reply.clone(), reply]).await;
    let core = client(server.url());
    let text = on(&core, &GET, "a").text().await.unwrap();
    assert_eq!(text, "id,name\n1,é\n");
    let accept = &server.requests()[0].headers["accept"];
    assert_eq!(accept, "text/plain, */*;q=0.5");
    let mut request = on(&core, &GET, "a");
    request.header("accept", "text/csv");
    let response = request.text_response().await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/csv");
    assert_eq!(response.data, text);
    assert_eq!(server.requests()[1].headers["accept"], "text/csv");
}

/// Method whose description says what it accepts.
static DIFF: Operation = Operation {
    name: "animals.diff",
    method: Method::GET,
    path: "/v1/animals:diff",
    query: &[],
    body: None,
    idempotency_key: None,
    settings: CallSettings {
        headers: &[("accept", "text/x-diff")],
        ..CallSettings::DEFAULT
    },
};

#[tokio::test]
async fn the_description_may_name_the_media_type() {
    let server = Server::start([Reply::new(200, "-a\n+b\n")]).await;
    let text = request(&client(server.url()), &DIFF).text().await;
    assert_eq!(text.unwrap(), "-a\n+b\n");
    assert_eq!(server.requests()[0].headers["accept"], "text/x-diff");
}

#[tokio::test]
async fn an_empty_body_is_an_empty_text() {
    let server = Server::start([Reply::new(204, "")]).await;
    let text = on(&client(server.url()), &GET, "a").text().await;
    assert_eq!(text.unwrap(), "");
}

#[tokio::test]
async fn bytes_that_are_no_text_are_an_error() {
    let request = on(&fake_client(&Fake::new([Step::Hang])), &GET, "a");
    let response = Response::new(bytes::Bytes::from_static(b"\xff\xfe"));
    let error = request.parse::<String>(&Text, response).unwrap_err();
    assert!(error.is_decode());
    let expected = "animals.retrieve: cannot decode the 200 response: the body is not UTF-8";
    assert_eq!(error.to_string(), expected);
    assert_eq!(error.body().unwrap(), &b"\xff\xfe"[..]);
}
