//! Keys of objects, looked up among the fields of a model while they are read.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

use crate::runtime::json::field::{Field, position};
use crate::runtime::json::path::JsonPath;

/// Fields of an object that have been read so far.
#[derive(Default)]
pub(crate) struct Seen {
    first: u128,
    others: BTreeSet<usize>,
}

impl Seen {
    /// Adds a field. Returns `true` if it is new.
    pub(crate) fn insert(&mut self, index: usize) -> bool {
        let Some(bit) = u32::try_from(index)
            .ok()
            .and_then(|at| 1_u128.checked_shl(at))
        else {
            return self.others.insert(index);
        };
        let is_new = self.first & bit == 0;
        self.first |= bit;
        is_new
    }
}

/// Key of an object.
pub(crate) enum Key<'de> {
    /// Key of a field.
    Field(usize),
    /// Key without a field, whose value this field keeps.
    Rest(usize, Cow<'de, str>),
    /// Unknown key that is recorded.
    Unknown(Cow<'de, str>),
    /// Key whose value is skipped.
    Ignored,
}

/// Reads a key without copying it. Fields are usually sent in the order in which they are described.
pub(crate) struct KeySeed<'a> {
    pub(crate) fields: &'a [Field],
    pub(crate) next: usize,
    pub(crate) object: &'a JsonPath<'a>,
}

impl KeySeed<'_> {
    fn find<'de>(&self, key: &str, keep: impl FnOnce() -> Cow<'de, str>) -> Key<'de> {
        let next = self.fields.get(self.next);
        if next.is_some_and(|field| field.is_called(key)) {
            return Key::Field(self.next);
        }
        if let Some(index) = position(self.fields, key) {
            return Key::Field(index);
        }
        if self.object.is_tag(key) {
            return Key::Ignored;
        }
        match self.fields.iter().position(Field::is_rest) {
            Some(index) => Key::Rest(index, keep()),
            None if self.object.is_listening() => Key::Unknown(keep()),
            None => Key::Ignored,
        }
    }
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key<'de>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for KeySeed<'_> {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Key<'de>, E> {
        Ok(self.find(key, || Cow::Owned(key.to_owned())))
    }

    fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<Key<'de>, E> {
        Ok(self.find(key, || Cow::Borrowed(key)))
    }
}

/// Reads a key that is kept.
pub(crate) struct TextSeed;

impl<'de> DeserializeSeed<'de> for TextSeed {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for TextSeed {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(key.to_owned()))
    }

    fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(key))
    }
}
