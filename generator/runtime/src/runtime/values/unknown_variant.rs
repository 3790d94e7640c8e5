//! Variants of unions that are newer than the SDK.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// Value of a union that is unknown to this version of the SDK. Its JSON is kept, and is sent back unchanged.
#[derive(Clone)]
pub struct UnknownVariant {
    tag: String,
    json: Box<RawValue>,
    is_empty: bool,
}

impl UnknownVariant {
    /// Returns the tag of the variant as text; empty if the value has no tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Returns the JSON of the value, unchanged.
    #[must_use]
    pub fn json(&self) -> &str {
        self.json.get()
    }

    /// Returns `true` if it has neither a tag nor any other content.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.is_empty
    }

    /// Creates a variant from its tag and its object. An object is empty if it has neither a tag nor any other content.
    pub(crate) fn new(tag: String, json: Box<RawValue>, is_empty: bool) -> Self {
        Self {
            tag,
            json,
            is_empty,
        }
    }
}

impl PartialEq for UnknownVariant {
    fn eq(&self, other: &Self) -> bool {
        self.json() == other.json()
    }
}

/// The JSON is not written, because it may contain secrets.
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
