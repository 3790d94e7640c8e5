//! Promises of the models of an API that omits defaults.

use std::error::Error;

use press_client::models::{Mark, Place, Proof, Verdict};
use serde_json::json;

type Outcome = Result<(), Box<dyn Error>>;

#[test]
fn promise_14_what_is_missing_or_null_is_zero() -> Outcome {
    for text in [
        json!({}),
        json!({
            "text": null, "flag": null, "small": null, "large": null, "ratio": null, "anything": null,
            "raw": null, "count": null, "span": null, "pages": null, "inks": null, "verdict": null, "seal": null,
        }),
    ] {
        let proof: Proof = serde_json::from_value(text)?;
        assert_eq!(proof, Proof::default());
        assert_eq!((&*proof.text, proof.flag), ("", false));
        assert_eq!((proof.small, proof.large), (0, 0));
        assert_eq!(proof.raw.as_bytes(), b"");
        assert_eq!((proof.pages.len(), proof.inks.len()), (0, 0));
        assert_eq!(proof.verdict, Verdict::Pending);
    }
    Ok(())
}

#[test]
fn promise_14_the_value_of_a_variant_is_zero() -> Outcome {
    for (tag, mark) in [
        ("words", Mark::Words(String::new())),
        ("pages", Mark::Pages(Vec::new())),
        ("verdict", Mark::Verdict(Verdict::Pending)),
    ] {
        assert_eq!(
            serde_json::from_value::<Mark>(json!({ "kind": tag }))?,
            mark
        );
        let null = json!({ "kind": tag, tag: null });
        assert_eq!(serde_json::from_value::<Mark>(null)?, mark);
    }
    Ok(())
}

#[test]
fn promise_14_structs_and_dates_are_never_zero() -> Outcome {
    for json in [
        json!({ "kind": "place" }),
        json!({ "kind": "place", "place": null }),
        json!({ "kind": "place", "place": {} }),
        json!({ "kind": "place", "place": { "at": null } }),
    ] {
        assert!(
            serde_json::from_value::<Mark>(json.clone()).is_err(),
            "{json}"
        );
    }
    let place: Place = serde_json::from_value(json!({ "at": "2024-01-02T03:04:05Z" }))?;
    assert_eq!(place.page, 0);
    Ok(())
}
