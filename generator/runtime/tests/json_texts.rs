//! JSON texts: which ones are accepted, with which values, compared with `serde_json`.

use sdk_runtime::models::{Animal, House, Scalars, Tree};
use sdk_runtime::runtime::call::decode::Json;
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::json::value::FromJson;
use sdk_runtime::runtime::pages::Page;
use serde_json::{Value, json};

use crate::support::api::{GET, LIST, PAGES, client, on, request};

/// Decodes a body as a call does.
fn decoded<T: FromJson + 'static>(core: &Core, body: &str) -> Result<T, Error> {
    let request = on(core, &GET, "a");
    let response = http::Response::new(body.to_owned().into());
    request.parse(&Json, response)
}

/// Returns the reason why a body is not decoded, with its position.
fn refusal<T: FromJson + 'static>(body: &str) -> String {
    let Err(error) = decoded::<T>(&client("http://127.0.0.1:1"), body) else {
        panic!("it is accepted: {body}");
    };
    let error = error.to_string();
    error.split("response: ").last().unwrap().to_owned()
}

/// Returns the reason why a page is not decoded.
fn page_refusal(body: &str) -> String {
    let core = client("http://127.0.0.1:1");
    let list = request(&core, &LIST);
    let response = http::Response::new(body.to_owned().into());
    let page = list.parse::<Page<Animal>>(&PAGES, response);
    let error = page.unwrap_err().to_string();
    error.split("response: ").last().unwrap().to_owned()
}

const SEEDS: [&str; 6] = [
    r#"{"a":[1,-0,0.5,-1.25e-7,1E+3,12345678901234567890,0],"b":{"c":null,"d":true,"e":false}}"#,
    "[\"\", \"a\\\"b\\\\c\\/d\\b\\f\\n\\r\\t\", \"\\u00e9\\ud83d\\ude00\\u0000\", \"\u{7f}é😀\u{2028}\"]",
    " { \"key\" : [ ] , \"k\\u0065y2\" : { } }\r\n\t",
    "[[[[{\"a\":[{\"b\":[[]]}]}]]],\"0123456789\",\"01234567\\n0123456789abcdef\"]",
    "[1.7976931348623157e308,5e-324,0.1,123456789012345680,-9223372036854775808,18446744073709551615]",
    "\"a string longer than eight bytes, so that it is compared in words: \u{e9}\u{20ac}\"",
];

/// Pieces that mutations insert.
const PIECES: [&str; 36] = [
    "\"", "\\", "\\u", "\\ud83d", "\\ude00", "\\u12", "{", "}", "[", "]", ",", ":", "0", "1", "-",
    ".", "e", "E", "+", "null", "true", "nul", "é", "\u{1}", "\n", " ", "\t", "\u{b}", "\u{feff}",
    "01", "-0", "1e400", "1.5", "\"a\":1", "[]", "{}",
];

/// Changes a text in a few places.
fn mutated(random: &mut fastrand::Rng, seed: &str) -> String {
    let mut text: Vec<char> = seed.chars().collect();
    for _ in 0..random.usize(0..4) {
        let at = random.usize(0..=text.len());
        let piece = PIECES[random.usize(..PIECES.len())].chars();
        match random.u8(0..4) {
            0 => drop(text.splice(at..at, piece)),
            1 => text.truncate(at),
            2 => {
                let end = (at + random.usize(0..4)).min(text.len());
                text.splice(at..end, piece);
            }
            _ => {
                let end = (at + random.usize(0..3)).min(text.len());
                text.drain(at..end);
            }
        }
    }
    text.into_iter().collect()
}

/// Returns `true` if `serde_json` is built to keep all digits of numbers, which no feature of the runtime does.
fn keeps_digits() -> bool {
    serde_json::from_str::<Value>("1e400").is_ok()
}

/// Compares numbers up to the last digit, which `serde_json` may round.
fn are_equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| are_equal(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| are_equal(a, b)))
        }
        (Value::Number(a), Value::Number(b)) => match (a.as_f64(), b.as_f64()) {
            (Some(a), Some(b)) => (a - b).abs() <= a.abs() * f64::EPSILON,
            _ => keeps_digits() && a == b,
        },
        _ => a == b,
    }
}

#[test]
fn texts_are_read_as_serde_json_reads_them() {
    let core = client("http://127.0.0.1:1");
    let mut random = fastrand::Rng::with_seed(11);
    let (mut accepted, mut refused) = (0, 0);
    for round in 0..60_000 {
        let text = mutated(&mut random, SEEDS[round % SEEDS.len()]);
        let ours = decoded::<Value>(&core, &text).map_err(|error| error.to_string());
        match (serde_json::from_str::<Value>(&text), ours) {
            (Ok(value), Ok(own)) => {
                assert!(are_equal(&value, &own), "{text}: {value} {own}");
                accepted += 1;
            }
            (Err(_), Err(_)) => refused += 1,
            (Ok(value), Err(error)) => assert!(
                error.contains("duplicate key") || value.is_null(),
                "{text}: {error}"
            ),
            (Err(error), Ok(_)) => {
                let is_surrogate = error.to_string().contains("hex escape");
                assert!(
                    is_surrogate || text.starts_with('\u{feff}'),
                    "{text}: {error}"
                );
            }
        }
    }
    assert!(
        accepted > 10_000 && refused > 10_000,
        "{accepted} {refused}"
    );
}

#[test]
fn every_prefix_of_a_text_ends_too_early() {
    for seed in &SEEDS[..5] {
        let seed = seed.trim_end();
        for (end, _) in seed
            .char_indices()
            .skip(1)
            .filter(|(end, _)| *end < seed.len())
        {
            let reason = refusal::<Value>(&seed[..end]);
            assert!(
                reason.contains("ends too early") || reason.contains("the body is empty"),
                "{}: {reason}",
                &seed[..end]
            );
        }
    }
}

#[test]
fn promise_12_a_byte_order_mark_is_no_error() {
    let core = client("http://127.0.0.1:1");
    let body = "\u{feff} {\"id\":\"a\"}";
    assert_eq!(decoded::<Animal>(&core, body).unwrap().id, "a");
    assert_eq!(refusal::<Animal>("\u{feff} "), "the body is empty");
    let twice = format!("\u{feff}{body}");
    assert_eq!(
        refusal::<Animal>(&twice),
        "the body is not JSON (line 1, column 1)"
    );
}

#[test]
fn promise_12_numbers_are_exact_or_an_error() {
    let core = client("http://127.0.0.1:1");
    let scalars = |body: &str| decoded::<Scalars>(&core, body).unwrap();
    assert_eq!(scalars(r#"{"small":-0}"#).small, 0);
    assert_eq!(scalars(r#"{"large":-9223372036854775808}"#).large, i64::MIN);
    assert_eq!(scalars(r#"{"number":-5}"#).number.get(), -5);
    for text in [
        "0.1",
        "2.2250738585072011e-308",
        "9007199254740993",
        "1e-400",
        "-0.0",
    ] {
        let float = scalars(&format!(r#"{{"float":{text}}}"#)).float;
        assert_eq!(float.to_bits(), text.parse::<f64>().unwrap().to_bits());
    }
    let mut random = fastrand::Rng::with_seed(14);
    for _ in 0..1_000 {
        let float = f64::from_bits(random.u64(..));
        if float.is_finite() {
            let value = decoded::<Value>(&core, &format!("[{float:e}]")).unwrap();
            assert_eq!(value[0].as_f64().unwrap().to_bits(), float.to_bits());
        }
    }
    for (body, reason) in [
        (
            r#"{"small":"5"}"#,
            "at `small`: found string, expected a 32-bit integer (line 1, column 10)",
        ),
        (
            "{\n\"small\": 1.0}",
            "at `small`: found floating point number, expected a 32-bit integer (line 2, column 10)",
        ),
        (
            r#"{"large":1e3}"#,
            "at `large`: found floating point number, expected a 64-bit integer (line 1, column 10)",
        ),
        (
            r#"{"small":2147483648}"#,
            "at `small`: found integer out of range, expected a 32-bit integer (line 1, column 10)",
        ),
        (
            r#"{"float":-1e400}"#,
            "at `float`: found number out of range, expected a number (line 1, column 10)",
        ),
        (
            r#"{"small":01}"#,
            "at `small`: the body is not JSON (line 1, column 11)",
        ),
    ] {
        assert_eq!(refusal::<Scalars>(body), reason);
    }
    let large = r#"{"tree":{},"raw":{"a":[1e400]}}"#;
    if keeps_digits() {
        assert!(decoded::<House>(&core, large).is_ok());
    } else {
        let reason = refusal::<House>(large);
        let words = "at `raw.a[0]`: found number out of range";
        assert!(reason.starts_with(words), "{reason}");
    }
    let house = r#"{"tree":{"kind":"leaf"},"new":1e400}"#;
    assert!(decoded::<House>(&core, house).is_ok(), "it is skipped");
}

#[test]
fn promise_12_equal_keys_are_an_error_wherever_they_are_decoded() {
    for (body, reason) in [
        (
            r#"{"tree":{},"tree":{}}"#,
            "at `tree`: duplicate field `tree`",
        ),
        (
            r#"{"tree":{},"tr\u0065e":{}}"#,
            "at `tree`: duplicate field `tree`",
        ),
        (
            r#"{"tree":{},"byName":{"a":{"id":"b"},"a":{"id":"c"}}}"#,
            "at `byName.a`: duplicate key",
        ),
        (
            r#"{"tree":{},"raw":[{"a":1,"b":{"c":1,"c":1}}]}"#,
            "at `raw[0].b.c`: duplicate key",
        ),
        (
            r#"{"tree":{"kind":"leaf","kind":"leaf"}}"#,
            "at `tree.kind`: duplicate field `kind`",
        ),
        (
            r#"{"tree":{"kind":5,"kind":"leaf"}}"#,
            "at `tree.kind`: duplicate field `kind`",
        ),
        (
            r#"{"tree":{"kind":"stump","stump":{},"stump":{}}}"#,
            "at `tree.stump`: duplicate field `stump`",
        ),
        (
            r#"{"tree":{"kind":"branch","branch":[],"branch":null}}"#,
            "at `tree.branch`: duplicate field `branch`",
        ),
        (
            r#"{"tree":{"kind":"flat","id":"a","kind":"flat"}}"#,
            "at `tree.kind`: duplicate field `kind`",
        ),
        (
            r#"{"tree":{"kind":"open","id":"a","x":{"id":"b"},"x":{"id":"b"}}}"#,
            "at `tree.x`: duplicate key",
        ),
    ] {
        let found = refusal::<House>(body);
        assert!(found.starts_with(reason), "{found}");
    }
    for (body, reason) in [
        (
            r#"{"items":[],"items":[]}"#,
            "at `items`: duplicate field `items`",
        ),
        (
            r#"{"pagination":{"nextCursor":"a","nextCursor":"a"}}"#,
            "at `pagination.nextCursor`: duplicate field `nextCursor`",
        ),
        (
            r#"{"pagination":null,"items":[],"pagination":{}}"#,
            "at `pagination`: duplicate field `pagination`",
        ),
    ] {
        let found = page_refusal(body);
        assert!(found.starts_with(reason), "{found}");
    }
    let core = client("http://127.0.0.1:1");
    let skipped = r#"{"id":"a","new":{"b":1,"b":2},"new":3}"#;
    assert!(decoded::<Animal>(&core, skipped).is_ok());
    let unknown = r#"{"kind":"new","b":1,"b":2}"#;
    let tree = decoded::<Tree>(&core, unknown).unwrap();
    assert_eq!(serde_json::to_string(&tree).unwrap(), unknown);
}

#[test]
fn promise_12_half_of_a_surrogate_pair_does_not_lose_the_document() {
    let core = client("http://127.0.0.1:1");
    for (text, expected) in [
        (r"\ud83d", "\u{fffd}"),
        (r"a\ude00b", "a\u{fffd}b"),
        (r"\ud83d\ud83d\ude00", "\u{fffd}😀"),
        (r"\ud83d\n", "\u{fffd}\n"),
        (r"\ud83d\u0041", "\u{fffd}A"),
    ] {
        let body = format!(r#"{{"id":"{text}"}}"#);
        assert_eq!(decoded::<Animal>(&core, &body).unwrap().id, expected);
        let body = format!(r#"{{"map":{{"{text}":"{text}"}}}}"#);
        let map = decoded::<Scalars>(&core, &body).unwrap().map;
        assert_eq!(map[expected], expected);
        let body = format!(r#"{{"{text}":["{text}"]}}"#);
        let value = decoded::<Value>(&core, &body).unwrap();
        assert_eq!(value, json!({expected: [expected]}));
        let unknown = format!(r#"{{"kind":"new","a":"{text}"}}"#);
        let tree = decoded::<Tree>(&core, &unknown).unwrap();
        assert_eq!(serde_json::to_string(&tree).unwrap(), unknown);
    }
}

#[test]
fn promise_12_deep_nesting_is_called_so() {
    let core = client("http://127.0.0.1:1");
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(decoded::<Value>(&core, &nested(127)).is_ok());
    for depth in [128, 100_000] {
        let reason = refusal::<Value>(&nested(depth));
        let words = "found a value that is nested too deeply, expected at most 127 levels (line 1, column 128)";
        assert!(reason.ends_with(words), "{reason}");
        let new = format!(r#"{{"id":"a","new":{}}}"#, nested(depth));
        assert!(decoded::<Animal>(&core, &new).is_ok(), "it is skipped");
    }
}

#[test]
fn base64_may_have_line_breaks() {
    let core = client("http://127.0.0.1:1");
    for text in [r"aGVs\r\nbG8=\r\n", r" aGVs bG8", r"aGVs\nbG8="] {
        let body = format!(r#"{{"bytes":"{text}"}}"#);
        let scalars: Scalars = decoded(&core, &body).unwrap();
        assert_eq!(scalars.bytes.as_bytes(), b"hello");
    }
}
