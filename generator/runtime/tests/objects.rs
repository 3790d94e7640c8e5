//! Decoding of models by their tables: which documents fit, and where an error lies.

use std::collections::BTreeMap;

use sdk_runtime::models::{Animal, Forest, House, Kind, Open, Scalars, Tree};
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::json::value::FromJson;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::support::api::{GET, build, fake_client, on, settings};
use crate::support::fake::{Fake, answer};

/// Decodes a body as a call does.
async fn call<T: FromJson + 'static>(body: &str) -> Result<T, Error> {
    let fake = Fake::new([answer(200, body)]);
    on(&fake_client(&fake), &GET, "a").value().await
}

/// The reason why a body does not fit, without the place in the text.
async fn refusal<T: FromJson + 'static>(body: &str) -> String {
    let Err(error) = call::<T>(body).await else {
        panic!("it fits: {body}");
    };
    let error = error.to_string();
    let reason = error.split("response: ").last().unwrap();
    reason.split(" (line").next().unwrap().to_owned()
}

/// Unknown fields and values in a body.
async fn unknown<T: FromJson + 'static>(body: &str) -> Vec<String> {
    let found = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let reports = std::sync::Arc::clone(&found);
    let mut settings = settings();
    settings.on_unknown(move |unknown| {
        let report = format!("{:?} {}", unknown.kind, unknown.path);
        reports.lock().unwrap().push(report);
    });
    settings.transport(Fake::new([answer(200, body)]));
    let get = on(&build(settings).unwrap(), &GET, "a");
    assert!(get.value::<T>().await.is_ok(), "{body}");
    found.lock().unwrap().clone()
}

#[tokio::test]
async fn arrays_are_no_objects() {
    for body in [r#"["a"]"#, r#"["a",4]"#, "[]"] {
        let reason = refusal::<Animal>(body).await;
        assert_eq!(reason, "found array, expected an object");
        let body = format!(r#"{{"tree":{body}}}"#);
        let reason = refusal::<House>(&body).await;
        assert_eq!(reason, "at `tree`: found array, expected an object");
    }
    let error = serde_json::from_str::<Animal>(r#"["a",4]"#).unwrap_err();
    assert!(error.to_string().contains("expected an object"), "{error}");
    let body = r#"{"tree":{"kind":"leaf"},"pet":["a",4]}"#;
    let reason = refusal::<House>(body).await;
    assert_eq!(reason, "at `pet`: found array, expected an object");
}

#[tokio::test]
async fn a_key_stands_in_an_object_once() {
    for (body, reason) in [
        (r#"{"id":"a","id":"b"}"#, "at `id`: duplicate field `id`"),
        (
            r#"{"id":"a","legs":null,"legs":4}"#,
            "at `legs`: duplicate field `legs`",
        ),
    ] {
        assert_eq!(refusal::<Animal>(body).await, reason);
        assert!(serde_json::from_str::<Animal>(body).is_err());
    }
    for body in [
        r#"{"kind":"flat","kind":"leaf","id":"a"}"#,
        r#"{"kind":"free","free":1,"free":2}"#,
    ] {
        let reason = refusal::<Tree>(body).await;
        assert!(reason.contains("duplicate field `"), "{reason}");
    }
}

#[tokio::test]
async fn more_than_128_fields_are_told_apart() {
    use sdk_runtime::runtime::json::field::Field;
    use sdk_runtime::runtime::json::value::{Failed, JsonValue};

    struct Wide(Vec<Option<i32>>);

    impl FromJson for Wide {
        fn read(slot: &mut Option<Self>, json: JsonValue<'_>) -> Result<(), Failed> {
            let fields: Vec<_> = (0..300)
                .map(|index| Field::optional(format!("f{index}").leak()))
                .collect();
            let mut values = vec![None; 300];
            let mut slots: Vec<_> = values.iter_mut().map(|slot| slot as _).collect();
            json.object(&fields, &mut slots)?;
            *slot = Some(Self(values));
            Ok(())
        }
    }

    let fields = (0..300).map(|index| format!(r#""f{index}":{index}"#));
    let body = fields.rev().collect::<Vec<_>>().join(",");
    let wide: Wide = call(&format!("{{{body}}}")).await.unwrap();
    assert!(wide.0.into_iter().eq((0..300).map(Some)));
    for twice in ["f0", "f127", "f128", "f299"] {
        let reason = refusal::<Wide>(&format!(r#"{{{body},"{twice}":0}}"#)).await;
        assert_eq!(reason, format!("at `{twice}`: duplicate field `{twice}`"));
    }
}

#[tokio::test]
async fn an_error_names_its_place_in_lists_maps_and_unions() {
    for (body, reason) in [
        (
            r#"{"kinds":["cat",5]}"#,
            "at `kinds[1]`: found integer, expected a string",
        ),
        (
            r#"{"byName":{"tom":{"id":"a"},"kit":{"id":[]}}}"#,
            "at `byName.kit.id`: found array, expected a string",
        ),
        (
            r#"{"byNumber":{"1":[{"id":"a"},{"legs":1}]}}"#,
            "at `byNumber.1[1]`: missing field `id`",
        ),
        (
            r#"{"byNumber":{"1":[{"id":"a"},{"id":"b","legs":5000000000}]}}"#,
            "at `byNumber.1[1].legs`: found integer out of range, expected a 32-bit integer",
        ),
        (
            r#"{"pet":{"id":"a","legs":"4"}}"#,
            "at `pet.legs`: found string, expected a 32-bit integer",
        ),
        (
            r#"{"tree":{"branch":[{"kind":"leaf"},{"kind":"flat","id":true}],"kind":"branch"}}"#,
            "at `tree.branch[1].id`: found boolean, expected a string",
        ),
        (
            r#"{"tree":{"kind":"branch","branch":[{"kind":"free"}]}}"#,
            "at `tree.branch[0]`: missing field `free`",
        ),
        (
            r#"{"tree":{"kind":"open","id":"a","x":{"id":1.5}}}"#,
            "at `tree.x.id`: found floating point number, expected a string",
        ),
        (
            r#"{"tree":null}"#,
            "at `tree`: found null, expected an object",
        ),
        (
            r#"{"shade":7}"#,
            "at `shade`: found integer, expected an object",
        ),
        ("{}", "missing field `tree`"),
        (r#"{"pet":{"id":"a"#, "at `pet.id`: the JSON ends too early"),
        (
            r#"{"kinds":["cat" "cat"]}"#,
            "at `kinds[1]`: the body is not JSON",
        ),
        (
            r#"{"byName":{"tom" 1}}"#,
            "at `byName.tom`: the body is not JSON",
        ),
    ] {
        assert_eq!(refusal::<House>(body).await, reason, "{body}");
    }
}

#[tokio::test]
async fn scalars_fit_or_say_so() {
    for (body, reason) in [
        (
            r#"{"flag":"s3cret"}"#,
            "at `flag`: found string, expected a boolean",
        ),
        (
            r#"{"large":1.5}"#,
            "at `large`: found floating point number, expected a 64-bit integer",
        ),
        (
            r#"{"large":18446744073709551615}"#,
            "at `large`: found integer out of range, expected a 64-bit integer",
        ),
        (
            r#"{"float":"s3cret"}"#,
            "at `float`: found string, expected a number",
        ),
        (
            r#"{"number":"s3cret"}"#,
            "at `number`: found string, expected a 64-bit integer in a string",
        ),
        (
            r#"{"bytes":"s3cret!"}"#,
            "at `bytes`: found string, expected base64",
        ),
        (
            r#"{"time":"s3cret"}"#,
            "at `time`: found string, expected a date-time of RFC 3339 between the years 1 and 9999",
        ),
        (
            r#"{"list":{}}"#,
            "at `list`: found object, expected an array",
        ),
        (
            r#"{"list":[null]}"#,
            "at `list[0]`: found null, expected a 32-bit integer",
        ),
    ] {
        assert_eq!(refusal::<Scalars>(body).await, reason);
    }
    let body = r#"{"float":7,"number":8,"large":-9,"time":null,"map":{"a\"b":"c"}}"#;
    let scalars: Scalars = call(body).await.unwrap();
    assert_eq!(
        (scalars.float, scalars.number.get(), scalars.large),
        (7.0, 8, -9)
    );
    assert_eq!(scalars.map["a\"b"], "c");
}

#[tokio::test]
async fn promise_28_what_stands_beside_a_tag_is_reported() {
    for (body, reports) in [
        (r#"{"kind":"leaf","new":1}"#, &["Field new"][..]),
        (
            r#"{"kind":"stump","stump":{"new":1},"newer":1}"#,
            &["Field stump.new", "Field newer"],
        ),
        (r#"{"kind":"stump","stump":[1]}"#, &["Value stump"]),
        (r#"{"kind":"stump","stump":null}"#, &[]),
        (
            r#"{"kind":"free","free":{"any":1},"new":1}"#,
            &["Field new"],
        ),
        (
            r#"{"kind":"branch","branch":[{"kind":"leaf","new":1},{"new":2,"kind":"leaf"}]}"#,
            &["Field branch[].new"],
        ),
        (r#"{"new":1,"kind":"flat","id":"a"}"#, &["Field new"]),
        (
            r#"{"kind":"open","id":"a","x":{"id":"b","new":1}}"#,
            &["Field *.new"],
        ),
        (r#"{"kind":"newer","new":1}"#, &["Value kind"]),
        (r#"{"kind":" ","new":1}"#, &["Value kind"]),
        (r#"{"branch":[]}"#, &["Value kind"]),
        (r#"{"kind":" ","branch":null}"#, &[]),
        ("{}", &[]),
    ] {
        assert_eq!(unknown::<Tree>(body).await, reports, "{body}");
    }
}

#[tokio::test]
async fn promise_28_unions_in_lists_maps_and_fields_are_reported() {
    let forest = r#"{"a":{"kind":"leaf","new":1},"b":{"kind":"newer"},"c":{"kind":"stump","stump":{"n":1}}}"#;
    let reports = ["Field *.new", "Value *.kind", "Field *.stump.n"];
    assert_eq!(unknown::<Forest>(forest).await, reports);
    let inner = r#"{"kind":"branch","branch":[{"kind":"flat","id":"a","n":1}],"m":1}"#;
    let house = format!(r#"{{"tree":{inner},"shade":{inner},"pet":{{"id":"a","new":[]}}}}"#);
    let reports = [
        "Field tree.branch[].n",
        "Field tree.m",
        "Field shade.branch[].n",
        "Field shade.m",
        "Field pet.new",
    ];
    assert_eq!(unknown::<House>(&house).await, reports);
    let half = r#"{"tree":{"kind":"flat","id":"\ud83d"},"byName":{"\ud83d":{"id":"a"}}}"#;
    let reports = ["Replaced tree.id", "Replaced byName.*"];
    assert_eq!(unknown::<House>(half).await, reports);
}

#[tokio::test]
async fn promise_28_a_replaced_character_is_reported_where_it_is() {
    let skipped = r#"{"new":"\ud83d","\ud83d":"\ud83d","id":"a"}"#;
    let reports = ["Field new", "Field \u{fffd}"];
    assert_eq!(unknown::<Animal>(skipped).await, reports);
    let key = r#"{"\ud83d":{"legs":1,"id":"a"},"id":"b"}"#;
    assert_eq!(unknown::<Open>(key).await, ["Replaced *"]);
    let tag = r#"{"tree":{"kind":"\ud83d"},"byName":{"a":{"id":"b"}}}"#;
    assert_eq!(unknown::<House>(tag).await, ["Value tree.kind"]);
}

#[tokio::test]
async fn a_tag_is_no_field_of_its_variant() {
    let tree: Tree = call(r#"{"kind":"open","id":"a","x":{"id":"b"}}"#)
        .await
        .unwrap();
    let Tree::Open(Open { id, additional }) = tree else {
        panic!("{tree:?}");
    };
    assert_eq!((id.as_str(), additional.len()), ("a", 1));
    assert_eq!(additional["x"].id, "b");
    let open: Open = call(r#"{"id":"a","kind":{"id":"b"}}"#).await.unwrap();
    assert_eq!(
        open.additional["kind"].id, "b",
        "where no union has read it, it is one"
    );
}

/// Reading and writing through serde gives the same results as a call.
fn back<T: DeserializeOwned + Serialize>(json: &str) -> String {
    serde_json::to_string(&serde_json::from_str::<T>(json).unwrap()).unwrap()
}

#[test]
fn models_are_written_in_the_order_of_their_tables() {
    let house = r#"{"kind":"new","kinds":["cat",null],"byName":{},"byNumber":{},"tree":{"kind":"flat","id":"a","legs":0}}"#;
    assert_eq!(back::<House>(house), house);
    let backwards =
        r#"{"token":"s3cret","tree":{},"shade":{"kind":""},"pet":null,"kind":"small dog"}"#;
    assert_eq!(
        back::<House>(backwards),
        r#"{"kind":"small dog","kinds":[],"byName":{},"byNumber":{},"tree":{},"token":"s3cret"}"#,
        "what only the API sets is written as well"
    );
    for tree in [
        r#"{"kind":"leaf"}"#,
        r#"{"kind":"stump","stump":{}}"#,
        r#"{"kind":"free","free":[1]}"#,
        r#"{"kind":"branch","branch":[{"kind":"leaf"}]}"#,
        r#"{"kind":"open","id":"a","x":{"id":"b","legs":2}}"#,
        r#"{ "kind": "newer", "new": 1.50 }"#,
    ] {
        assert_eq!(back::<Tree>(tree), tree);
        let value: serde_json::Value = serde_json::from_str(tree).unwrap();
        let read = serde_json::from_value::<Tree>(value).unwrap();
        assert_eq!(
            serde_json::to_value(&read).unwrap(),
            serde_json::from_str::<serde_json::Value>(tree).unwrap()
        );
    }
    let open = Open {
        id: "a".to_owned(),
        additional: BTreeMap::from([("x".to_owned(), Animal::default())]),
    };
    assert_eq!(
        serde_json::to_value(open).unwrap(),
        json!({"id": "a", "x": {"id": "", "legs": 0}})
    );
    assert_eq!(
        serde_json::to_value(Kind::SmallDog).unwrap(),
        json!("small dog")
    );
}

#[tokio::test]
async fn a_foreign_type_is_decoded_with_a_path_as_well() {
    let get = |body: &str| {
        let fake = Fake::new([answer(200, body)]);
        fake_client(&fake).request(http::Method::GET, "/a".into())
    };
    for (body, words) in [
        (
            r#"{"a":[[1],[2,"x"]]}"#,
            "at `a[1][1]`: found string, expected i32 (line 1",
        ),
        (
            "{\"b\":[],\n \"a\":[[1],\n  [true]]}",
            "at `a[1][0]`: found boolean, expected i32 (line 3",
        ),
        (
            r#"{"a\"":[[1]],"b":7}"#,
            "at `b`: found integer, expected a sequence (line 1",
        ),
        (r#"{"a":[[1]"#, "at `a[0]`: the JSON ends too early (line 1"),
    ] {
        let call = get(body).send_as::<BTreeMap<String, Vec<Vec<i32>>>>();
        let error = call.await.unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
    let animal: Animal = get(r#"{"id":"a"}"#).send_as().await.unwrap();
    assert_eq!(animal.id, "a");
}
