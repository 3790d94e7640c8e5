//! Placeholders for values that are missing or cannot be read, so that the rest of the mapping can be read. A placeholder
//! has the span [`Span::NOWHERE`]; problems that follow from it are not reported.

use super::{
    entries::RECOVERED,
    key_path::KEY_PATH,
    problem::Problem,
    spans::{SPANNED, SpanParts},
};
use crate::source::Span;
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, MapAccess, SeqAccess, Visitor, value::StrDeserializer},
};
use std::cell::Cell;

/// Deserializer of a placeholder of any type.
#[derive(Clone, Copy)]
pub(super) enum Placeholder<'a> {
    /// For a missing key. The cell becomes `true` if the key is required.
    Missing(&'a Cell<bool>),
    /// For a value that cannot be read, inside this number of unreadable mappings.
    Unreadable(u8),
}

/// Number of mappings inside each other that get a broken entry. Examples, which are any value, would have no end.
const MAX_BROKEN: u8 = 2;

impl Placeholder<'_> {
    /// Returns the default value of a missing key and `false`, or a placeholder and `true` if the key is required.
    pub(super) fn missing<'de, T: Deserialize<'de>>() -> Result<(T, bool), Problem> {
        let required = Cell::new(false);
        let value = T::deserialize(Placeholder::Missing(&required))?;
        Ok((value, required.get()))
    }

    /// Records that the key is required.
    fn require(self) {
        if let Placeholder::Missing(required) = self {
            required.set(true);
        }
    }
}

impl<'de> Deserializer<'de> for Placeholder<'_> {
    type Error = Problem;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.deserialize_map(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.require();
        visitor.visit_bool(false)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.require();
        visitor.visit_unit()
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.require();
        visitor.visit_i64(0)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.require();
        visitor.visit_u16(0)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.require();
        visitor.visit_u32(0)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.require();
        visitor.visit_borrowed_str("")
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self {
            Placeholder::Missing(_) => visitor.visit_none(),
            Placeholder::Unreadable(_) => visitor.visit_some(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_seq(EmptySequence)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        match name {
            SPANNED => visitor.visit_seq(SpanParts::new(Span::NOWHERE, self)),
            RECOVERED => visitor.visit_seq(EmptySequence),
            KEY_PATH => {
                self.require();
                visitor.visit_seq(EmptySequence)
            }
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        // An unreadable mapping gets a broken entry, so that it is not reported as empty.
        let (keys, value): (&'static [&'static str], _) = match self {
            Placeholder::Unreadable(depth) if depth < MAX_BROKEN => {
                (&[""], Placeholder::Unreadable(depth + 1))
            }
            Placeholder::Missing(_) | Placeholder::Unreadable(_) => (&[], self),
        };
        visitor.visit_map(Members {
            keys: keys.iter(),
            value,
        })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        visitor.visit_map(Members {
            keys: fields.iter(),
            value: self,
        })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        self.require();
        visitor.visit_enum(StrDeserializer::new(
            variants.first().copied().unwrap_or_default(),
        ))
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 u8 u64 f32 f64 char bytes byte_buf unit_struct tuple tuple_struct identifier ignored_any
    }
}

/// Sequence without elements.
struct EmptySequence;

impl<'de> SeqAccess<'de> for EmptySequence {
    type Error = Problem;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        _seed: T,
    ) -> Result<Option<T::Value>, Problem> {
        Ok(None)
    }
}

/// Mapping with the same value for each key.
struct Members<'a> {
    keys: std::slice::Iter<'static, &'static str>,
    value: Placeholder<'a>,
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = Problem;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Problem> {
        match self.keys.next() {
            Some(key) => seed.deserialize(Key(key)).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Problem> {
        seed.deserialize(self.value)
    }
}

/// Deserializer of a key without a place.
struct Key(&'static str);

impl<'de> Deserializer<'de> for Key {
    type Error = Problem;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_borrowed_str(self.0)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        Placeholder::Unreadable(0).deserialize_newtype_struct(name, visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct seq
        tuple tuple_struct map struct enum identifier ignored_any
    }
}
