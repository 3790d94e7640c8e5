//! Unions that the form of a value, a nested tag or an integer tells apart; constants, and enums of integers.

use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use sdk_runtime::models::Animal;
use sdk_runtime::parcels::{Content, Gift, Level, Low, Parcel, Place, Priority, Stone};
use sdk_runtime::runtime::json::value::FromJson;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::support::api::{GET, build, fake_client, on, settings};
use crate::support::fake::{Fake, answer};

/// Returns the value of a response.
async fn decode<T: FromJson + 'static>(json: &Value) -> Result<T, String> {
    let fake = Fake::new([answer(200, &json.to_string())]);
    let outcome = on(&fake_client(&fake), &GET, "a").value::<T>().await;
    outcome.map_err(|error| {
        assert!(error.is_decode(), "{error}");
        error.to_string()
    })
}

/// Returns the paths that a response reports as unknown, sorted.
async fn unknown_paths<T: FromJson + 'static>(json: &Value) -> Vec<String> {
    let paths = Arc::new(Mutex::new(Vec::new()));
    let found = Arc::clone(&paths);
    let fake = Fake::new([answer(200, &json.to_string())]);
    let mut settings = settings();
    settings.on_unknown(move |unknown| found.lock().unwrap().push(unknown.path.to_owned()));
    settings.transport(fake);
    let get = on(&build(settings).unwrap(), &GET, "a");
    get.value::<T>().await.unwrap();
    let mut paths = paths.lock().unwrap().clone();
    paths.sort();
    paths
}

/// Decodes a value, and checks that it is encoded as it was, also by serde alone.
async fn same<T>(json: Value) -> T
where
    T: FromJson + Serialize + DeserializeOwned + PartialEq + Debug + 'static,
{
    let value: T = decode(&json).await.unwrap();
    assert_eq!(serde_json::to_value(&value).unwrap(), json);
    assert_eq!(serde_json::from_value::<T>(json).unwrap(), value);
    value
}

#[tokio::test]
async fn the_form_of_a_value_tells_its_variant() {
    assert_eq!(same::<Content>(json!("a")).await, Content::from("a"));
    let texts = vec!["a".to_owned()];
    assert_eq!(same::<Content>(json!(["a"])).await, Content::from(texts));
    assert_eq!(
        same::<Content>(json!([1, 2])).await,
        Content::from(vec![1, 2])
    );
    assert_eq!(same::<Content>(json!([])).await, Content::Texts(Vec::new()));
    let gift = json!({"kind": "gift", "version": -2, "wrapped": true, "zero": 0});
    assert_eq!(same::<Content>(gift).await, Content::from(Gift::default()));
    let animal = json!({"id": "a", "legs": 4});
    assert!(matches!(
        same::<Content>(animal).await,
        Content::Animal(Animal { legs: 4, .. })
    ));
    let stone = json!({"weight": 0.5, "kind": "stone"});
    assert_eq!(
        same::<Content>(stone).await,
        Content::from(Stone { weight: 0.5 })
    );
}

#[tokio::test]
async fn keys_that_are_null_do_not_count() {
    let value = decode::<Content>(&json!({"id": null, "weight": 1.0, "kind": "stone"}))
        .await
        .unwrap();
    assert_eq!(value, Content::Stone(Stone { weight: 1.0 }));
}

#[tokio::test]
async fn a_value_of_no_known_form_is_kept() {
    for json in [
        json!(1.5),
        json!(true),
        json!([[]]),
        json!([null]),
        json!({}),
        json!({"kind": "newer", "a": [1]}),
    ] {
        let value = same::<Content>(json.clone()).await;
        let Content::Unknown(unknown) = &value else {
            panic!("{value:?}")
        };
        assert_eq!(
            (unknown.tag(), unknown.json()),
            ("", json.to_string().as_str())
        );
        assert!(!format!("{value:?}").contains("newer"));
    }
    let error = decode::<Vec<Content>>(&json!(["a", null]))
        .await
        .unwrap_err();
    assert!(
        error.contains("`[1]`: found null, expected a value of a known form"),
        "{error}"
    );
}

#[tokio::test]
async fn the_kind_of_a_value_decides_before_its_content() {
    let error = decode::<Vec<Content>>(&json!([["a", 1]]))
        .await
        .unwrap_err();
    assert!(
        error.contains("`[0][1]`: found integer, expected a string"),
        "{error}"
    );
    let error = decode::<Content>(&json!({"id": "a", "legs": "four"}))
        .await
        .unwrap_err();
    assert!(error.contains("`legs`: found string"), "{error}");
}

#[tokio::test]
async fn a_tag_may_be_inside_of_an_object() {
    assert_eq!(
        same::<Place>(json!({"kind": {"type": "lost"}})).await,
        Place::Lost
    );
    let street = json!({"street": "a", "kind": {"type": "street"}});
    assert_eq!(same::<Place>(street).await, Place::Street("a".to_owned()));
    let depot = json!({"id": "a", "legs": 2, "kind": {"type": "depot"}});
    assert!(matches!(same::<Place>(depot).await, Place::Depot(_)));
    for json in [
        json!({"kind": {"type": "newer"}, "a": 1}),
        json!({"kind": "lost"}),
        json!({"kind": {"type": 1}}),
        json!({"type": "lost"}),
        json!({"kind": {"inner": {"type": "lost"}}}),
    ] {
        assert!(matches!(same::<Place>(json).await, Place::Unknown(_)));
    }
}

#[tokio::test]
async fn values_beside_a_nested_tag_are_reported() {
    let lost = json!({"kind": {"type": "lost", "since": 1}});
    assert_eq!(decode::<Place>(&lost).await.unwrap(), Place::Lost);
    assert_eq!(unknown_paths::<Place>(&lost).await, ["kind.since"]);
    let depot = json!({"kind": {"since": {}, "type": "depot"}, "id": "a", "legs": 1, "new": 1});
    assert!(matches!(
        decode::<Place>(&depot).await.unwrap(),
        Place::Depot(_)
    ));
    assert_eq!(unknown_paths::<Place>(&depot).await, ["kind.since", "new"]);
}

#[tokio::test]
async fn a_tag_may_be_an_integer() {
    let low = json!({"level": 1, "name": "a"});
    assert_eq!(
        same::<Level>(low).await,
        Level::Low(Low {
            name: "a".to_owned()
        })
    );
    let high = json!({"level": -2, "high": ["a", 7]});
    assert!(matches!(same::<Level>(high).await, Level::High(contents) if contents.len() == 2));
    for json in [
        json!({"level": "1", "name": "a"}),
        json!({"level": 1.0}),
        json!({"level": 10_000_000_000_000_000_000_u64}),
    ] {
        assert!(matches!(same::<Level>(json).await, Level::Unknown(_)));
    }
}

#[tokio::test]
async fn another_value_than_the_constant_is_an_error() {
    let good = json!({"kind": "gift", "version": -2, "wrapped": true, "zero": 0});
    for (key, value) in [
        ("kind", json!("c4n4ry")),
        ("kind", json!(null)),
        ("version", json!(2)),
        ("version", json!("-2")),
        ("version", json!(-2.0)),
        ("wrapped", json!(false)),
        ("zero", json!(1)),
        ("wrapped", json!({"a": 1})),
    ] {
        let mut bad = good.clone();
        bad[key] = value;
        let error = decode::<Gift>(&bad).await.unwrap_err();
        let expected = format!(
            "`{key}`: found another value, expected the constant {}",
            good[key]
        );
        assert!(error.contains(&expected), "{error}");
        assert!(!error.contains("c4n4ry"), "{error}");
    }
    let error = decode::<Stone>(&json!({"weight": 1})).await.unwrap_err();
    assert!(error.contains("kind"), "{error}");
    let short = json!({"kind": "gift", "version": -2, "wrapped": true});
    assert_eq!(decode::<Gift>(&short).await.unwrap(), Gift::default());
    assert_eq!(serde_json::to_value(Gift::default()).unwrap(), good);
}

#[tokio::test]
async fn numbers_are_compared_by_their_values() {
    let known = same::<Vec<Priority>>(json!([-1, 9_007_199_254_740_993_i64, 7, 7])).await;
    assert!(
        matches!(&known[..], [Priority::Low, Priority::High, Priority::Unknown(seven), _] if seven.get() == 7)
    );
    assert_eq!(known[2], Priority::from(7));
    assert_eq!(
        known.iter().map(Priority::as_i64).max(),
        Some(9_007_199_254_740_993)
    );
    assert_eq!(
        (known[0].to_string(), Priority::VALUES.len()),
        ("-1".to_owned(), 2)
    );
    assert!(Priority::Low < Priority::from(0));
    for json in [
        json!(["1"]),
        json!([1.5]),
        json!([null]),
        json!([9_223_372_036_854_775_808_u64]),
    ] {
        let error = decode::<Vec<Priority>>(&json).await.unwrap_err();
        assert!(error.contains("expected an integer"), "{error}");
    }
}

#[tokio::test]
async fn unknown_forms_and_numbers_are_reported() {
    let parcel = json!({"object": "parcel", "content": 1, "parts": [true], "named": {"a": [[]]}, "place": {"kind": {"type": "x"}},
        "levels": [{"level": 9}], "priority": 3, "priorities": [-1, 4]});
    let value = same::<Parcel>(parcel.clone()).await;
    assert!(matches!(value.content, Content::Unknown(_)));
    let expected = [
        "content",
        "levels[].level",
        "named.*",
        "parts[]",
        "place.kind",
        "priorities[]",
        "priority",
    ];
    assert_eq!(unknown_paths::<Parcel>(&parcel).await, expected);
}
