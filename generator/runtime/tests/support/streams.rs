//! What the tests of event streams share.

use std::time::Duration;

use bytes::Bytes;
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::events::parser::{EventTooLarge, Parser, ServerEvent};
use sdk_runtime::runtime::events::stream::EventStream;

use super::api::{Animal, EVENTS, STREAM, fake_client, request};
use super::fake::{Fake, Piece, Step, text};

/// A stream of events that are animals.
pub type Animals = EventStream<Animal>;

/// A stream that connects when it is first polled.
pub fn watch(core: &Core) -> Animals {
    request(core, &STREAM).event_stream(&EVENTS)
}

/// A stream over a scripted transport, and the transport.
pub fn script(steps: impl IntoIterator<Item = Step>) -> (Animals, Fake) {
    let fake = Fake::new(steps);
    (watch(&fake_client(&fake)), fake)
}

/// The ids of the animals up to the end, and words for the errors in between.
pub async fn all(stream: &mut Animals) -> Vec<String> {
    let mut all = Vec::new();
    while let Some(item) = stream.next().await {
        all.push(item.map_or_else(|error| error.to_string(), |animal| animal.id));
    }
    assert!(stream.next().await.is_none(), "the end stays the end");
    all
}

/// The only error of a stream, which must come behind these animals and end it.
pub async fn fails(stream: &mut Animals, before: &[&str]) -> Error {
    for id in before {
        assert_eq!(stream.try_next().await.unwrap().unwrap().id, *id);
    }
    let error = stream.try_next().await.unwrap_err();
    assert!(stream.next().await.is_none(), "the last error is the last");
    error
}

/// The id that each request of a transport goes on from.
pub fn checkpoints(fake: &Fake) -> Vec<Option<String>> {
    let requests = fake.requests();
    let ids = requests
        .iter()
        .map(|sent| sent.headers().get("last-event-id"));
    ids.map(|id| id.map(|id| String::from_utf8(id.as_bytes().to_vec()).unwrap()))
        .collect()
}

/// Seconds as durations.
pub fn seconds(pauses: &[f64]) -> Vec<Duration> {
    pauses
        .iter()
        .copied()
        .map(Duration::from_secs_f64)
        .collect()
}

/// An event of an animal, with the animal's id as its own.
pub fn event(id: &str) -> Piece {
    text(&format!("id: {id}\ndata: {{\"id\":\"{id}\"}}\n\n"))
}

/// A limit that no test reaches by accident.
pub const LARGE: usize = 1 << 20;

/// What a stream in pieces comes to, with and without a clean end.
pub fn outcomes(
    pieces: &[&[u8]],
    limit: usize,
    ends: bool,
) -> Vec<Result<ServerEvent, EventTooLarge>> {
    let mut parser = Parser::new(limit, String::new());
    let mut outcomes = Vec::new();
    for piece in pieces {
        let mut bytes = Bytes::copy_from_slice(piece);
        while let Some(outcome) = parser.read(&mut bytes) {
            outcomes.push(outcome);
        }
        assert!(bytes.is_empty());
    }
    if ends {
        outcomes.extend(parser.finish().map(Ok));
    }
    outcomes
}

/// An event as it is told here: its name, its data, and the checkpoint behind it.
pub type Told = (String, String, String);

/// The events of a stream in pieces, with the checkpoint after each; the last entry tells what is left at the end.
pub fn tell(pieces: &[&[u8]]) -> Vec<Told> {
    let mut parser = Parser::new(LARGE, String::new());
    let mut told = Vec::new();
    for piece in pieces {
        let mut bytes = Bytes::copy_from_slice(piece);
        while let Some(event) = parser.read(&mut bytes) {
            let ServerEvent { name, data } = event.unwrap();
            told.push((name, data, parser.last_event_id().to_owned()));
        }
    }
    if let Some(ServerEvent { name, data }) = parser.finish() {
        told.push((name, data, parser.last_event_id().to_owned()));
    }
    told.push((
        "the end".into(),
        String::new(),
        parser.last_event_id().to_owned(),
    ));
    told
}
