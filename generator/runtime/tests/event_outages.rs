//! Event streams whose connection breaks: promise 24.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::Method;
use sdk_runtime::runtime::request::format::JSON;
use sdk_runtime::runtime::request::operation::{CallSettings, Operation};
use sdk_runtime::runtime::transport::{Transport, TransportFuture};
use tokio::sync::Notify;
use tokio::time::Instant;

use crate::support::api::{Animal, EVENTS, STREAM, build, client, fake_client, request, settings};
use crate::support::fake::{Fake, Piece, Step, answer, text};
use crate::support::faults::{Faulty, Step as Fault};
use crate::support::streams::{all, checkpoints, event, fails, script, seconds, watch};

/// Server with three events. It breaks the connection of each request after the listed number of bytes.
struct Feed {
    line_end: &'static str,
    cuts: Mutex<Vec<usize>>,
    served: Mutex<usize>,
}

impl Feed {
    fn text(&self, after: usize) -> String {
        let events = (after + 1..=3)
            .map(|id| format!("id: {id}\n: c\ndata: {{\"id\":\ndata: \"ä{id}\"}}\n\n"));
        format!("\u{feff}{}", events.collect::<String>()).replace('\n', self.line_end)
    }
}

impl Transport for Feed {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture {
        let id = request.headers().get("last-event-id");
        let after = id.map_or(0, |id| id.to_str().unwrap().parse().unwrap());
        *self.served.lock().unwrap() += 1;
        let text = self.text(after).into_bytes();
        let mut pieces = Vec::new();
        match self.cuts.lock().unwrap().pop() {
            Some(cut) if cut < text.len() => {
                pieces.push(Piece::Bytes(text[..cut].to_vec()));
                pieces.push(Piece::Break);
            }
            Some(_) | None => pieces.push(Piece::Bytes(text)),
        }
        // The scripted transport creates the response; this one only selects it.
        Fake::new([Step::Events(pieces)]).send(request)
    }
}

#[tokio::test(start_paused = true)]
async fn promise_24_each_event_is_delivered_exactly_once_wherever_the_connection_breaks() {
    let mut random = fastrand::Rng::with_seed(24);
    for line_end in ["\n", "\r\n", "\r"] {
        let feed = |cuts| {
            let (cuts, served) = (Mutex::new(cuts), Mutex::new(0));
            Arc::new(Feed {
                line_end,
                cuts,
                served,
            })
        };
        let length = feed(vec![]).text(0).len();
        let once = (0..length).map(|cut| vec![cut]);
        let often = (0..300).map(|_| (0..6).map(|_| random.usize(..length)).collect());
        for cuts in once.chain(often.collect::<Vec<_>>()) {
            let feed = feed(cuts.clone());
            let mut settings = settings();
            settings.transport(Arc::clone(&feed));
            let mut stream = watch(&build(settings).unwrap());
            // The number of connections without any bytes is limited, which another test checks.
            if cuts.iter().filter(|cut| **cut == 0).count() < 5 {
                assert_eq!(
                    all(&mut stream).await,
                    ["ä1", "ä2", "ä3"],
                    "{cuts:?} {line_end:?}"
                );
                assert!(*feed.served.lock().unwrap() <= cuts.len() + 1);
            }
        }
    }
}

#[tokio::test]
async fn promise_24_a_connection_that_is_reset() {
    const HEAD: &str =
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
    let first = "30\r\nretry: 0\nid: 1\ndata: {\"id\":\"a\"}\n\nid: 2\ndata: {\"i\r\n";
    let second = "18\r\nid: 2\ndata: {\"id\":\"b\"}\n\n\r\n";
    let last = "17\r\ndata: {\"id\":\"c\"}\n\nid: 3\r\n0\r\n\r\n";
    let read = Arc::new(Notify::new());
    let answers = |text| vec![Fault::Read, Fault::Write(HEAD), Fault::Write(text)];
    // The reset is sent after the event was received, because it may overtake data that is in transit.
    let breaks = |text| {
        [
            answers(text),
            vec![Fault::Await(read.clone()), Fault::Reset],
        ]
        .concat()
    };
    let mut server = Faulty::start(vec![breaks(first), breaks(second), answers(last)]).await;
    let mut stream = watch(&client(&format!("http://{}", server.address)));
    for id in ["a", "b"] {
        assert_eq!(stream.try_next().await.unwrap().unwrap().id, id);
        read.notify_one();
    }
    assert_eq!(all(&mut stream).await, ["c"]);
    assert_eq!(stream.last_event_id(), Some("3"));
    for id in [None, Some("1"), Some("2")] {
        let sent = server.received.recv().await.unwrap().to_ascii_lowercase();
        let line = sent
            .lines()
            .find_map(|line| line.strip_prefix("last-event-id: "));
        assert_eq!(line, id);
    }
    assert_eq!(server.connections(), 3);
}

#[tokio::test(start_paused = true)]
async fn promise_24_five_attempts_and_their_delays() {
    let failing = [
        Step::Refuse,
        Step::Break,
        Step::Events(vec![Piece::Break]),
        Step::Events(vec![Piece::Bytes(Vec::new()), Piece::Break]),
    ];
    for step in failing {
        let (mut stream, fake) = script([
            Step::Events(vec![event("a"), text("id: 2\nda"), Piece::Break]),
            step.clone(),
        ]);
        let error = fails(&mut stream, &["a"]).await;
        assert!(error.is_connection(), "{error:?}");
        assert_eq!(
            fake.pauses(),
            seconds(&[0.5, 1.0, 2.0, 4.0, 8.0]),
            "{step:?}"
        );
        assert_eq!(
            error.attempts().len(),
            6,
            "the lost connection and five attempts"
        );
        let delays: Vec<_> = error
            .attempts()
            .iter()
            .map(|attempt| attempt.delay)
            .collect();
        assert_eq!(delays, seconds(&[0.0, 0.5, 1.0, 2.0, 4.0, 8.0]));
        assert!(error.to_string().ends_with(", after 6 attempts"), "{error}");
        assert_eq!(error.operation(), Some("animals.watch"));
        assert_eq!(
            stream.last_event_id(),
            Some("a"),
            "the id with which a new stream resumes"
        );
        assert_eq!(checkpoints(&fake)[1..], vec![Some("a".to_owned()); 5]);
    }
}

#[tokio::test(start_paused = true)]
async fn promise_24_bytes_reset_the_count() {
    let broken = |piece| Step::Events(vec![piece, Piece::Break]);
    let (none, comment) = (broken(text("")), broken(text(":")));
    let mut steps = vec![broken(event("a"))];
    for _ in 0..3 {
        steps.extend(std::iter::repeat_n(none.clone(), 4));
        steps.push(comment.clone());
    }
    steps.push(Step::Events(vec![event("b"), Piece::Break]));
    steps.push(Step::Break);
    let (mut stream, fake) = script(steps);
    let error = fails(&mut stream, &["a", "b"]).await;
    assert_eq!(
        error.attempts().len(),
        6,
        "only the attempts of the last outage"
    );
    let outage = [0.5, 1.0, 2.0, 4.0, 8.0];
    let pauses = [&outage[..], &outage, &outage, &[0.5], &outage].concat();
    assert_eq!(fake.pauses(), seconds(&pauses));
}

#[tokio::test(start_paused = true)]
async fn promise_24_the_delay_that_the_server_requests() {
    for (retry, pauses) in [
        ("3000", [3.0, 3.0, 3.0, 4.0, 8.0]),
        ("10", [0.01, 1.0, 2.0, 4.0, 8.0]),
        ("0", [0.0, 1.0, 2.0, 4.0, 8.0]),
        ("3600000", [60.0; 5]),
        ("soon", [0.5, 1.0, 2.0, 4.0, 8.0]),
    ] {
        let events = text(&format!("retry: {retry}\n"));
        let (mut stream, fake) = script([Step::Events(vec![events, Piece::Break]), Step::Break]);
        fails(&mut stream, &[]).await;
        assert_eq!(fake.pauses(), seconds(&pauses), "{retry}");
    }
}

#[tokio::test(start_paused = true)]
async fn promise_24_an_error_status_on_reconnection_is_final() {
    let lost = Step::Events(vec![event("a"), Piece::Break]);
    for status in [302, 401, 404, 429, 503] {
        let (mut stream, fake) = script([
            lost.clone(),
            answer(status, r#"{"error":{"message":"no"}}"#),
        ]);
        let error = fails(&mut stream, &["a"]).await;
        assert!(
            error.is_api() && error.status().unwrap() == status && error.message() == Some("no")
        );
        assert_eq!((fake.count(), error.attempts().len()), (2, 2));
        assert_eq!(stream.last_event_id(), Some("a"));
    }
    let (mut stream, fake) = script([lost.clone(), answer(200, "{}")]);
    assert!(fails(&mut stream, &["a"]).await.is_decode());
    assert_eq!(fake.count(), 2);
    let (mut stream, fake) = script([lost.clone(), answer(204, "")]);
    assert_eq!(all(&mut stream).await, ["a"]);
    assert_eq!(fake.count(), 2);
    let (mut stream, fake) = script([lost, Step::Events(vec![])]);
    assert_eq!(
        all(&mut stream).await,
        ["a"],
        "an empty response is a clean end"
    );
    assert_eq!(fake.count(), 2);
}

static ASK: Operation = Operation {
    name: "animals.ask",
    method: Method::POST,
    path: "/v1/animals:ask",
    query: &[],
    body: Some(JSON),
    idempotency_key: None,
    settings: CallSettings::DEFAULT,
};

#[tokio::test(start_paused = true)]
async fn promise_24_a_request_that_is_not_idempotent_is_not_sent_again() {
    let lost = Step::Events(vec![event("a"), Piece::Break]);
    let ask = || {
        let fake = Fake::new([lost.clone(), Step::Events(vec![event("b")])]);
        (request(&fake_client(&fake), &ASK), fake)
    };
    for retries in [None, Some(0)] {
        let (mut request, fake) = ask();
        if let Some(retries) = retries {
            request.set_max_retries(retries);
        }
        let mut stream = request.event_stream(&EVENTS);
        let error = fails(&mut stream, &["a"]).await;
        assert!(error.is_connection() && error.attempts().len() == 1);
        assert_eq!((fake.count(), stream.last_event_id()), (1, Some("a")));
    }
    let (mut request, fake) = ask();
    request.idempotent(true);
    assert_eq!(all(&mut request.event_stream(&EVENTS)).await, ["a", "b"]);
    let bodies: Vec<_> = fake
        .requests()
        .iter()
        .map(|sent| sent.body().clone())
        .collect();
    assert_eq!(bodies, ["{}", "{}"]);
    assert_eq!(
        fake.requests()[1].headers()["content-type"],
        "application/json"
    );
    let (mut request, _) = ask();
    request.set_max_retries(1);
    assert_eq!(all(&mut request.event_stream(&EVENTS)).await, ["a", "b"]);
}

#[tokio::test(start_paused = true)]
async fn promise_24_timeouts_end_with_the_headers() {
    let hour = Piece::Wait(Duration::from_secs(3600));
    let slow = Step::Events(vec![
        hour.clone(),
        event("a"),
        hour.clone(),
        event("b"),
        hour,
        Piece::Break,
    ]);
    let fake = Fake::new([slow, Step::Hang]);
    let mut watch = request(&fake_client(&fake), &STREAM);
    watch.set_timeout(Duration::from_secs(2));
    watch.set_total_timeout(Duration::from_secs(7));
    let mut stream = watch.clone().event_stream::<Animal>(&EVENTS);
    assert_eq!(stream.try_next().await.unwrap().unwrap().id, "a");
    assert_eq!(stream.try_next().await.unwrap().unwrap().id, "b");
    let lost = Instant::now() + Duration::from_secs(3600);
    let error = fails(&mut stream, &[]).await;
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(
        error.to_string(),
        "animals.watch: no complete response within 2s, after 3 attempts"
    );
    assert_eq!(
        lost.elapsed(),
        Duration::from_secs_f64(0.5 + 2.0 + 1.0 + 2.0),
        "a pause of 2 s would be too much"
    );
    let fake = Fake::new([Step::Events(vec![event("a"), Piece::Break]), Step::Hang]);
    let mut whole = request(&fake_client(&fake), &STREAM);
    whole.set_total_timeout(Duration::from_secs(7));
    let lost = Instant::now();
    let error = fails(&mut whole.event_stream(&EVENTS), &["a"]).await;
    assert_eq!(
        error.to_string(),
        "animals.watch: no success within the total timeout of 7s, after 2 attempts"
    );
    assert_eq!(
        lost.elapsed(),
        Duration::from_secs(7),
        "the deadline covers the whole outage"
    );
    let started = Instant::now();
    let error = watch.events::<Animal>(&EVENTS).await.unwrap_err();
    assert!(error.is_timeout() && started.elapsed() <= Duration::from_secs(7));
}

#[tokio::test(start_paused = true)]
async fn promise_24_a_later_stream_resumes() {
    let lost = Step::Events(vec![text(": hi\n\n"), Piece::Break]);
    let fake = Fake::new([lost, Step::Events(vec![event("b")])]);
    let core = fake_client(&fake);
    let mut watch = request(&core, &STREAM);
    watch.last_event_id("ä 1");
    let mut stream = watch.clone().event_stream::<Animal>(&EVENTS);
    assert_eq!(stream.last_event_id(), Some("ä 1"));
    assert_eq!(all(&mut stream).await, ["b"]);
    assert_eq!(
        checkpoints(&fake),
        [Some("ä 1".to_owned()), Some("ä 1".to_owned())]
    );
    assert_eq!(stream.last_event_id(), Some("b"));
    watch.last_event_id("");
    assert_eq!(all(&mut watch.event_stream(&EVENTS)).await, ["b"]);
    assert_eq!(checkpoints(&fake)[2], None);
    for refused in ["\0", "a\r", "a\nb", "\u{7f}"] {
        let mut watch = request(&core, &STREAM);
        watch.last_event_id(refused);
        let error = fails(&mut watch.event_stream(&EVENTS), &[]).await;
        assert_eq!(
            error.to_string(),
            "animals.watch: the last event id must not contain control characters"
        );
        assert!(error.is_request() && error.attempts().is_empty());
    }
    assert_eq!(fake.count(), 3);
}

#[tokio::test(start_paused = true)]
async fn promise_24_a_stream_with_an_id_that_is_no_header_value_does_not_reconnect() {
    let events = text("id: \u{1}\ndata: {\"id\":\"a\"}\n\n");
    let (mut stream, fake) = script([Step::Events(vec![events, Piece::Break])]);
    let error = fails(&mut stream, &["a"]).await;
    assert!(
        error.is_request(),
        "reconnecting without the id would repeat events: {error}"
    );
    assert_eq!((fake.count(), stream.last_event_id()), (1, Some("\u{1}")));
}
