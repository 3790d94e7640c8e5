//! Mappings with arbitrary keys.

use crate::source::Spanned;
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use std::{fmt, marker::PhantomData};

/// Name of the newtype with which [`Entries`] asks for a value that may be unreadable.
pub(super) const RECOVERED: &str = "$recovered";

/// Mapping with arbitrary keys, in the order of the file. An entry that cannot be read is reported and left out. Its key
/// is kept, so that references to it are not reported as well.
#[derive(Clone, Debug)]
pub struct Entries<T> {
    /// Entries that could be read.
    pub entries: Vec<(Spanned<String>, T)>,
    /// Keys of the entries that could not be read.
    pub broken: Vec<Spanned<String>>,
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            broken: Vec::new(),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
            type Value = Entries<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<T>, A::Error> {
                let mut read = Entries::default();
                while let Some(key) = map.next_key::<Spanned<String>>()? {
                    match map.next_value::<Recovered<T>>()?.0 {
                        Some(value) => read.entries.push((key, value)),
                        None => read.broken.push(key),
                    }
                }
                Ok(read)
            }
        }
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

/// Value, or `None` if it could not be read, which has been reported.
struct Recovered<T>(Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Recovered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RecoveredVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for RecoveredVisitor<T> {
            type Value = Recovered<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut one: A) -> Result<Recovered<T>, A::Error> {
                Ok(Recovered(one.next_element()?))
            }
        }
        deserializer.deserialize_newtype_struct(RECOVERED, RecoveredVisitor(PhantomData))
    }
}
