//! Code that the tests of event streams share.

use std::time::Duration;

use bytes::Bytes;
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::events::parser::{EventTooLarge, Parser, ServerEvent};
use sdk_runtime::runtime::events::stream::EventStream;

use super::api::{Animal, EVENTS, STREAM, fake_client, request};
use super::fake::{Fake, Piece, Step, text};

/// Stream of events that are animals.
pub type Animals = EventStream<Animal>;

/// Returns a stream that connects when it is first polled.
pub fn watch(core: &Core) -> Animals {
    request(core, &STREAM).event_stream(&EVENTS)
}

/// Returns a stream with a scripted transport, and the transport.
pub fn script(steps: impl IntoIterator<Item = Step>) -> (Animals, Fake) {
    let fake = Fake::new(steps);
    (watch(&fake_client(&fake)), fake)
}

/// Returns the ids of all animals up to the end, with texts for errors between them.
pub async fn all(stream: &mut Animals) -> Vec<String> {
    let mut all = Vec::new();
    while let Some(item) = stream.next().await {
        all.push(item.map_or_else(|error| error.to_string(), |animal| animal.id));
    }
    assert!(
        stream.next().await.is_none(),
        "a stream that ended does not continue"
    );
    all
}

/// Returns the only error of a stream, which must follow these animals and end the stream.
pub async fn fails(stream: &mut Animals, before: &[&str]) -> Error {
    for id in before {
        assert_eq!(stream.try_next().await.unwrap().unwrap().id, *id);
    }
    let error = stream.try_next().await.unwrap_err();
    assert!(stream.next().await.is_none(), "the error ends the stream");
    error
}

/// Returns the `Last-Event-ID` of each request of a transport.
pub fn checkpoints(fake: &Fake) -> Vec<Option<String>> {
    let requests = fake.requests();
    let ids = requests
        .iter()
        .map(|sent| sent.headers().get("last-event-id"));
    ids.map(|id| id.map(|id| String::from_utf8(id.as_bytes().to_vec()).unwrap()))
        .collect()
}

/// Converts seconds to durations.
pub fn seconds(pauses: &[f64]) -> Vec<Duration> {
    pauses
        .iter()
        .copied()
        .map(Duration::from_secs_f64)
        .collect()
}

/// Returns an event that contains an animal and has its id.
pub fn event(id: &str) -> Piece {
    text(&format!("id: {id}\ndata: {{\"id\":\"{id}\"}}\n\n"))
}

/// Limit that no test reaches by accident.
pub const LARGE: usize = 1 << 20;

/// Parses a stream in chunks, with and without a clean end.
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

/// Name and data of an event, and the last event id after it.
pub type Told = (String, String, String);

/// Returns the events of a stream in chunks, with the last event id after each. The last entry is the event at the end.
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
