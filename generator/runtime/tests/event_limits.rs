//! Event streams of any size, in chunks of any size: promise 22.

use std::time::Duration;

use bytes::Bytes;
use sdk_runtime::runtime::events::parser::{EventTooLarge, Parser, ServerEvent};

use crate::support::streams::{LARGE, Told, outcomes, tell};

#[test]
fn promise_22_the_limit_of_an_event() {
    let events = |stream: &[u8], limit| {
        let outcomes = outcomes(&[stream], limit, true);
        let words = |outcome: Result<ServerEvent, EventTooLarge>| match outcome {
            Ok(event) => event.data,
            Err(error) => error.to_string(),
        };
        outcomes.into_iter().map(words).collect::<Vec<_>>()
    };
    let over = "an event is larger than 10 bytes";
    assert_eq!(events(b"data: 1234\n\ndata: 5\n\n", 10), ["1234", "5"]);
    assert_eq!(events(b"data: 12345\n\ndata: 6\n\n", 10), [over, "6"]);
    assert_eq!(
        events(b"data:1\ndata\n\n", 10),
        ["1\n"],
        "line ends do not count"
    );
    assert_eq!(events(b"data:1\ndata:\n\ndata\n\n", 10), [over, ""]);
    assert_eq!(
        events(b"event: 123\ndata\n\ndata\n\n", 10),
        [over, ""],
        "all lines count"
    );
    assert_eq!(
        events(
            b"data: 12345\ndata: 12345678901234\nevent: x\n\ndata: 6\n\n",
            10
        ),
        [over, "6"]
    );
    assert_eq!(
        events(b"data: 12345\ndata: 6\ndata\n\ndata: 7\n\n", 10),
        [over, "7"]
    );
    assert_eq!(
        events(b"data: 1234567\n\ndata: 1234567\n\n", 10),
        [over, over]
    );
    assert_eq!(
        events(b"data: 1234567", 10),
        [over],
        "nothing is pending at the end"
    );
    let comments = [&b":"[..], &[b'x'; 99], b"\ndata: 1\n:23456789012\n:2\n\n"].concat();
    assert_eq!(events(&comments, 10), ["1"], "comments do not count");
    assert_eq!(events("\u{feff}data: 1234\n\n".as_bytes(), 10), ["1234"]);
    assert_eq!(
        events(b"\xef\xbb\n\ndata: 1\n\n", 1),
        vec![over.replace("10", "1"); 2]
    );
}

#[test]
fn promise_22_an_event_over_the_limit_is_reported_at_once_and_its_id_is_used() {
    let mut parser = Parser::new(10, String::new());
    let over = Some(Err(EventTooLarge { limit: 10 }));
    assert_eq!(
        parser.read(&mut Bytes::from_static(b"id: 1\ndata: 1")),
        over.clone()
    );
    for _ in 0..1000 {
        assert_eq!(parser.read(&mut Bytes::from_static(b"23456789")), None);
    }
    assert_eq!(parser.last_event_id(), "", "the event is not complete");
    assert_eq!(parser.read(&mut Bytes::from_static(b"\n\n")), None);
    assert_eq!(parser.last_event_id(), "1");
    let mut rest = Bytes::from_static(b"data: 12345\nid: 2\nretry: 7\n\ndata: a\n\n");
    assert_eq!(parser.read(&mut rest), over);
    assert_eq!(parser.read(&mut rest).unwrap().unwrap().data, "a");
    assert_eq!(
        (parser.last_event_id(), parser.reconnect_delay()),
        ("2", Some(Duration::from_millis(7)))
    );
    assert_eq!(
        parser
            .read(&mut Bytes::from_static(b"data: 12345\nid: 3"))
            .map(|events| events.is_err()),
        Some(true)
    );
    parser.restart();
    assert_eq!(
        parser
            .read(&mut Bytes::from_static(b"data: b\n\n"))
            .unwrap()
            .unwrap()
            .data,
        "b"
    );
    assert_eq!(parser.last_event_id(), "2");
}

/// Streams that contain every construct of the format.
const STREAMS: &[&[u8]] = &[
    b"\xef\xbb\xbfid: 1\r\nevent: ping\r\ndata: a\r\ndata: \xc3\xa4\r\n\r\nretry: 5\r\r: c\rdata\rid\r\rdata: z",
    b": hi\n\nid: 1\ndata: {\"a\":\ndata: 1}\n\nevent:x\nid\0: 2\nid: 2\0\ndata:y\n\n\ndata: \xff\xf0\x9d\x84\n\n",
    b"\xef\xbbdata: x\r\n\n\rdata: y\n\ndata: 0123456789 0123456789 0123456789\nid: 9\n\ndata: k\r\n\r\n",
];

#[test]
fn promise_22_chunks_do_not_change_the_events() {
    for stream in STREAMS {
        for limit in [LARGE, 20, 1] {
            let whole = outcomes(&[stream], limit, true);
            let bytes: Vec<_> = stream.chunks(1).collect();
            assert_eq!(outcomes(&bytes, limit, true), whole);
            for first in 0..stream.len() {
                for second in first..=stream.len() {
                    let pieces = [&stream[..first], &stream[first..second], &stream[second..]];
                    assert_eq!(
                        outcomes(&pieces, limit, true),
                        whole,
                        "{first} {second} {limit}"
                    );
                }
            }
        }
        let whole = tell(&[stream]);
        for cut in 0..stream.len() {
            assert_eq!(tell(&[&stream[..cut], &stream[cut..]]), whole);
        }
    }
}

/// Reference implementation: follows the standard literally, over the whole stream at once.
fn reference(stream: &[u8]) -> Vec<Told> {
    let text = String::from_utf8_lossy(stream)
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let (mut events, mut id, mut last_id) = (Vec::new(), String::new(), String::new());
    let (mut name, mut data) = (String::new(), String::new());
    for line in text.split('\n').chain([""]) {
        if line.is_empty() {
            last_id.clone_from(&id);
            if data.pop().is_some() {
                let name = if name.is_empty() {
                    "message".to_owned()
                } else {
                    name.clone()
                };
                events.push((name, data.clone(), last_id.clone()));
            }
            name.clear();
            data.clear();
            continue;
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut name),
            "data" => data = format!("{data}{value}\n"),
            "id" if !value.contains('\0') => value.clone_into(&mut id),
            _ => {}
        }
    }
    events.push(("the end".into(), String::new(), last_id));
    events
}

#[test]
fn promise_22_any_input_is_parsed_as_the_standard_requires() {
    const WORDS: &[&[u8]] = &[
        b"data",
        b"event",
        b"id",
        b"retry",
        b"foo",
        b":",
        b": ",
        b" ",
        b"a",
        b"7",
        b"\0",
        b"\n",
        b"\r",
        b"\r\n",
        b"\n\n",
        b"\r\r",
        b"\r\n\r\n",
        b"\xef\xbb\xbf",
        b"\xef\xbb",
        b"\xff",
        b"\xe2\x82\xac",
        b"\xe2",
        b"data: x\n",
        b"id: 1\n",
        b"id\n",
    ];
    let mut random = fastrand::Rng::with_seed(22);
    for _ in 0..20_000 {
        let words = (0..random.usize(..24)).map(|_| WORDS[random.usize(..WORDS.len())]);
        let stream = words.collect::<Vec<_>>().concat();
        let (mut pieces, mut rest) = (Vec::new(), &stream[..]);
        while !rest.is_empty() {
            let (piece, other) = rest.split_at(random.usize(..=rest.len()));
            pieces.push(piece);
            rest = other;
        }
        assert_eq!(
            tell(&pieces),
            reference(&stream),
            "{:?}",
            stream.escape_ascii().to_string()
        );
    }
}
