//! Values of the emitted models: what is read, changed and sent back is what the API sent.

use std::error::Error;

use serde_json::{Value, json};
use zoo_client::models;

type Outcome = Result<(), Box<dyn Error>>;

/// Decodes a value.
fn read<T: serde::de::DeserializeOwned>(json: &Value) -> serde_json::Result<T> {
    serde_json::from_str(&json.to_string())
}

#[test]
fn a_model_in_itself_is_read_changed_and_written() -> Outcome {
    let json = json!({ "length": 3, "left": { "length": 2, "left": { "length": 1 } } });
    let branch: models::Branch = read(&json)?;
    let inner = branch.left.as_deref().and_then(|left| left.left.as_deref());
    assert_eq!(inner.map(|inner| inner.length), Some(1));
    assert_eq!(serde_json::to_value(&branch)?, json);
    let around = models::Branch::new(4).left(branch);
    assert_eq!(serde_json::to_value(around)?["left"], json);
    Ok(())
}

#[test]
fn a_union_in_itself_is_read_and_written() -> Outcome {
    let light = json!({ "kind": "light" });
    let not = json!({ "kind": "not", "not": light });
    let json = json!({ "kind": "both", "first": not, "then": { "kind": "new", "at": 1 } });
    let rule: models::Rule = read(&json)?;
    assert_eq!(serde_json::to_value(&rule)?, json);
    let models::Rule::Both(both) = &rule else {
        panic!("{rule:?}");
    };
    let models::Rule::Not(inner) = both.first.as_deref().expect("it was sent") else {
        panic!("{both:?}");
    };
    assert_eq!(**inner, models::Rule::Light);
    assert!(matches!(
        both.then.as_deref(),
        Some(models::Rule::Unknown(_))
    ));
    Ok(())
}

#[test]
fn a_value_that_never_ends_is_refused() {
    let deep = "{\"length\":1,\"left\":".repeat(100_000);
    let error = serde_json::from_str::<models::Branch>(&deep).expect_err("it is too deep");
    assert!(!error.to_string().is_empty(), "{error}");
}

#[test]
fn absent_null_and_a_value_are_kept_apart() -> Outcome {
    let absent = json!({ "text": null, "weight": 1.5, "next": null, "border": null });
    let mut all = absent.clone();
    all["owner"] = Value::Null;
    all["marks"] = json!(["a", null]);
    all["last"] = absent.clone();
    all["shape"] = json!({ "kind": "pin", "pin": null });
    for json in [&absent, &all] {
        let tag: models::NameTag = read(json)?;
        assert_eq!(serde_json::to_value(&tag)?, *json);
    }
    let tag: models::NameTag = read(&absent)?;
    assert!(tag.text.is_none() && tag.owner.is_absent());
    let cleared = tag.clone().clear_owner();
    assert!(cleared.owner.is_null());
    assert_eq!(
        cleared.owner("Zoe").owner.value().map(String::as_str),
        Some("Zoe")
    );
    for missing in ["text", "weight", "next", "border"] {
        let mut json = absent.clone();
        json.as_object_mut().expect("an object").remove(missing);
        let error = read::<models::NameTag>(&json).expect_err("it is missing");
        assert!(error.to_string().contains(missing), "{error}");
    }
    Ok(())
}

#[test]
fn a_request_sends_null_where_a_field_is_cleared() -> Outcome {
    let builder = zoo_client::Client::builder().base_url("http://localhost:1");
    let client = builder.api_key("key").park("park").build()?;
    let body = |request: http::Request<bytes::Bytes>| -> serde_json::Result<Value> {
        serde_json::from_slice(request.body())
    };
    let tag = client.nulls().tag("t1", None);
    assert_eq!(body(tag.clone().prepare()?)?, json!({ "color": null }));
    let tag = tag.clear_owner().marks(["a"]).clear_size();
    let sent = json!({ "color": null, "owner": null, "marks": ["a"], "size": null });
    assert_eq!(body(tag.prepare()?)?, sent);
    Ok(())
}

#[test]
fn fixtures_of_models_that_require_each_other_end() {
    use zoo_client::testing::fixtures;
    assert!(fixtures::fruit().seed.is_none() && fixtures::kernel().fruit.is_none());
    let tag = fixtures::name_tag();
    assert!(tag.next.is_none() && tag.last.is_absent() && tag.text.is_some());
}
