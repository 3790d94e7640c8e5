//! Optional: needed by unions, for their way out.

use std::collections::BTreeMap;

use serde::ser::{Error, SerializeMap};
use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};

/// The tag alone.
///
/// # Errors
/// Those of the serializer.
pub fn tag_alone<S: Serializer>(serializer: S, key: &str, tag: &str) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(key, tag)?;
    map.end()
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

/// The tag, and an empty object under a key.
///
/// # Errors
/// Those of the serializer.
pub fn tag_and_nothing<S: Serializer>(
    serializer: S,
    tag: (&str, &str),
    value_key: &str,
) -> Result<S::Ok, S::Error> {
    tag_and_value(serializer, tag, value_key, &BTreeMap::<&str, bool>::new())
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
    let object = to_raw_value(fields).map_err(Error::custom)?;
    let head = serde_json::to_string(&BTreeMap::from([(key, tag)])).map_err(Error::custom)?;
    let object = object.get().trim_start_matches('{');
    let head = head.trim_end_matches('}');
    let comma = if object == "}" { "" } else { "," };
    RawValue::from_string(format!("{head}{comma}{object}"))
        .map_err(Error::custom)?
        .serialize(serializer)
}

/// A union that must be there: an object without a tag, where it says nothing.
///
/// # Errors
/// Those of the union.
#[allow(
    clippy::ref_option,
    reason = "serde gives a field as it is, by reference"
)]
pub fn encode_union<S: Serializer, T: Serialize>(
    union: &Option<T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match union {
        Some(union) => union.serialize(serializer),
        None => serializer.serialize_map(Some(0))?.end(),
    }
}
