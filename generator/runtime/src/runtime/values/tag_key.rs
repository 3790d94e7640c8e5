//! Keys of the tags of unions.

use std::borrow::Cow;

use serde::Serialize;

use crate::runtime::json::flaw::Flaw;
use crate::runtime::json::scanner::{Kind, Scanner};
use crate::runtime::json::value::{Failed, JsonValue};

/// Place of the tag of a union.
pub trait TagKey: Copy {
    /// Value under the key of the object that is the tag or leads to it.
    type Value: Serialize;

    /// Returns the key.
    fn head(self) -> &'static str;

    /// Returns the tag of an object; blank if it is missing or of another type.
    ///
    /// # Errors
    /// Returns an error if the object is not JSON.
    fn find<'a>(self, scanner: &Scanner<'a>) -> Result<Cow<'a, str>, Flaw>;

    /// Records values beside the tag, in the value under the key, as unknown. The object is not read.
    ///
    /// # Errors
    /// Returns an error if the object is not JSON.
    fn report_others(self, _object: &JsonValue<'_>) -> Result<(), Failed> {
        Ok(())
    }

    /// Returns the value under the key, for a tag.
    fn value(self, tag: &'static str) -> Self::Value;
}

/// Key of a text in the object itself.
impl TagKey for &'static str {
    type Value = Self;

    fn head(self) -> &'static str {
        self
    }

    fn find<'a>(self, scanner: &Scanner<'a>) -> Result<Cow<'a, str>, Flaw> {
        find_tag(scanner, self)
    }

    fn value(self, tag: &'static str) -> Self {
        tag
    }
}

/// Returns the entry of an object that is a tag.
pub fn entry<K: TagKey>(key: K, tag: &'static str) -> (&'static str, K::Value) {
    (key.head(), key.value(tag))
}

/// Returns the tag of an object; blank if it is missing or not a string.
fn find_tag<'a>(scanner: &Scanner<'a>, tag_key: &str) -> Result<Cow<'a, str>, Flaw> {
    let mut tag = Cow::Borrowed("");
    scanner.any_entry(&mut |key| {
        if key == tag_key && scanner.kind()? == Kind::Text {
            tag = scanner.string()?;
            return Ok(true);
        }
        scanner.skip().map(|_| false)
    })?;
    Ok(tag)
}
