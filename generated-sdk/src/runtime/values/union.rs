//! Optional: needed by unions, together with `unknown_variant.rs`. An object is kept as text until its tag is known,
//! wherever that stands, so that a variant of the future loses nothing.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, IgnoredAny, MapAccess, Unexpected, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use serde_json::value::{RawValue, to_raw_value};

use crate::runtime::json::failure::without_place;
use crate::runtime::json::observe::Observed;
use crate::runtime::json::path::{CURRENT, PathStep};
use crate::runtime::json::unknown::UnknownKind;
use crate::runtime::values::unknown_variant::UnknownVariant;

/// The deepest nesting inside of a union. Outside, `serde_json` has the same bound.
const DEEPEST: usize = 128;

/// An object of which the tag is known.
pub struct Tagged {
    pub(crate) key: &'static str,
    tag: String,
    pub(crate) json: Box<RawValue>,
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
            return Err(de::Error::invalid_value(found, &"at most 128 levels"));
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
            track.enter(depth, PathStep::Field(self.key.to_owned()));
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
pub(crate) fn member<'a, E: de::Error>(json: &'a str, key: &str) -> Result<Option<&'a str>, E> {
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

/// Decodes a part of the document, which stands under a key, or is the union itself. Where the document is decoded
/// under a track, so is the part, so that a failure of it has its place.
pub(crate) fn part<T: DeserializeOwned, E: de::Error>(
    json: &str,
    key: Option<&str>,
) -> Result<T, E> {
    let Some(track) = CURRENT.with_borrow(Clone::clone) else {
        return serde_json::from_str(json).map_err(|error| failed(&error));
    };
    let depth = track.depth();
    if let Some(key) = key {
        track.enter(depth, PathStep::Field(key.to_owned()));
    }
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let value = T::deserialize(Observed::new(&mut deserializer, &track));
    if value.is_ok() {
        track.leave(depth);
    }
    value.map_err(|error| failed(&error))
}

/// An error of a part as one of the document, without a place, which would be one in the part.
fn failed<E: de::Error>(error: &serde_json::Error) -> E {
    E::custom(without_place(&error.to_string()))
}

impl Tagged {
    /// The fields beside the tag.
    ///
    /// # Errors
    /// If they do not fit.
    pub fn flat<T: DeserializeOwned, E: de::Error>(&self) -> Result<T, E> {
        let track = CURRENT.with_borrow(Clone::clone);
        let outer = track.as_ref().map(|track| {
            let tag = Some((track.depth(), self.key));
            track.tag.replace(tag)
        });
        let fields = part(self.json.get(), None);
        if let (Some(track), Some(outer)) = (track, outer) {
            track.tag.set(outer);
        }
        fields
    }
}

/// The tag, and the fields of a struct beside it.
///
/// # Errors
/// Those of the struct.
pub fn tag_and_fields<S: Serializer, T: Serialize + ?Sized>(
    serializer: S,
    (key, tag): (&str, &str),
    fields: &T,
) -> Result<S::Ok, S::Error> {
    let object = to_raw_value(fields).map_err(ser::Error::custom)?;
    let head = serde_json::to_string(&BTreeMap::from([(key, tag)])).map_err(ser::Error::custom)?;
    let (head, object) = (
        head.trim_end_matches('}'),
        object.get().trim_start_matches('{'),
    );
    let comma = if object == "}" { "" } else { "," };
    RawValue::from_string(format!("{head}{comma}{object}"))
        .map_err(ser::Error::custom)?
        .serialize(serializer)
}

impl Tagged {
    /// The value under a key.
    ///
    /// # Errors
    /// If it is missing or does not fit.
    pub fn keyed<T: DeserializeOwned, E: de::Error>(&self, key: &'static str) -> Result<T, E> {
        let found = member(self.json.get(), key)?;
        match found.filter(|json| *json != "null") {
            Some(value) => part(value, Some(key)),
            None => Err(E::missing_field(key)),
        }
    }
}

impl Tagged {
    /// The value under a key; its zero where it is missing or `null`.
    ///
    /// # Errors
    /// If it does not fit.
    pub fn keyed_or_zero<T: DeserializeOwned + Default, E: de::Error>(
        &self,
        key: &str,
    ) -> Result<T, E> {
        let found = member(self.json.get(), key)?;
        match found.filter(|json| *json != "null") {
            Some(value) => part(value, Some(key)),
            None => Ok(T::default()),
        }
    }
}

/// The tag, and a value under a key.
///
/// # Errors
/// Those of the value.
pub fn tag_and_value<S: Serializer, T: Serialize + ?Sized>(
    serializer: S,
    (key, tag): (&str, &str),
    value_key: &str,
    value: &T,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(2))?;
    map.serialize_entry(key, tag)?;
    map.serialize_entry(value_key, value)?;
    map.end()
}
