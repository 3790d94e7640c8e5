//! Models read by serde from other sources than a response.

use std::collections::BTreeMap;

use sdk_runtime::models::{Animal, Chart, Forest, House, Open, Plot, Scalars, Tree};
use serde::de::value::{F64Deserializer, MapDeserializer, SeqDeserializer};
use serde::de::{Deserialize, DeserializeOwned, IntoDeserializer};
use serde_json::{Value, json};

/// A caller's type that holds a model among its own fields, which serde reads into a buffer first.
#[derive(serde::Deserialize)]
struct Flattened<T> {
    own: i32,
    #[serde(flatten)]
    model: T,
}

/// A caller's type that is one of several models, which serde reads into a buffer first.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Either<A, B> {
    A(A),
    B(B),
}

/// Reads a model from each source. The results are the same.
fn everywhere<T: DeserializeOwned + PartialEq + std::fmt::Debug>(json: &str) -> Option<T> {
    let own = format!("{{\"own\":1,{}", json.trim_start_matches('{')).replace(",}", "}");
    let from_text = serde_json::from_str::<T>(json);
    let from_reader = serde_json::from_reader::<_, T>(json.as_bytes());
    let from_value = serde_json::from_str(json).and_then(serde_json::from_value::<T>);
    let flattened = serde_json::from_str::<Flattened<T>>(&own);
    let untagged = serde_json::from_str::<Either<T, bool>>(json);
    let found = [
        from_text,
        from_reader,
        from_value,
        flattened.map(|outer| {
            assert_eq!(outer.own, 1);
            outer.model
        }),
        untagged.map(|either| match either {
            Either::A(model) => model,
            Either::B(_) => panic!("it is a model"),
        }),
    ];
    let found = found.map(Result::ok);
    assert!(
        found.iter().all(|other| *other == found[0]),
        "{json}: {found:?}"
    );
    found.into_iter().next().flatten()
}

#[test]
fn every_source_gives_the_same_model() {
    let scalars = r#"{"text":"é\n\u0000","flag":true,"small":-5,"large":9223372036854775807,"float":1.25e-7,"number":7,"bytes":"aGk=","list":[1,-2],"map":{"a":"b"},"time":"2026-01-31T12:00:00Z","secret":"s"}"#;
    let scalars: Scalars = everywhere(scalars).unwrap();
    assert_eq!((scalars.large, scalars.float), (i64::MAX, 1.25e-7));
    assert_eq!(scalars.number.get(), 7);
    for tree in [
        r#"{"kind":"leaf"}"#,
        r#"{"kind":"free","free":[1,2.5,"a",null,{"b":{}}]}"#,
        r#"{"branch":[{"kind":"leaf"}],"kind":"branch"}"#,
        r#"{"kind":"open","id":"a","x":{"id":"b","legs":2}}"#,
    ] {
        everywhere::<Tree>(tree).unwrap();
        everywhere::<House>(&format!(r#"{{"tree":{tree}}}"#)).unwrap();
    }
    assert_eq!(everywhere::<Animal>(r#"{"id":"a","legs":1.0}"#), None);
    assert_eq!(everywhere::<Animal>(r#"{"id":1}"#), None);
    assert_eq!(everywhere::<Animal>("{}"), None);
}

#[test]
fn additional_values_may_be_unions_and_floating_point_numbers() {
    let forest = r#"{"a":{"kind":"leaf"},"b":{"kind":"flat","id":"c","legs":0}}"#;
    let read: Forest = serde_json::from_str(forest).unwrap();
    assert_eq!(read.trees["a"], Tree::Leaf);
    assert_eq!(serde_json::to_string(&read).unwrap(), forest);
    let chart =
        r#"{"id":"a","scale":12345678901234567890,"list":[],"map":{},"x":0.1,"y":-1e-7,"z":5}"#;
    let read: Chart = everywhere(chart).unwrap();
    assert_eq!(
        read.scale.to_bits(),
        12_345_678_901_234_567_890_f64.to_bits()
    );
    let expected =
        [("x", 0.1), ("y", -1e-7), ("z", 5.0)].map(|(key, value)| (key.to_owned(), value));
    assert_eq!(read.additional, BTreeMap::from(expected));
    let error = serde_json::from_str::<Chart>(r#"{"id":"a","scale":1,"x":1e400}"#).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("at `x`: found number out of range"),
        "{error}"
    );
    let plot: Plot = everywhere(r#"{"kind":"level","level":1e22}"#).unwrap();
    assert_eq!(plot, Plot::Level(1e22));
}

#[test]
fn the_tag_is_no_additional_key_of_a_flat_variant() {
    let text = r#"{"id":"a","x":{"id":"b","legs":2},"kind":"open"}"#;
    let Some(Tree::Open(Open { additional, .. })) = everywhere::<Tree>(text) else {
        panic!("it is open");
    };
    assert!(additional.keys().eq(["x"]), "{additional:?}");
}

#[test]
fn arrays_are_no_objects_in_any_source() {
    for array in [json!([]), json!(["a"]), json!(["a", 4])] {
        for json in [
            array.clone(),
            json!({"tree": array}),
            json!({"tree": {"kind": "leaf"}, "pet": array}),
            json!({"tree": {"kind": "flat", "id": array}}),
            json!({"tree": {"kind": "branch", "branch": [array]}}),
            json!({"tree": {"kind": "leaf"}, "byName": {"a": array}}),
            json!({"tree": {"kind": "leaf"}, "byName": array}),
        ] {
            assert_eq!(everywhere::<House>(&json.to_string()), None, "{json}");
        }
        let error = serde_json::from_value::<Animal>(array).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("found array, expected an object"),
            "{error}"
        );
    }
    let items = ["a", "b"]
        .into_iter()
        .map(IntoDeserializer::into_deserializer);
    let list = SeqDeserializer::<_, serde::de::value::Error>::new(items.map(Text));
    assert!(Animal::deserialize(list).is_err());
}

#[test]
fn other_formats_than_json_are_read() {
    type Fault = serde::de::value::Error;
    let entries = [("id", "a"), ("new", "b")];
    let map = MapDeserializer::<_, Fault>::new(entries.into_iter());
    assert_eq!(Animal::deserialize(map).unwrap().id, "a");
    let twice = MapDeserializer::<_, Fault>::new([("id", "a"), ("id", "b")].into_iter());
    let error = Animal::deserialize(twice).unwrap_err().to_string();
    assert!(
        error.starts_with("at `id`: duplicate field `id`"),
        "{error}"
    );
    let numbers = MapDeserializer::<_, Fault>::new([("a", f64::NAN)].into_iter());
    let error = BTreeMap::<String, Number>::deserialize(numbers).unwrap_err();
    assert_eq!(
        error.to_string(),
        "found NaN or infinity, expected a number"
    );
    let number = F64Deserializer::<Fault>::new(5.0);
    let error = Number::deserialize(number).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("expected a 64-bit integer in a string"),
        "{error}"
    );
}

/// A scalar of the SDK.
#[derive(Debug, serde::Deserialize)]
#[serde(transparent)]
struct Number(
    #[allow(dead_code, reason = "only reading is tested")]
    sdk_runtime::runtime::values::int64::Int64,
);

/// A deserializer as a value of a list.
struct Text<D>(D);

impl<'de, D: serde::Deserializer<'de>> IntoDeserializer<'de, D::Error> for Text<D> {
    type Deserializer = D;

    fn into_deserializer(self) -> D {
        self.0
    }
}

#[test]
fn a_number_keeps_its_digits_if_serde_json_does() {
    let keeps_digits = serde_json::from_str::<Value>("1e400").is_ok();
    let text = r#"{"tree":{"kind":"leaf"},"raw":[1.50,12345678901234567890123,0.1]}"#;
    let house: House = everywhere(text).unwrap();
    let expected = if keeps_digits {
        "[1.50,12345678901234567890123,0.1]"
    } else {
        "[1.5,1.2345678901234568e+22,0.1]"
    };
    assert_eq!(house.raw.unwrap().to_string(), expected);
}
