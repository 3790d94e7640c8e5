//! Models that hold secrets.

use std::fmt::Debug;

use serde::de::DeserializeOwned;

use crate::canary::{Shown, canaries};

/// Decodes a document with canaries. The value must hold the canaries and must not show them.
pub fn check<T: DeserializeOwned + Debug + PartialEq>(document: &str) {
    let value: T = decoded(document);
    for canary in canaries(document) {
        // A canary that was lost while decoding would not be shown either.
        let other = document.replace(&format!("\"{canary}\""), "\"another\"");
        assert!(value != decoded::<T>(&other), "`{canary}` is lost");
    }
    let mut shown = Shown::new();
    shown.debug("a model", &value);
    shown.holds_no_secret(&[]);
}

/// Decodes a document.
pub fn decoded<T: DeserializeOwned>(document: &str) -> T {
    serde_json::from_str(document).unwrap_or_else(|error| panic!("{error}: {document}"))
}
