//! Optional: needed by unions, together with `union_encode.rs` and `unknown_variant.rs`. An object is kept as text
//! until its tag is known, wherever that stands, so that a variant of the future loses nothing.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::decode_failure::nested;
use super::unknown_variant::UnknownVariant;

/// An object of which the tag is known.
pub struct Tagged {
    tag: String,
    json: Box<RawValue>,
}

/// A union, which may be there and say nothing.
pub trait Union {
    /// What is known of a variant that is not known.
    fn unknown(&self) -> Option<&UnknownVariant>;
}

impl Tagged {
    /// Reads an object whose tag stands under a key. A tag that is missing or no text counts as blank.
    ///
    /// # Errors
    /// If there is no object.
    pub fn read<'de, D: Deserializer<'de>>(key: &str, deserializer: D) -> Result<Self, D::Error> {
        let json = Box::<RawValue>::deserialize(deserializer)?;
        let tag = match member(json.get(), key) {
            Ok(tag) => tag
                .and_then(|tag| serde_json::from_str::<Cow<'_, str>>(tag.get()).ok())
                .map(Cow::into_owned),
            Err(error) => return Err(nested(&error, None)),
        };
        let tag = tag.unwrap_or_default();
        Ok(Self { tag, json })
    }

    /// The tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The value under a key.
    ///
    /// # Errors
    /// If it is missing or does not fit.
    pub fn keyed<T: DeserializeOwned, E: Error>(&self, key: &'static str) -> Result<T, E> {
        match self.member(key)? {
            Some(value) => decode(value, Some(key)),
            None => Err(E::missing_field(key)),
        }
    }

    /// The value under a key, or its default where it is missing or `null`.
    ///
    /// # Errors
    /// If it does not fit.
    pub fn keyed_or_default<T: DeserializeOwned + Default, E: Error>(
        &self,
        key: &'static str,
    ) -> Result<T, E> {
        let value = self.member(key)?;
        value.map_or_else(|| Ok(T::default()), |value| decode(value, Some(key)))
    }

    /// The fields beside the tag.
    ///
    /// # Errors
    /// If they do not fit.
    pub fn flat<T: DeserializeOwned, E: Error>(&self) -> Result<T, E> {
        decode(self.json.get(), None)
    }

    /// The object as it came.
    #[must_use]
    pub fn into_unknown(self) -> UnknownVariant {
        UnknownVariant::new(self.tag, self.json)
    }

    /// What stands under a key; `null` counts as nothing.
    fn member<E: Error>(&self, key: &str) -> Result<Option<&str>, E> {
        let found = member(self.json.get(), key).map_err(|error| nested(&error, None))?;
        Ok(found.map(RawValue::get).filter(|json| *json != "null"))
    }
}

/// A union that must be there, and may say nothing.
///
/// # Errors
/// Those of the union.
pub fn required_union<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Union,
{
    T::deserialize(deserializer).map(unless_blank)
}

/// A union that may be missing, or there and say nothing.
///
/// # Errors
/// Those of the union.
pub fn optional_union<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Union,
{
    Option::<T>::deserialize(deserializer).map(|found| found.and_then(unless_blank))
}

/// A union, unless its tag is blank.
fn unless_blank<T: Union>(union: T) -> Option<T> {
    let is_blank = |unknown: &UnknownVariant| unknown.tag().trim().is_empty();
    if union.unknown().is_some_and(is_blank) {
        None
    } else {
        Some(union)
    }
}

/// Decodes a part of the document. Where it fails, the error names the place inside of the part.
fn decode<T: DeserializeOwned, E: Error>(json: &str, key: Option<&str>) -> Result<T, E> {
    serde_json::from_str(json).or_else(|_| {
        // Only now is it worth to decode once more, and more slowly, to learn where it went wrong.
        let mut deserializer = serde_json::Deserializer::from_str(json);
        serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
            let path = error.path().to_string();
            let path = match (key, path.as_str()) {
                (Some(key), ".") => key.to_owned(),
                (Some(key), path) if path.starts_with('[') => format!("{key}{path}"),
                (Some(key), path) => format!("{key}.{path}"),
                (None, path) => path.to_owned(),
            };
            nested(error.inner(), Some(&path))
        })
    })
}

/// What stands under a key of an object; the first one, where there are several.
fn member<'a>(json: &'a str, key: &str) -> serde_json::Result<Option<&'a RawValue>> {
    MemberSeed(key).deserialize(&mut serde_json::Deserializer::from_str(json))
}

struct MemberSeed<'a>(&'a str);

impl<'de> DeserializeSeed<'de> for MemberSeed<'_> {
    type Value = Option<&'de RawValue>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for MemberSeed<'_> {
    type Value = Option<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if key == self.0 {
                let found = map.next_value()?;
                IgnoredAny::deserialize(MapAccessDeserializer::new(map))?;
                return Ok(Some(found));
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(None)
    }
}
