//! Event streams, from a request to decoded events: promises 22 to 24 for a single connection.

use std::pin::Pin;

use futures_core::Stream;
use sdk_runtime::runtime::events::stream::EventStream;

use crate::support::api::{Animal, EVENTS, STREAM, build, client, fake_client, request, settings};
use crate::support::fake::{Fake, Piece, Step, answer, text};
use crate::support::faults::{Faulty, Step as Fault};
use crate::support::server::{Reply, Server};
use crate::support::streams::{all, checkpoints, event, fails, script, watch};

#[tokio::test]
async fn promise_22_events_over_a_socket() {
    let events = "\u{feff}: hi\r\ndata: {\"id\":\r\ndata: \"a\"}\r\n\r\nevent: cub\ndata: {\"id\":\"ä\"}\n\ndata: {\"id\":\"c\"}";
    let server = Server::start([
        Reply::new(200, events).header("content-type", "Text/Event-Stream; charset=utf-8")
    ])
    .await;
    let core = client(server.url());
    let mut stream = request(&core, &STREAM)
        .events::<Animal>(&EVENTS)
        .await
        .unwrap();
    assert_eq!(
        all(&mut stream).await,
        ["a", "ä", "c"],
        "a clean end delivers the pending event"
    );
    assert_eq!(stream.last_event_id(), None);
    let sent = server.requests();
    assert_eq!(sent.len(), 1, "a clean end does not reconnect");
    assert_eq!(sent[0].headers["accept"], "text/event-stream");
    assert!(!sent[0].headers.contains_key("last-event-id"));
}

#[tokio::test]
async fn promise_22_responses_that_are_not_event_streams() {
    for (headers, of) in [
        (&[][..], ""),
        (&[("content-type", "text/html")], " of type text/html"),
        (&[("content-type", "application/json")], ""),
        (
            &[("content-type", "text/event-streams")],
            " of type text/event-streams",
        ),
    ] {
        let (mut stream, fake) = script([Step::Answer(200, headers, "data: {}\n\n".into())]);
        let error = fails(&mut stream, &[]).await;
        assert!(error.is_decode() && error.status().unwrap() == 200 && fake.count() == 1);
        let words = format!(
            "animals.watch: cannot decode the 200 response{of}: it is not `text/event-stream`"
        );
        assert_eq!(error.to_string(), words);
    }
    let (mut stream, fake) = script([answer(204, "")]);
    assert_eq!(all(&mut stream).await, [""; 0]);
    assert_eq!(fake.count(), 1, "the status 204 ends the stream");
}

#[tokio::test]
async fn promise_22_a_stream_continues_after_an_event_that_cannot_be_decoded() {
    let events = "event: cub\nid: 1\ndata: {\"id\":\"s3cret\",\"legs\":\"s3cret\"}\n\ndata: {\"id\"\n\ndata\n\ndata: null\n\ndata: {\"id\":\"b\"}\n\n";
    let (mut stream, _) = script([Step::Events(vec![text(events)])]);
    let error = stream.try_next().await.unwrap_err();
    let words = "cannot decode the event `cub`: at `legs`: found string, expected a 32-bit integer (line 1, column 23)";
    assert_eq!(
        error.to_string(),
        format!("animals.watch: {words} (request id r1)")
    );
    assert!(error.is_decode() && !format!("{error:?}").contains("s3cret"));
    assert_eq!(
        (error.status().unwrap().as_u16(), error.attempts().len()),
        (200, 1)
    );
    assert!(error.body().unwrap().starts_with(b"{\"id\":\"s3cret\""));
    assert!(
        std::error::Error::source(&error)
            .unwrap()
            .to_string()
            .starts_with("at `legs`")
    );
    assert_eq!(
        stream.last_event_id(),
        Some("1"),
        "the id of an event that cannot be decoded is recorded"
    );
    let of = |reason: &str| {
        format!("animals.watch: cannot decode the event `message`: {reason} (request id r1)")
    };
    assert_eq!(
        all(&mut stream).await,
        [
            of("at `id`: the JSON ends too early (line 1, column 6)"),
            of("the data is empty"),
            of("the data is `null`"),
            "b".to_owned()
        ]
    );
}

#[tokio::test]
async fn promise_22_the_limit_of_an_event() {
    let data = |length: usize| text(&format!("data: {{\"id\":\"{}\"}}\n\n", "x".repeat(length)));
    let fake = Fake::new([Step::Events(vec![data(5), data(6), data(1), data(2)])]);
    let mut settings = settings();
    settings.transport(fake.clone());
    settings.max_event_bytes(20);
    let mut stream = watch(&build(settings).unwrap());
    assert_eq!(stream.try_next().await.unwrap().unwrap().id, "xxxxx");
    let error = stream.try_next().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "animals.watch: an event is larger than 20 bytes (request id r1)"
    );
    assert!(error.is_decode() && error.body().unwrap().is_empty());
    assert_eq!(all(&mut stream).await, ["x", "xx"], "and on it goes");
    let (mut stream, _) = script([Step::Events(vec![data(100_000)])]);
    assert_eq!(stream.try_next().await.unwrap().unwrap().id.len(), 100_000);
    let mut settings = crate::support::api::settings();
    settings.max_event_bytes(0);
    let error = build(settings).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`max_event_bytes` must be greater than zero"
    );
}

#[tokio::test(start_paused = true)]
async fn promise_23_housekeeping_is_not_decoded_and_its_id_counts() {
    let events =
        "event: open\ndata: not JSON\n\ndata: {\"id\":\"a\"}\n\nevent: ping\nid: 7\ndata:\n\n";
    let again = "event: ping\nid\ndata: .\n\n";
    let (mut stream, fake) = script([
        Step::Events(vec![text(events), Piece::Break]),
        Step::Events(vec![text(again), Piece::Break]),
        Step::Events(vec![text("event: ping\ndata: pending")]),
    ]);
    assert_eq!(all(&mut stream).await, ["a"]);
    let ids = [None, Some("7".to_owned()), None];
    assert_eq!(
        checkpoints(&fake),
        ids,
        "an empty id resets the last event id"
    );
}

#[tokio::test(start_paused = true)]
async fn promise_24_connecting_is_retried_like_any_call() {
    let events = Step::Events(vec![event("a")]);
    for step in [
        Step::Refuse,
        Step::Break,
        Step::Hang,
        answer(503, ""),
        answer(429, ""),
    ] {
        let fake = Fake::new([step.clone(), step.clone(), events.clone()]);
        let core = fake_client(&fake);
        let response = request(&core, &STREAM)
            .events_response::<Animal>(&EVENTS)
            .await
            .unwrap();
        assert_eq!(
            (response.attempts().len(), response.status().as_u16()),
            (3, 200),
            "{step:?}"
        );
        assert_eq!(response.request_id(), Some("r1"));
        assert_eq!(all(&mut response.into_data()).await, ["a"]);
        let (mut stream, fake) = script([step]);
        let error = fails(&mut stream, &[]).await;
        assert_eq!(
            (fake.count(), error.attempts().len()),
            (3, 3),
            "connecting for the first time is not a reconnection"
        );
    }
    let fake = Fake::new([answer(404, "")]);
    let call = request(&fake_client(&fake), &STREAM).events::<Animal>(&EVENTS);
    assert!(call.await.unwrap_err().is_not_found());
    let (stream, fake) = script([events]);
    drop(stream);
    assert_eq!(fake.count(), 0, "nothing is sent before the first poll");
}

#[tokio::test]
async fn promise_24_dropping_the_stream_closes_its_connection() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: {\"id\":\"a\"}\n\n";
    let script = vec![Fault::Read, Fault::Write(head), Fault::AwaitClose];
    let mut server = Faulty::start(vec![script]).await;
    let mut stream = watch(&client(&format!("http://{}", server.address)));
    assert_eq!(stream.try_next().await.unwrap().unwrap().id, "a");
    drop(stream);
    assert!(server.closed.recv().await.is_some());
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn headers_of_the_caller_win() {
    let fake = Fake::new([Step::Events(vec![])]);
    let core = fake_client(&fake);
    let mut watch = request(&core, &STREAM);
    watch.header("Accept", "text/event-stream, application/json");
    watch.header("Last-Event-Id", "9");
    let stream = watch.event_stream::<Animal>(&EVENTS);
    assert_eq!(stream.last_event_id(), Some("9"));
    assert_eq!(
        format!("{stream:?}"),
        r#"EventStream { request: Request { operation: "animals.watch", method: GET, .. }, .. }"#
    );
    let mut stream = Box::pin(stream);
    let next = std::future::poll_fn(|cx| Stream::poll_next(Pin::new(&mut *stream), cx)).await;
    assert!(next.is_none());
    assert_eq!(
        fake.requests()[0].headers()["accept"],
        "text/event-stream, application/json"
    );
    assert_eq!(checkpoints(&fake), [Some("9".to_owned())]);
}

#[test]
fn streams_are_send_and_unpin() {
    struct Unsendable(
        #[expect(dead_code, reason = "only its type matters")]
        std::rc::Rc<std::marker::PhantomPinned>,
    );
    fn check<T: Send + Unpin + std::fmt::Debug>() {}
    check::<EventStream<Unsendable>>();
}
