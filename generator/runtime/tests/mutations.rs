//! Mutated responses: a value is read and written back with nothing lost, or there is an error with a path.
//!
//! `MUTATIONS` is the number of documents, `MINUTES` the time after which no more are made, and `SEED` the number of the first
//! one; the command for a long run is in `generator/fuzz/README.md`.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use sdk_runtime::models::{Badges, Chart, Forest, House, Scalars, Tree};
use sdk_runtime::parcels::{Parcel, Place};
use sdk_runtime::runtime::call::decode::Json;
use sdk_runtime::runtime::json::value::FromJson;
use sdk_runtime::runtime::request::Request;
use sdk_runtime::runtime::values::base64::Base64;
use sdk_runtime::runtime::values::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::support::api::{GET, build, on, settings};

/// Number of documents, unless the environment says another one.
const MUTATIONS: u64 = 10_000;

/// Value in strings, which no message may contain.
const CANARY: &str = "c4n4ry";

/// Reader of one type of document.
type Check = fn(&Reader, &str) -> bool;

/// Types, each with a document that has all fields.
fn types() -> Vec<(Check, Value)> {
    let tree = json!({"kind": "branch", "branch": [
        {"kind": "leaf"},
        {"kind": "stump", "stump": {}},
        {"kind": "free", "free": {"any": [1, CANARY, null]}},
        {"kind": "flat", "id": CANARY, "legs": 2},
        {"kind": "open", "id": "a", "x": {"id": "b", "legs": 1}},
        {"kind": "newer", "a": {"b": 1}},
    ]});
    let badge = json!({"name": "n", "number": CANARY});
    vec![
        (
            check::<House>,
            json!({"kind": "small dog", "kinds": ["cat", null, "newer"], "byName": {"a": {"id": "a", "legs": 1}},
                "byNumber": {"1": [{"id": "b", "legs": 3}], "2": []}, "raw": [1, {"a": 0.5}], "token": CANARY,
                "pet": {"id": "c", "legs": -1}, "tree": tree, "shade": {"kind": "leaf"}}),
        ),
        (
            check::<Parcel>,
            json!({"object": "parcel", "content": {"kind": "gift", "version": -2, "wrapped": true, "note": CANARY},
                "extra": [CANARY, "b"], "parts": [CANARY, [1, 2], [], {"id": "a", "legs": 1}, {"weight": 1.5, "kind": "stone"}, 7, {"new": [1]}],
                "named": {"a": CANARY, "b": true}, "place": {"kind": {"type": "depot"}, "id": CANARY, "legs": 2},
                "levels": [{"level": 1, "name": CANARY}, {"level": -2, "high": [CANARY]}, {"level": 3, "a": {}}],
                "priority": -1, "priorities": [9_007_199_254_740_993_i64, 5]}),
        ),
        (
            check::<Place>,
            json!({"street": CANARY, "kind": {"type": "street"}}),
        ),
        (
            check::<Place>,
            json!({"kind": {"type": "newer", "more": 1}, "a": CANARY}),
        ),
        (
            check::<Scalars>,
            json!({"text": CANARY, "flag": true, "small": -5, "large": i64::MIN, "float": -1e-7, "number": "7",
                "bytes": "aGk=", "secret": CANARY, "list": [1, 2], "map": {"a": "b"}, "time": "2026-01-31T12:00:00Z"}),
        ),
        (
            check::<Badges>,
            json!({"one": badge, "list": [badge], "map": {"a": badge}, "keyed": {"kind": "badge", "badge": badge},
                "flat": {"kind": "worn", "name": "n", "number": "m"}, "rest": {"id": "a", "x": badge}}),
        ),
        (
            check::<Chart>,
            json!({"id": "a", "scale": 1.5, "offset": -0.5, "list": [0.25], "map": {"a": [null, 1.0]},
                "plot": {"kind": "flat", "points": [[1.5], []]}, "x": 2.5}),
        ),
        (check::<Forest>, json!({"a": tree, "b": {"kind": "leaf"}})),
        (check::<Tree>, tree),
    ]
}

#[test]
fn mutated_responses_lose_nothing_or_have_an_error_with_a_path() {
    let number = |name: &str| -> Option<u64> { Some(std::env::var(name).ok()?.parse().unwrap()) };
    let minutes = number("MINUTES");
    let end = minutes.map(|minutes| Instant::now() + Duration::from_secs(60 * minutes));
    let limit = number("MUTATIONS").unwrap_or(if end.is_some() { u64::MAX } else { MUTATIONS });
    let (reader, types) = (Reader::new(), types());
    let (mut rounds, mut accepted) = (0, 0);
    for round in (number("SEED").unwrap_or(0)..).take(usize::try_from(limit).unwrap()) {
        if end.is_some_and(|end| Instant::now() >= end) {
            break;
        }
        rounds += 1;
        let mut random = fastrand::Rng::with_seed(round);
        let (check, document) = &types[random.usize(..types.len())];
        let mut document = document.clone();
        for _ in 0..random.usize(0..3) {
            mutate(&mut random, &mut document);
        }
        let mut text = document.to_string();
        if random.u8(..) < 40 {
            break_text(&mut random, &mut text);
        }
        accepted += u64::from(check(&reader, &text));
    }
    println!("{rounds} documents, {accepted} accepted");
    assert!(
        accepted > rounds / 5 && accepted < rounds,
        "{accepted} of {rounds}"
    );
}

/// Client, and its reports of unknown fields and values.
struct Reader {
    request: Request,
    reports: Arc<Mutex<Vec<String>>>,
}

impl Reader {
    fn new() -> Self {
        let reports = Arc::new(Mutex::new(Vec::new()));
        let found = Arc::clone(&reports);
        let mut settings = settings();
        settings.on_unknown(move |unknown| found.lock().unwrap().push(unknown.path.to_owned()));
        settings.base_url("http://127.0.0.1:1".to_owned());
        Self {
            request: on(&build(settings).unwrap(), &GET, "a"),
            reports,
        }
    }
}

/// Reads a document. Returns `true` if it is accepted.
fn check<T>(reader: &Reader, text: &str) -> bool
where
    T: FromJson + Serialize + for<'de> Deserialize<'de> + PartialEq + std::fmt::Debug + 'static,
{
    reader.reports.lock().unwrap().clear();
    let response = http::Response::new(text.to_owned().into());
    let request = &reader.request;
    let value: T = match request.clone().parse(&Json, response) {
        Ok(value) => value,
        Err(error) => {
            has_a_path(text, &error.to_string());
            return false;
        }
    };
    let written = serde_json::to_string(&value).unwrap_or_else(|error| panic!("{text}: {error}"));
    let again: T = serde_json::from_str(&written).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(again, value, "{text}");
    let (Ok(came), Ok(written)) = (serde_json::from_str(text), serde_json::from_str(&written))
    else {
        return true;
    };
    let reports = reader.reports.lock().unwrap();
    if let Err(path) = compare(&came, &written, "", &reports) {
        panic!("lost at `{path}`:\n{came}\n{written}\n{reports:?}");
    }
    true
}

/// Checks the message of a document that is refused.
fn has_a_path(text: &str, message: &str) {
    let reason = message.split("response: ").last().unwrap();
    let is_json = serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
    let is_of_the_whole = ["missing field", "found ", "the body is", "the JSON ends"];
    assert!(
        reason.starts_with("at `")
            || is_of_the_whole
                .iter()
                .any(|start| reason.starts_with(start)),
        "{text}: {message}"
    );
    // A path has keys, which a change of the text can make of values.
    let words = reason.rsplit_once("`: ").map_or(reason, |(_, words)| words);
    assert!(
        !words.contains(CANARY) && !message.contains('\n'),
        "{text}: {message}"
    );
    let is_called_broken = reason.contains("not JSON") || reason.contains("too early");
    assert!(!(is_json && is_called_broken), "{text}: {message}");
}

/// Compares what came with what is written. Fails with the path of a value that was lost or invented.
fn compare(came: &Value, written: &Value, path: &str, reports: &[String]) -> Result<(), String> {
    match (came, written) {
        _ if is_same(came, written) => Ok(()),
        (Value::Object(came), Value::Object(written)) => objects(came, written, path, reports),
        (Value::Array(came), Value::Array(written)) if came.len() == written.len() => {
            let mut pairs = came.iter().zip(written);
            pairs.try_for_each(|(came, written)| {
                compare(came, written, &format!("{path}[]"), reports)
            })
        }
        _ if reports.iter().any(|report| report == path) => Ok(()),
        _ => Err(path.to_owned()),
    }
}

fn objects(
    came: &Map<String, Value>,
    written: &Map<String, Value>,
    path: &str,
    reports: &[String],
) -> Result<(), String> {
    let inner = |key: &str| match path {
        "" => key.to_owned(),
        path => format!("{path}.{key}"),
    };
    // A report has `*` for a key that is data.
    let is_reported = |key: &str| {
        let inner = format!(".{key}");
        let mut reports = reports.iter();
        reports.any(|report| report == key || report.ends_with(&inner))
    };
    for (key, value) in came {
        let is_known = match written.get(key) {
            Some(written) => compare(value, written, &inner(key), reports).is_ok(),
            None => is_empty(value),
        } || value.is_null();
        if !is_known && !is_reported(key) {
            return match written.get(key) {
                Some(written) => compare(value, written, &inner(key), reports),
                None => Err(inner(key)),
            };
        }
    }
    for (key, value) in written {
        let is_new = came.get(key).is_none_or(Value::is_null);
        if is_new && !is_zero(value) {
            return Err(inner(key));
        }
    }
    Ok(())
}

/// Returns `true` for an empty object, or for a union without content, which is `None`.
fn is_empty(value: &Value) -> bool {
    let is_blank = |value: &Value| value.as_str().is_some_and(|text| text.trim().is_empty());
    value.as_object().is_some_and(|object| {
        let mut entries = object.iter();
        entries.all(|(key, value)| value.is_null() || (key == "kind" && is_blank(value)))
    })
}

/// Returns `true` for the value of a field that is missing.
fn is_zero(value: &Value) -> bool {
    [
        json!(""),
        json!(0),
        json!(0.0),
        json!("0"),
        json!(false),
        json!([]),
        json!({}),
        json!("cat"),
        Value::Null,
    ]
    .contains(value)
}

/// Compares scalars, which may have several forms.
fn is_same(came: &Value, written: &Value) -> bool {
    match (came, written) {
        (Value::Number(came), Value::Number(written)) => came.as_f64() == written.as_f64(),
        (Value::Number(came), Value::String(written)) => came.to_string() == *written,
        (Value::String(came), Value::String(written)) => {
            let bytes = |text: &str| serde_json::from_value::<Base64>(text.into()).ok();
            let time = |text: &str| text.parse::<Timestamp>().ok();
            let number = |text: &str| text.parse::<i64>().ok();
            came == written
                || (bytes(came).is_some() && bytes(came) == bytes(written))
                || (time(came).is_some() && time(came) == time(written))
                || (number(came).is_some() && number(came) == number(written))
        }
        (came, written) => came == written || (is_empty(came) && is_empty(written)),
    }
}

/// Changes one value of a document.
fn mutate(random: &mut fastrand::Rng, value: &mut Value) {
    let goes_on = random.u8(..) < 170;
    match value {
        Value::Object(object) if goes_on && !object.is_empty() => {
            let at = random.usize(..object.len());
            let key = object.keys().nth(at).unwrap().clone();
            match random.u8(..8) {
                0 => drop(object.remove(&key)),
                1 => drop(object.insert("new".to_owned(), any(random))),
                2 => {
                    let value = object.remove(&key).unwrap();
                    object.insert(format!("{key}2"), value);
                }
                _ => mutate(random, &mut object[&key]),
            }
        }
        Value::Array(list) if goes_on && !list.is_empty() => {
            let at = random.usize(..list.len());
            match random.u8(..6) {
                0 => drop(list.remove(at)),
                1 => list.insert(at, any(random)),
                _ => mutate(random, &mut list[at]),
            }
        }
        _ => *value = any(random),
    }
}

/// Returns a small value of any kind.
fn any(random: &mut fastrand::Rng) -> Value {
    let values = [
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(-7),
        json!(1.5),
        json!(1e300),
        json!(18_446_744_073_709_551_615_u64),
        json!(""),
        json!(" "),
        json!(CANARY),
        json!("007"),
        json!("leaf"),
        json!("é\u{0}\u{2028}"),
        json!([]),
        json!([1]),
        json!({}),
        json!({"id": "a"}),
        json!({"kind": "leaf"}),
        json!({"kind": ""}),
        json!({"kind": 5, "a": 1}),
        json!({"kind": "new", "b": []}),
        json!({"kind": "stump"}),
    ];
    values[random.usize(..values.len())].clone()
}

/// Changes the text of a document.
fn break_text(random: &mut fastrand::Rng, text: &mut String) {
    let pieces = [
        "\"", "\\", "\\ud83d", "{", "}", "[", "]", ",", ":", "0", "-", ".", "e9", "null", " ",
        "\n", "\u{1}",
    ];
    let at = (0..=text.len()).rev().nth(random.usize(0..=text.len()));
    let at = at
        .filter(|at| text.is_char_boundary(*at))
        .unwrap_or_default();
    match random.u8(..3) {
        0 => text.truncate(at),
        1 => text.insert_str(at, pieces[random.usize(..pieces.len())]),
        _ => {
            // The first entry of an object again.
            if let Some(entry) = text.strip_prefix('{').and_then(|rest| rest.split_once(',')) {
                *text = format!("{{{},{}", entry.0, text.trim_start_matches('{'));
            }
        }
    }
}
