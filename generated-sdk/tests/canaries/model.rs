//! Models that hold secrets.

use std::fmt::Debug;

use serde::de::DeserializeOwned;

use crate::canary::{Shown, canaries};

/// Decodes a document with canaries, which its value must hold and not show.
pub fn check<T: DeserializeOwned + Debug + PartialEq>(document: &str) {
    let value: T = decoded(document);
    for canary in canaries(document) {
        // That it is not shown would say nothing if it had got lost.
        let other = document.replace(&format!("\"{canary}\""), "\"another\"");
        assert!(value != decoded::<T>(&other), "`{canary}` is not kept");
    }
    let mut shown = Shown::new();
    shown.debug("a model", &value);
    shown.holds_no_secret(&[]);
}

/// A value that a document holds.
pub fn decoded<T: DeserializeOwned>(document: &str) -> T {
    serde_json::from_str(document).unwrap_or_else(|error| panic!("{error}: {document}"))
}
