//! Optional: needed by unions, together with `unknown_variant.rs`. An object is kept as text until its tag is known,
//! wherever that stands, so that a variant of the future loses nothing.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::decode_failure::without_place;
use super::track::{CURRENT, Step};
use super::unknown::UnknownKind;
use super::unknown_variant::UnknownVariant;

/// The deepest nesting inside of a union. Outside, `serde_json` has the same bound.
const DEEPEST: usize = 128;

/// An object of which the tag is known.
pub struct Tagged {
    pub(super) key: &'static str,
    tag: String,
    pub(super) json: Box<RawValue>,
}

impl Tagged {
    /// Reads an object whose tag stands under a key. A tag that is missing or no text counts as blank.
    ///
    /// # Errors
    /// If there is no object, or one that is nested too deeply.
    pub fn read<'de, D: Deserializer<'de>>(
        key: &'static str,
        deserializer: D,
    ) -> Result<Self, D::Error> {
        let json = Box::<RawValue>::deserialize(deserializer)?;
        if is_too_deep(json.get()) {
            let found = Unexpected::Other("object that is nested too deeply");
            return Err(D::Error::invalid_value(found, &"at most 128 levels"));
        }
        let tag = member::<D::Error>(json.get(), key)?
            .and_then(|tag| serde_json::from_str::<Cow<'_, str>>(tag).ok())
            .map(Cow::into_owned);
        let tag = tag.unwrap_or_default();
        Ok(Self { key, tag, json })
    }

    /// The tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The object as it came. That its tag is not known is noted where somebody wants to hear of it.
    #[must_use]
    pub fn into_unknown(self) -> UnknownVariant {
        let track = CURRENT.with_borrow(Clone::clone);
        if let Some(track) = track.filter(|_| !self.tag.trim().is_empty()) {
            let depth = track.depth();
            track.enter(depth, Step::Field(self.key.to_owned()));
            track.found(UnknownKind::Value);
            track.leave(depth);
        }
        UnknownVariant::new(self.tag, self.json)
    }
}

/// Whether JSON is nested too deeply. Each part of a union is decoded on its own, so that no decoder sees how deep the
/// whole is: without this, unions in unions could use up the stack.
fn is_too_deep(json: &str) -> bool {
    let mut depth = 0_usize;
    let mut is_text = false;
    let mut bytes = json.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => is_text = !is_text,
            // Outside of a text there is none.
            b'\\' => drop(bytes.next()),
            b'[' | b'{' if !is_text => depth += 1,
            b']' | b'}' if !is_text => depth -= 1,
            _ => {}
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

/// What stands under a key of an object; the first one, where there are several.
pub(super) fn member<'a, E: Error>(json: &'a str, key: &str) -> Result<Option<&'a str>, E> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let found = MemberSeed(key).deserialize(&mut deserializer);
    found
        .map(|found| found.map(RawValue::get))
        .map_err(|error| E::custom(without_place(&error.to_string())))
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
