//! Malicious and broken bodies: each is an error, within the timeout and the size limit.

use std::time::Duration;

use sdk_runtime::runtime::call::response::Response;
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::json::value::FromJson;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::time::Instant;

use crate::support::api::{
    Animal, CREATE, EVENTS, LIST, PAGES, STREAM, build, client, fake_client, on, request, settings,
};
use crate::support::fake::{Fake, Piece, Step, answer, text};

/// Returns the outcome of a call with this response.
async fn call<T: FromJson + 'static>(step: Step) -> Result<Response<T>, Error> {
    let fake = Fake::new([step]);
    let create = on(&fake_client(&fake), &CREATE, "a");
    create.response::<T>().await
}

/// Returns a list that is nested a hundred thousand times.
fn deep() -> String {
    format!("{}{}", "[".repeat(100_000), "]".repeat(100_000))
}

#[tokio::test]
async fn deep_documents_are_errors() {
    let deep = deep();
    for body in [
        deep.clone(),
        "[".repeat(100_000),
        r#"{"a":"#.repeat(100_000),
        format!(r#"{{"id":{deep}}}"#),
        format!(r#"{{"id":"a","legs":{deep}}}"#),
    ] {
        let error = call::<Animal>(answer(200, &body)).await.unwrap_err();
        assert!(error.is_decode(), "{error}");
        assert!(format!("{error} {error:?} {error:#?}").len() < 10_000);
        let error = call::<Value>(answer(200, &body)).await.unwrap_err();
        assert!(error.is_decode(), "{error}");
    }
}

#[tokio::test]
async fn deep_parts_that_are_not_decoded_are_skipped() {
    let body = format!(r#"{{"new":{},"id":"a"}}"#, deep());
    let response = call::<Animal>(answer(200, &body)).await.unwrap();
    assert_eq!(response.data.id, "a");
    let fake = Fake::new([answer(200, &body)]);
    let mut settings = settings();
    settings.transport(fake.clone());
    settings.on_unknown(|_| {});
    let create = on(&build(settings).unwrap(), &CREATE, "a");
    assert_eq!(create.value::<Animal>().await.unwrap().id, "a");
}

#[tokio::test]
async fn deep_errors_keep_their_status() {
    let deep = deep();
    for (body, message) in [
        (deep.clone(), None),
        (
            format!(r#"{{"error":{{"message":"no","details":{deep}}}}}"#),
            Some("no"),
        ),
    ] {
        let error = call::<Animal>(answer(422, &body)).await.unwrap_err();
        assert!(error.is_unprocessable());
        assert_eq!(error.message(), message);
        assert_eq!(error.field(&["error", "details"]), None);
        assert_eq!(error.body().unwrap(), &body);
        assert!(format!("{error} {error:?} {error:#?}").len() < 10_000);
    }
}

#[tokio::test]
async fn deep_pages_and_events_are_errors() {
    let deep = deep();
    for body in [
        format!(r#"{{"items":[{{"id":{deep}}}]}}"#),
        format!(r#"{{"items":[],"pagination":{{"nextCursor":{deep}}}}}"#),
    ] {
        let fake = Fake::new([answer(200, &body)]);
        let list = request(&fake_client(&fake), &LIST);
        let error = list.page::<Animal>(&PAGES).await.unwrap_err();
        assert!(error.is_decode(), "{error}");
    }
    let stream = format!("data: {deep}\n\ndata: {{\"id\":\"b\"}}\n\n");
    let fake = Fake::new([Step::Events(vec![text(&stream)])]);
    let watch = request(&fake_client(&fake), &STREAM);
    let mut events = watch.event_stream::<Animal>(&EVENTS);
    assert!(events.try_next().await.unwrap_err().is_decode());
    assert_eq!(events.try_next().await.unwrap().unwrap().id, "b");
}

/// Returns a body that arrives at one byte per second, for hours.
fn drip() -> Step {
    let second = [text(" "), Piece::Wait(Duration::from_secs(1))];
    Step::Events(second.into_iter().cycle().take(20_000).collect())
}

#[tokio::test(start_paused = true)]
async fn a_slow_body_is_limited_by_the_timeout_of_an_attempt() {
    let started = Instant::now();
    let error = call::<Animal>(drip()).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(started.elapsed(), Duration::from_secs(60));
    let fake = Fake::new([drip()]);
    let mut list = request(&fake_client(&fake), &LIST);
    list.set_total_timeout(Duration::from_secs(5));
    let started = Instant::now();
    let mut items = list.items::<Animal>(&PAGES, &PAGES);
    assert!(items.try_next().await.unwrap_err().is_timeout());
    assert_eq!(started.elapsed(), Duration::from_secs(5));
}

/// Starts a server that sends this beginning, and then single bytes at an interval.
async fn dripping(beginning: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let _ = stream.read(&mut [0; 4096]).await;
                let mut sent = stream.write_all(beginning.as_bytes()).await;
                while sent.is_ok() {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                    sent = stream.write_all(b"x").await;
                }
            });
        }
    });
    url
}

#[tokio::test]
async fn a_slow_body_over_a_socket() {
    for beginning in [
        "HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n",
        "HTTP/1.1 503 Busy\r\ncontent-length: 1000000\r\n\r\n",
        "HTTP/1.1 200 OK\r\nx-slow: ",
        "",
    ] {
        let url = dripping(beginning).await;
        let mut create = on(&client(&url), &CREATE, "a");
        create.set_timeout(Duration::from_millis(200));
        let started = Instant::now();
        let error = create.value::<Animal>().await.unwrap_err();
        // Data that cannot be a response may be an error before the timeout.
        let is_no_http = beginning.is_empty() && error.is_connection();
        assert!(error.is_timeout() || is_no_http, "{error}");
        assert!(started.elapsed() < Duration::from_secs(20));
    }
}

#[tokio::test]
async fn the_media_type_of_a_body_is_not_trusted() {
    let animal = r#"{"id":"a"}"#;
    for kind in [
        "text/plain",
        "image/png",
        "application/x+json; charset=latin1",
        "",
        "\t",
        "not a type",
    ] {
        let headers = vec![("content-type", kind)].leak();
        let step = |body: &str| Step::Answer(200, headers, body.to_owned());
        assert_eq!(call::<Animal>(step(animal)).await.unwrap().data.id, "a");
        let marked = "\u{feff}{\"id\":\"a\"}";
        assert_eq!(call::<Animal>(step(marked)).await.unwrap().data.id, "a");
        for body in ["<html>", "PNG\u{0}\u{1}", "\u{feff}", "a\u{feff}", ""] {
            let error = call::<Animal>(step(body)).await.unwrap_err();
            assert!(error.is_decode(), "{kind}: {error}");
            assert_eq!(error.to_string().lines().count(), 1);
        }
    }
}
