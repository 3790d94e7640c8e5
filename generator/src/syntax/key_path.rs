//! Paths from key to key of JSON objects.

use crate::source::Spanned;
use serde::{
    Deserialize, Deserializer,
    de::{self, SeqAccess, Visitor},
};
use std::fmt;

/// Path of a value in a JSON document. Short form: its keys with dots between them; a list of keys if a key contains a dot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPath(Vec<String>);

/// Name of the newtype with which [`KeyPath`] asks for either form.
pub(super) const KEY_PATH: &str = "$key_path";

impl KeyPath {
    /// Creates a path of a text with dots between the keys.
    #[must_use]
    pub fn dotted(text: &str) -> Self {
        Self(text.split('.').map(str::to_owned).collect())
    }

    /// Returns the text that a description has for keys, with dots between them; `None` if they must be a list.
    #[must_use]
    pub fn text(keys: &[String]) -> Option<String> {
        let text = keys.join(".");
        let is_plain = !keys.iter().any(|key| key.contains('.')) && !has_other_notation(&text);
        is_plain.then_some(text)
    }

    /// Returns the keys.
    #[must_use]
    pub fn keys(&self) -> &[String] {
        &self.0
    }

    /// Returns `true` if there is no key, or one of them is blank.
    #[must_use]
    pub fn has_blank_key(&self) -> bool {
        self.0.is_empty() || self.0.iter().any(|key| key.trim().is_empty())
    }
}

/// Writes the path in the form in which a description writes it.
impl fmt::Display for KeyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Self::text(&self.0) {
            Some(text) => f.write_str(&text),
            None => write!(f, "{:?}", self.0),
        }
    }
}

/// Returns `true` if a text is a path in the notation of another language, such as `$.data[*]`, `data[]` or `/meta/next`, or a
/// key with a dot, such as `@odata.nextLink`.
fn has_other_notation(text: &str) -> bool {
    text.starts_with("$.")
        || text.starts_with('/')
        || text.contains('[')
        || text.split('.').any(|key| key == "*")
        || text.starts_with('@') && text.contains('.')
}

impl<'de> Deserialize<'de> for KeyPath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PathVisitor;
        impl<'de> Visitor<'de> for PathVisitor {
            type Value = KeyPath;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a path with dots between its keys, or a list of keys")
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(
                self,
                deserializer: D,
            ) -> Result<KeyPath, D::Error> {
                deserializer.deserialize_any(self)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<KeyPath, E> {
                if has_other_notation(text) {
                    let expected = if text.starts_with('@') {
                        format!("the list `[{text:?}]`")
                    } else {
                        "the keys with dots between them (`meta.next`), or a list of keys"
                            .to_owned()
                    };
                    let expected: &str = &expected;
                    return Err(E::invalid_value(de::Unexpected::Str(text), &expected));
                }
                Ok(KeyPath::dotted(text))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<KeyPath, A::Error> {
                let mut keys = Vec::new();
                while let Some(key) = list.next_element::<Spanned<String>>()? {
                    keys.push(key.value);
                }
                Ok(KeyPath(keys))
            }
        }
        deserializer.deserialize_newtype_struct(KEY_PATH, PathVisitor)
    }
}
