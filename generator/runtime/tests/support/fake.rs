//! Scripted transport without a network, under the paused clock of the test.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::Frame;
use sdk_runtime::runtime::transport::body::Body;
use sdk_runtime::runtime::transport::error::TransportError;
use sdk_runtime::runtime::transport::{Transport, TransportFuture};
use tokio::time::Instant;

/// Step of a script, for one request. The last step repeats.
#[derive(Clone, Debug)]
pub enum Step {
    /// Responds.
    Answer(u16, &'static [(&'static str, &'static str)], String),
    /// Refuses the connection.
    Refuse,
    /// Breaks the connection before the headers.
    Break,
    /// Sends the headers and some bytes, then breaks the connection.
    BreakInBody,
    /// Sends the headers, but no byte of the body.
    Stall,
    /// Never responds.
    Hang,
    /// Responds with 200 after a delay.
    Slow(Duration),
    /// Responds with 200 and a stream of events with a clean end.
    Events(Vec<Piece>),
}

/// Part of a stream of events.
#[derive(Clone, Debug)]
pub enum Piece {
    /// Sends these bytes.
    Bytes(Vec<u8>),
    /// Waits.
    Wait(Duration),
    /// Breaks the connection.
    Break,
}

/// Returns a chunk of text.
pub fn text(text: &str) -> Piece {
    Piece::Bytes(text.as_bytes().to_vec())
}

/// Scripted transport. Clones share the script and the recorded requests.
#[derive(Clone)]
pub struct Fake(Arc<Mutex<State>>);

struct State {
    steps: VecDeque<Step>,
    requests: Vec<http::Request<Bytes>>,
    times: Vec<Instant>,
}

/// Returns a step that responds with a status and a body.
pub fn answer(status: u16, body: &str) -> Step {
    Step::Answer(status, &[], body.to_owned())
}

impl Fake {
    /// Creates a transport that follows a script.
    pub fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let steps = steps.into_iter().collect();
        Self(Arc::new(Mutex::new(State {
            steps,
            requests: Vec::new(),
            times: Vec::new(),
        })))
    }

    /// Returns the number of requests.
    pub fn count(&self) -> usize {
        self.0.lock().unwrap().requests.len()
    }

    /// Returns the recorded requests.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.0.lock().unwrap().requests.clone()
    }

    /// Returns the delays between the starts of requests.
    pub fn pauses(&self) -> Vec<Duration> {
        self.0
            .lock()
            .unwrap()
            .times
            .windows(2)
            .map(|pair| pair[1] - pair[0])
            .collect()
    }
}

impl Transport for Fake {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture {
        let mut state = self.0.lock().unwrap();
        state.requests.push(request);
        state.times.push(Instant::now());
        let step = if state.steps.len() > 1 {
            state.steps.pop_front()
        } else {
            state.steps.front().cloned()
        }
        .unwrap();
        Box::pin(async move {
            let ok = |body| Ok(http::Response::new(body));
            match step {
                Step::Answer(status, headers, body) => {
                    let mut response = http::Response::builder().status(status);
                    for (name, value) in headers {
                        response = response.header(*name, *value);
                    }
                    Ok(response.body(Body::from(body)).unwrap())
                }
                Step::Refuse => Err(TransportError::connect(io::Error::from(
                    io::ErrorKind::ConnectionRefused,
                ))),
                Step::Break => Err(TransportError::other(io::Error::from(
                    io::ErrorKind::ConnectionReset,
                ))),
                Step::BreakInBody => {
                    ok(Body::new(Pieces(VecDeque::from([Some("{\"id\":"), None]))))
                }
                Step::Stall => ok(Body::new(Pieces(VecDeque::new()))),
                Step::Hang => std::future::pending().await,
                Step::Events(pieces) => {
                    let response = http::Response::builder()
                        .header("content-type", "text/event-stream")
                        .header("x-request-id", "r1");
                    Ok(response.body(Body::new(EventBody::new(pieces))).unwrap())
                }
                Step::Slow(time) => {
                    tokio::time::sleep(time).await;
                    ok(Body::from("{\"id\":\"slow\"}"))
                }
            }
        })
    }
}

/// Body in chunks. `None` breaks it; after the last chunk, it neither continues nor ends.
pub struct Pieces(pub VecDeque<Option<&'static str>>);

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        match self.0.pop_front() {
            Some(Some(piece)) => Poll::Ready(Some(Ok(Frame::data(Bytes::from(piece))))),
            Some(None) => Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into()))),
            None => Poll::Pending,
        }
    }
}

/// Body of a stream of events.
struct EventBody {
    pieces: VecDeque<Piece>,
    waiting: Option<Pin<Box<tokio::time::Sleep>>>,
}

impl EventBody {
    fn new(pieces: Vec<Piece>) -> Self {
        Self {
            pieces: pieces.into(),
            waiting: None,
        }
    }
}

impl http_body::Body for EventBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        loop {
            if let Some(waiting) = &mut self.waiting {
                ready!(waiting.as_mut().poll(cx));
                self.waiting = None;
            }
            return Poll::Ready(match self.pieces.pop_front() {
                Some(Piece::Bytes(bytes)) => Some(Ok(Frame::data(bytes.into()))),
                Some(Piece::Break) => Some(Err(io::ErrorKind::ConnectionReset.into())),
                Some(Piece::Wait(time)) => {
                    self.waiting = Some(Box::pin(tokio::time::sleep(time)));
                    continue;
                }
                None => None,
            });
        }
    }
}
