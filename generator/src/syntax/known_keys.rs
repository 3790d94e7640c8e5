//! Keys that another place of the language has.

use super::language::{ApiFile, FieldDecl, MethodDecl, ModelDecl, ResourceFile};
use serde::{
    Deserialize,
    de::{self, Visitor, value::Error},
};

/// Returns the places that have a key, such as "`api.yaml` and a method"; `None` if no place has it.
pub(super) fn places(key: &str) -> Option<String> {
    let places = [
        ("`api.yaml`", keys::<ApiFile>()),
        ("a resource", keys::<ResourceFile>()),
        ("a method", keys::<MethodDecl>()),
        ("a model", keys::<ModelDecl>()),
        ("a field", keys::<FieldDecl>()),
    ];
    let with_key = places.iter().filter(|(_, keys)| keys.contains(&key));
    let mut names: Vec<_> = with_key.map(|(name, _)| *name).collect();
    let last = names.pop()?;
    if names.is_empty() {
        return Some(last.to_owned());
    }
    Some(format!("{} and {last}", names.join(", ")))
}

/// Returns the keys of a type that mirrors a mapping.
fn keys<'de, T: Deserialize<'de>>() -> &'static [&'static str] {
    let mut keys: &'static [&'static str] = &[];
    // Reading ends at the keys.
    let _ = T::deserialize(Keys(&mut keys));
    keys
}

/// Deserializer that stores the keys for which it is asked.
struct Keys<'a>(&'a mut &'static [&'static str]);

impl<'de> de::Deserializer<'de> for Keys<'_> {
    type Error = Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        _visitor: V,
    ) -> Result<V::Value, Error> {
        *self.0 = fields;
        Err(de::Error::custom("only the keys are read"))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Error> {
        Err(de::Error::custom("the type is no mapping"))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct seq
        tuple tuple_struct map enum identifier ignored_any
    }
}
