//! Format of event streams: the part of promises 22 and 23 that needs no connection.

use std::time::Duration;

use bytes::Bytes;
use sdk_runtime::runtime::events::parser::{Parser, ServerEvent};

use crate::support::streams::{LARGE, outcomes, tell};

/// Returns the data of the events of a stream that ends cleanly.
fn data(stream: &[u8]) -> Vec<String> {
    let outcomes = outcomes(&[stream], LARGE, true);
    outcomes
        .into_iter()
        .map(|event| event.unwrap().data)
        .collect()
}

/// Returns the names and data of the events of a stream that ends cleanly.
fn named(stream: &str) -> Vec<(String, String)> {
    let outcomes = outcomes(&[stream.as_bytes()], LARGE, true);
    let events = outcomes.into_iter().map(Result::unwrap);
    events.map(|event| (event.name, event.data)).collect()
}

/// Returns the last event id after a stream that began with one.
fn checkpoint(stream: &[u8]) -> String {
    let mut parser = Parser::new(LARGE, "before".to_owned());
    let mut bytes = Bytes::copy_from_slice(stream);
    while parser.read(&mut bytes).is_some() {}
    parser.last_event_id().to_owned()
}

/// Returns the delay before reconnecting that a stream requests.
fn pause(stream: &str) -> Option<Duration> {
    let mut parser = Parser::new(LARGE, String::new());
    assert_eq!(
        parser.read(&mut Bytes::copy_from_slice(stream.as_bytes())),
        None
    );
    parser.reconnect_delay()
}

#[test]
fn promise_22_the_examples_of_the_standard() {
    assert_eq!(
        data(b"data: YHOO\ndata: +2\ndata: 10\n\n"),
        ["YHOO\n+2\n10"]
    );
    let four = b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n";
    let event = |data: &str, id: &str| ("message".to_owned(), data.to_owned(), id.to_owned());
    let end = ("the end".to_owned(), String::new(), String::new());
    assert_eq!(
        tell(&[four]),
        [
            event("first event", "1"),
            event("second event", ""),
            event(" third event", ""),
            end
        ]
    );
    let empty = b"data\n\ndata\ndata\n\ndata:";
    assert_eq!(
        data(empty),
        ["", "\n", ""],
        "the last one is our promise, not the standard's"
    );
    assert_eq!(outcomes(&[empty], LARGE, false).len(), 2);
    assert_eq!(data(b"data:test\n\ndata: test\n\n"), ["test", "test"]);
    assert_eq!(
        named("event: add\ndata: 73857293\n\nevent: remove\ndata: 2153\n\n"),
        [
            ("add".into(), "73857293".into()),
            ("remove".to_owned(), "2153".to_owned())
        ]
    );
}

#[test]
fn promise_22_line_ends() {
    for end in ["\n", "\r\n", "\r"] {
        let stream = ["data: a", "data: b", "", "data: c", "", ""].join(end);
        assert_eq!(data(stream.as_bytes()), ["a\nb", "c"], "{end:?}");
    }
    assert_eq!(
        data(b"data: a\rdata: b\r\ndata: c\n\rdata: d\r\r\n"),
        ["a\nb\nc", "d"]
    );
    assert_eq!(
        data("data: a\u{b}b\u{c}c\u{85}d\u{2028}e\n\n".as_bytes()).len(),
        1
    );
}

#[test]
fn promise_22_a_carriage_return_at_the_end_of_a_chunk_may_precede_a_line_feed() {
    let events = |pieces: &[&[u8]]| outcomes(pieces, LARGE, false).len();
    assert_eq!(events(&[b"data: a\r", b"\n"]), 0, "one line end, not two");
    assert_eq!(events(&[b"data: a\r", b"\n\r", b"\n"]), 1);
    assert_eq!(events(&[b"data: a\r", b"", b"\n", b"", b"\n"]), 1);
    assert_eq!(
        events(&[b"data: a\r\n\r"]),
        1,
        "the event is complete without the line feed"
    );
    assert_eq!(events(&[b"data: a\r\n\r", b"\ndata: b\r\n\r", b"\n"]), 2);
    assert_eq!(tell(&[b"data: a\r", b"\ndata: b\r", b"\r"])[0].1, "a\nb");
    assert_eq!(tell(&[b"data: a\r", b"\n"])[0].1, "a");
}

#[test]
fn promise_22_fields() {
    assert_eq!(
        data(b"data:a\ndata: b\ndata:  c\ndata:\td\ndata: :e\n\n"),
        ["a\nb\n c\n\td\n:e"]
    );
    assert_eq!(data(b"data\n\n"), [""], "a field without a colon is empty");
    assert_eq!(data(b"data:\n\n"), [""]);
    for unknown in [
        "Data: a",
        "data : a",
        " data: a",
        "dat",
        "foo: a",
        "foo",
        " ",
        "\u{feff}data: a",
    ] {
        let stream = format!("x:y\n{unknown}\n\ndata: b\n{unknown}\n\n");
        assert_eq!(data(stream.as_bytes()), ["b"], "{unknown}");
    }
    assert_eq!(
        data(b":data: a\n:\n: \n\n:\ndata: b\n: in between\ndata: c\n\n"),
        ["b\nc"]
    );
    assert_eq!(data(b"\n\n\n"), [""; 0]);
    assert_eq!(data(b""), [""; 0]);
}

#[test]
fn promise_22_names() {
    let name = |stream: &str| {
        named(stream)
            .into_iter()
            .map(|(name, _)| name)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        name("event: a\nevent: b\ndata: x\n\ndata: y\n\n"),
        ["b", "message"]
    );
    assert_eq!(name("event: a\nevent\ndata: x\n\n"), ["message"]);
    assert_eq!(name("data: x\nevent:  a \n\n"), [" a "]);
    assert_eq!(
        name("event: a\n\ndata: x\n\n"),
        ["message"],
        "an event without data is dropped together with its name"
    );
}

#[test]
fn promise_22_the_byte_order_mark() {
    let stream = "\u{feff}data: a\n\n\u{feff}data: b\n\ndata: \u{feff}c\n\n".as_bytes();
    assert_eq!(data(stream), ["a", "\u{feff}c"]);
    for cut in 0..4 {
        assert_eq!(tell(&[&stream[..cut], &stream[cut..]])[0].1, "a");
    }
    assert_eq!(
        data("\u{feff}\u{feff}data: a\n\ndata: b\n\n".as_bytes()),
        ["b"],
        "only once"
    );
    assert_eq!(data("\u{feff}\ndata: a\n\n".as_bytes()), ["a"]);
    assert_eq!(data("\u{feff}: comment\ndata: a\n\n".as_bytes()), ["a"]);
    assert_eq!(
        data(b"\xef\xbbdata: a\ndata: b\n\n"),
        ["b"],
        "two thirds of it are garbage"
    );
    assert_eq!(data("\u{feff}".as_bytes()), [""; 0]);
}

#[test]
fn promise_22_utf_8_across_chunks() {
    let stream = "data: aä€𝄞\n\n".as_bytes();
    for first in 0..stream.len() {
        for second in first..stream.len() {
            let pieces = [&stream[..first], &stream[first..second], &stream[second..]];
            assert_eq!(tell(&pieces)[0].1, "aä€𝄞");
        }
    }
    for broken in [
        &b"\xff"[..],
        b"\xe2\x82",
        b"\xc0\xaf",
        b"\xf0\x9d\x84",
        b"\xed\xa0\x80",
    ] {
        let stream = [
            b"event: ",
            broken,
            b"\nid: ",
            broken,
            b"\ndata: a",
            broken,
            b"b\n\n",
        ]
        .concat();
        let expected = String::from_utf8_lossy(broken);
        for cut in 0..stream.len() {
            let (name, data, id) = tell(&[&stream[..cut], &stream[cut..]]).remove(0);
            assert!(expected.contains('\u{fffd}'));
            assert_eq!(
                (name, id, data),
                (
                    expected.to_string(),
                    expected.to_string(),
                    format!("a{expected}b")
                )
            );
        }
    }
}

#[test]
fn promise_22_a_clean_end_delivers_a_pending_event() {
    for stream in [
        "data: a",
        "data: a\n",
        "data: a\r",
        "data: a\r\n",
        "data: a\n: comment",
        "data: a\nid",
    ] {
        assert_eq!(data(stream.as_bytes()), ["a"], "{stream:?}");
        assert_eq!(outcomes(&[stream.as_bytes()], LARGE, false), []);
    }
    assert_eq!(tell(&[b"id: 1\ndata: a\n\nid: 2\ndata: b"])[1].2, "2");
    assert_eq!(tell(&[b"id: 1\ndata: a\n\nid: 2"]).last().unwrap().2, "2");
    let mut parser = Parser::new(LARGE, String::new());
    assert_eq!(
        parser.read(&mut Bytes::from_static(b"event: x\nid: 1\ndata: a")),
        None
    );
    parser.restart();
    assert_eq!(
        (parser.finish(), parser.last_event_id()),
        (None, ""),
        "the partial event is dropped"
    );
    let again = parser.read(&mut Bytes::from_static("\u{feff}data: b\n\n".as_bytes()));
    assert_eq!(
        again.unwrap().unwrap(),
        ServerEvent {
            name: "message".into(),
            data: "b".into()
        }
    );
}

#[test]
fn promise_23_ids() {
    assert_eq!(checkpoint(b"data: a\n\n"), "before");
    assert_eq!(
        checkpoint(b"id: 7\ndata: a\n"),
        "before",
        "the event is not complete"
    );
    assert_eq!(checkpoint(b"id: 7\ndata: a\n\n"), "7");
    assert_eq!(
        checkpoint(b"id: 7\n\n"),
        "7",
        "an event without data sets the id as well"
    );
    assert_eq!(checkpoint(b"event: ping\nid: 7\ndata\n\ndata: a\n\n"), "7");
    assert_eq!(checkpoint(b"id: 7\nid: 8\ndata: a\n\n"), "8");
    assert_eq!(checkpoint("id:  ä 1 \n\n".as_bytes()), " ä 1 ");
    for reset in ["id", "id:", "id: "] {
        assert_eq!(checkpoint(format!("{reset}\ndata: a\n\n").as_bytes()), "");
    }
    for ignored in [&b"\0"[..], b"7\0", b"\x007"] {
        assert_eq!(
            checkpoint(&[b"id: ", ignored, b"\ndata: a\n\n"].concat()),
            "before"
        );
        assert_eq!(
            checkpoint(&[b"id: 6\nid: ", ignored, b"\n\n"].concat()),
            "6"
        );
    }
}

#[test]
fn promise_24_requested_delays_consist_of_digits() {
    assert_eq!(pause(""), None);
    assert_eq!(pause("retry: 1500\n"), Some(Duration::from_millis(1500)));
    assert_eq!(pause("retry:0\n"), Some(Duration::ZERO));
    assert_eq!(pause("retry: 007\n\n"), Some(Duration::from_millis(7)));
    assert_eq!(
        pause("retry: 7\nretry: 8\n"),
        Some(Duration::from_millis(8))
    );
    for long in ["60000", "60001", "86400000", "99999999999999999999999999"] {
        assert_eq!(
            pause(&format!("retry: {long}\n")),
            Some(Duration::from_secs(60))
        );
    }
    for no_number in ["", " ", "-1", "+1", "1.5", "1e3", "0x1", "1 ", "  1", "१"] {
        assert_eq!(pause(&format!("retry: {no_number}\n")), None, "{no_number}");
        assert_eq!(
            pause(&format!("retry: 9\nretry: {no_number}\n")),
            Some(Duration::from_millis(9))
        );
    }
}
