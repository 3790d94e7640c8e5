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
    assert!(matches!(both.then.as_deref(), Some(models::Rule::Unknown(_))));
    Ok(())
}

#[test]
fn a_value_that_never_ends_is_refused() {
    let deep = "{\"length\":1,\"left\":".repeat(100_000);
    let error = serde_json::from_str::<models::Branch>(&deep).expect_err("it is too deep");
    assert!(!error.to_string().is_empty(), "{error}");
}
