//! Responses that are decoded into the caller's own types, which may contain models.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use sdk_runtime::models::{Animal, Kind, Tree};
use sdk_runtime::runtime::json::bridge::deserialize;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde::de::value::{Error as ValueError, MapDeserializer};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::support::api::{build, settings};
use crate::support::fake::{Fake, answer};

/// A caller's own type with models in it.
#[derive(Debug, Deserialize)]
struct Zoo {
    animals: Vec<Animal>,
    #[serde(default)]
    by_name: BTreeMap<String, Tree>,
    #[serde(default)]
    kind: Option<Kind>,
    #[serde(default)]
    visitors: i32,
}

/// A caller's own type that is a model or something else.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Either {
    Animal(#[allow(dead_code, reason = "only the variant is tested")] Animal),
    Text(#[allow(dead_code, reason = "only the variant is tested")] String),
}

/// A caller's own type that ignores a model that cannot be read.
#[derive(Debug, Deserialize)]
struct Lenient {
    #[serde(deserialize_with = "or_none")]
    first: Option<Animal>,
    second: i32,
}

#[allow(clippy::unnecessary_wraps, reason = "serde requires the signature")]
fn or_none<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Animal>, D::Error> {
    Ok(Animal::deserialize(deserializer).ok())
}

/// Returns the outcome of a call, and what it reports to `on_unknown`.
async fn call<T: DeserializeOwned + 'static>(body: &str) -> (Result<T, String>, Vec<String>) {
    let found = Arc::new(Mutex::new(Vec::new()));
    let reports = Arc::clone(&found);
    let mut settings = settings();
    settings.on_unknown(move |unknown| reports.lock().unwrap().push(unknown.to_string()));
    settings.transport(Fake::new([answer(200, body)]));
    let request = build(settings).unwrap();
    let outcome = request.request(http::Method::GET, "/a".into()).send_as();
    let outcome = outcome.await.map_err(|error| {
        assert!(error.is_decode(), "{error}");
        let error = error.to_string();
        error.split("response: ").last().unwrap().to_owned()
    });
    let found = found.lock().unwrap().clone();
    (outcome, found)
}

#[tokio::test]
async fn promise_28_models_in_own_types_are_reported() {
    let (animal, reports) = call::<Animal>(r#" {"id":"a","new":1} "#).await;
    assert_eq!(animal.unwrap().id, "a");
    assert_eq!(reports, ["custom: unknown field at new"]);
    let (_, reports) =
        call::<Vec<Animal>>(r#"[{"id":"a"},{"id":"b","new":1},{"id":"c","new":1}]"#).await;
    assert_eq!(reports, ["custom: unknown field at [].new"]);
    let (kind, reports) = call::<Kind>(r#""newer""#).await;
    assert_eq!(kind, Ok(Kind::from("newer")));
    assert_eq!(reports, ["custom: unknown value"]);
    let zoo = r#"{"animals":[{"id":"a","new":{"id":1}}],"other":[{"new":1}],
        "by_name":{"s3cret":{"kind":"branch","branch":[{"kind":"leaf","new":1}]}},"kind":"newer"}"#;
    let (zoo, reports) = call::<Zoo>(zoo).await;
    let zoo = zoo.unwrap();
    assert_eq!(
        (zoo.animals.len(), zoo.by_name.len(), zoo.visitors),
        (1, 1, 0)
    );
    assert!(zoo.kind.is_some());
    assert_eq!(
        reports,
        [
            "custom: unknown field at *[].new",
            "custom: unknown field at *.*.branch[].new",
            "custom: unknown value at *",
        ]
    );
}

#[tokio::test]
async fn promise_12_an_error_in_a_model_has_the_path_in_the_document() {
    for (body, reason) in [
        (
            r#"{"animals":[{"id":"a"},{"id":"b","legs":"s3cret"}]}"#,
            "at `animals[1].legs`: found string, expected a 32-bit integer (line 1, column 41)",
        ),
        (
            "{\"animals\":[],\n\"by_name\":{\"tom\":{\"kind\":\"branch\",\"branch\":[5]}}}",
            "at `by_name.tom.branch[0]`: found integer, expected an object (line 2, column 45)",
        ),
        (
            r#"{"animals":[{"legs":1}]}"#,
            "at `animals[0]`: missing field `id` (line 1, column 22)",
        ),
        (
            r#"{"animals":[],"visitors":"s3cret"}"#,
            "at `visitors`: found string, expected i32 (line 1, column 33)",
        ),
        ("[]", "found array, expected an object (line 1, column 2)"),
        ("5", "found integer, expected an object (line 1, column 1)"),
        (
            r#"{"animals":[{"id":tru}]}"#,
            "at `animals[0].id`: the body is not JSON (line 1, column 22)",
        ),
        (
            r#"{"animals":[{"id":"#,
            "at `animals[0].id`: the JSON ends too early (line 1, column 18)",
        ),
    ] {
        let (zoo, reports) = call::<Zoo>(body).await;
        assert_eq!(zoo.unwrap_err(), reason);
        assert!(reports.is_empty());
    }
    let (animal, _) = call::<Animal>(r#"{"id":5}"#).await;
    assert_eq!(
        animal.unwrap_err(),
        "at `id`: found integer, expected a string (line 1, column 7)"
    );
    let (lenient, _) = call::<Lenient>(r#"{"first":{"id":5},"second":"a"}"#).await;
    assert_eq!(
        lenient.unwrap_err(),
        "at `second`: found string, expected i32 (line 1, column 30)"
    );
    let (lenient, _) = call::<Lenient>(r#"{"first":{"id":5},"second":6}"#).await;
    let lenient = lenient.unwrap();
    assert_eq!((lenient.first, lenient.second), (None, 6));
    let (either, _) = call::<Vec<Either>>(r#"["a",{"id":"a"}]"#).await;
    assert!(matches!(
        either.unwrap()[..],
        [Either::Text(_), Either::Animal(_)]
    ));
}

#[tokio::test]
async fn promise_12_half_of_a_surrogate_pair_does_not_lose_a_document_of_an_own_type() {
    let body = r#"{"a":["\ud83d","\ud83d\ude00","\\ud83d","\udc00x"],"\ud83d":"\n"}"#;
    let (value, reports) = call::<Value>(body).await;
    let expected = json!({"a": ["\u{fffd}", "😀", "\\ud83d", "\u{fffd}x"], "\u{fffd}": "\n"});
    assert_eq!(value, Ok(expected));
    assert_eq!(reports, ["custom: replaced character at *[]"]);
    let (broken, _) = call::<Value>(r#"["\ud83d", "#).await;
    assert_eq!(
        broken.unwrap_err(),
        "at `[1]`: the JSON ends too early (line 1, column 11)"
    );
    let (broken, _) = call::<Value>(r#"["\ud8"]"#).await;
    assert_eq!(
        broken.unwrap_err(),
        "at `[0]`: the body is not JSON (line 1, column 8)"
    );
}

#[tokio::test]
async fn promise_12_numbers_and_nesting_of_own_types_are_called_what_they_are() {
    let (number, _) = call::<Vec<f64>>("[1e400]").await;
    let reason = number.unwrap_err();
    assert!(
        reason.starts_with("at `[0]`: found number out of range"),
        "{reason}"
    );
    let (mark, _) = call::<Value>("\u{feff}[]").await;
    assert_eq!(mark, Ok(json!([])));
}

/// A caller's own type with JSON within a string.
#[derive(Debug, Deserialize)]
struct Wrapped {
    #[serde(deserialize_with = "within_string")]
    inner: Animal,
    outer: Animal,
}

fn within_string<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Animal, D::Error> {
    let json = String::deserialize(deserializer)?;
    serde_json::from_str(&json).map_err(serde::de::Error::custom)
}

#[tokio::test]
async fn promise_28_a_model_from_another_text_has_no_place_in_the_document() {
    let body = r#"{"inner":"{\"id\":\"a\",\"new\":1}","outer":{"id":"b","newer":1}}"#;
    let (wrapped, reports) = call::<Wrapped>(body).await;
    let wrapped = wrapped.unwrap();
    assert_eq!((&*wrapped.inner.id, &*wrapped.outer.id), ("a", "b"));
    assert_eq!(reports, ["custom: unknown field at *.newer"]);
    let body = r#"{"outer":{"id":"b"},"inner":"{\"id\":5}"}"#;
    let (wrapped, _) = call::<Wrapped>(body).await;
    assert_eq!(
        wrapped.unwrap_err(),
        "a value does not fit (line 1, column 41)"
    );
}

#[test]
fn promise_12_numbers_that_keep_their_digits_are_read_exactly() {
    // A `serde_json` with `arbitrary_precision` returns a number as an object with this key.
    let number = |text: &'static str| {
        let entry = ("$serde_json::private::Number", text);
        MapDeserializer::<_, ValueError>::new(std::iter::once(entry))
    };
    assert_eq!(deserialize::<i32, _>(number("4")).unwrap(), 4);
    let float: f64 = deserialize(number("0.1")).unwrap();
    assert_eq!(float.to_string(), "0.1");
    let large = "123456789012345678901234567890.5";
    let raw: Box<RawValue> = deserialize(number(large)).unwrap();
    assert_eq!(raw.get(), large);
    for (text, reason) in [
        ("4.0", "found floating point number"),
        ("1e400", "found number out of range"),
    ] {
        let error = deserialize::<i32, _>(number(text)).unwrap_err().to_string();
        assert!(error.contains(reason), "{error}");
    }
}
