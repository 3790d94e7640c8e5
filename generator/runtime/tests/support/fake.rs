//! A transport without a network: it answers from a script, under the paused clock of the test.

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

/// What the transport does with one request. The last step of a script repeats.
#[derive(Clone, Debug)]
pub enum Step {
    /// Answers.
    Answer(u16, &'static [(&'static str, &'static str)], String),
    /// Makes no connection.
    Refuse,
    /// Breaks the connection before the headers.
    Break,
    /// Gives the headers and some bytes, and breaks the connection then.
    BreakInBody,
    /// Gives headers, and a body that never ends and never comes.
    Stall,
    /// Never answers.
    Hang,
    /// Answers 200 after a while.
    Slow(Duration),
    /// Answers 200 with a stream of events, whose end is clean.
    Events(Vec<Piece>),
}

/// A piece of a stream of events.
#[derive(Clone, Debug)]
pub enum Piece {
    /// These bytes.
    Bytes(Vec<u8>),
    /// Nothing for a while.
    Wait(Duration),
    /// The connection breaks.
    Break,
}

/// A piece of text.
pub fn text(text: &str) -> Piece {
    Piece::Bytes(text.as_bytes().to_vec())
}

/// A scripted transport; clones share the script and the record.
#[derive(Clone)]
pub struct Fake(Arc<Mutex<State>>);

struct State {
    steps: VecDeque<Step>,
    requests: Vec<http::Request<Bytes>>,
    times: Vec<Instant>,
}

/// A plain answer.
pub fn answer(status: u16, body: &str) -> Step {
    Step::Answer(status, &[], body.to_owned())
}

impl Fake {
    /// A transport that follows a script.
    pub fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let steps = steps.into_iter().collect();
        Self(Arc::new(Mutex::new(State {
            steps,
            requests: Vec::new(),
            times: Vec::new(),
        })))
    }

    /// How many requests were sent.
    pub fn count(&self) -> usize {
        self.0.lock().unwrap().requests.len()
    }

    /// The requests.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.0.lock().unwrap().requests.clone()
    }

    /// The pauses between the starts of requests.
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

/// A body in pieces: `None` breaks it, and after the last one nothing comes any more.
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

/// The body of a stream of events.
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
