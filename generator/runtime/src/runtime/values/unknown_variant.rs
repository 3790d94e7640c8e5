//! Optional: needed by unions, for variants that are newer than the SDK.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// A variant that this version of the SDK does not know. It keeps the JSON, and is sent back as it came.
#[derive(Clone)]
pub struct UnknownVariant {
    tag: String,
    json: Box<RawValue>,
}

impl UnknownVariant {
    /// The tag that tells which variant it is; empty where the object has none.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The whole object as JSON, word for word.
    #[must_use]
    pub fn json(&self) -> &str {
        self.json.get()
    }

    /// An object with the tag that it has.
    pub(crate) fn new(tag: String, json: Box<RawValue>) -> Self {
        Self { tag, json }
    }
}

impl PartialEq for UnknownVariant {
    fn eq(&self, other: &Self) -> bool {
        self.json() == other.json()
    }
}

/// The JSON is left out, for it may hold secrets.
impl fmt::Debug for UnknownVariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnknownVariant")
            .field("tag", &self.tag)
            .finish_non_exhaustive()
    }
}

impl Serialize for UnknownVariant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.json.serialize(serializer)
    }
}
