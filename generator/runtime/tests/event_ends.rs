//! Ends of event streams, and the event id of a new connection: promises 23 and 24.

use crate::support::api::{Animal, EVENTS, STREAM, fake_client, request};
use crate::support::fake::{Fake, Piece, Step, text};

const EVENT: &str = "id: 7\ndata: {\"id\":\"a\"}\n\n";

/// Returns the ids of all events of a stream, and the `Last-Event-ID` of each request.
async fn run(steps: impl IntoIterator<Item = Step>) -> (Vec<String>, Vec<Option<String>>) {
    let fake = Fake::new(steps);
    let watch = request(&fake_client(&fake), &STREAM);
    let mut stream = watch.event_stream::<Animal>(&EVENTS);
    let mut ids = Vec::new();
    while let Some(event) = stream.try_next().await.unwrap() {
        ids.push(event.id);
    }
    assert!(stream.try_next().await.unwrap().is_none(), "it stays over");
    let asked = fake.requests().into_iter().map(|sent| {
        let id = sent.headers().get("last-event-id");
        id.map(|id| id.to_str().unwrap().to_owned())
    });
    (ids, asked.collect())
}

#[tokio::test(start_paused = true)]
async fn promise_24_a_clean_end_is_final() {
    let more = Step::Events(vec![text("data: {\"id\":\"more\"}\n\n")]);
    let (ids, asked) = run([Step::Events(vec![text(EVENT)]), more]).await;
    assert_eq!((ids, asked), (vec!["a".to_owned()], vec![None]));
}

#[tokio::test(start_paused = true)]
async fn promise_24_a_partial_event_is_dropped() {
    let cut = Step::Events(vec![text(EVENT), text("data: {\"id\":\"b"), Piece::Break]);
    let rest = Step::Events(vec![text("data: {\"id\":\"c\"}\n\n")]);
    let (ids, asked) = run([cut, rest]).await;
    assert_eq!(ids, ["a", "c"]);
    assert_eq!(asked, [None, Some("7".to_owned())]);
}

#[tokio::test(start_paused = true)]
async fn promise_23_a_new_connection_sends_the_last_event_id() {
    for (line, asked) in [
        ("id: 8\n\n", Some("8")),
        ("id: 8\nevent: ping\ndata\n\n", Some("8")),
        ("id: 8", Some("7")),
        ("id: 8\0\n\n", Some("7")),
        ("id\n\n", None),
        ("id:\n\n", None),
    ] {
        let lost = Step::Events(vec![text(EVENT), text(line), Piece::Break]);
        let (ids, requests) = run([lost, Step::Events(vec![])]).await;
        assert_eq!(ids, ["a"]);
        assert_eq!(requests[1].as_deref(), asked, "{line:?}");
    }
}
