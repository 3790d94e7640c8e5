//! Writing of unions: one function for each kind of content beside the tag.

use serde::ser::{Error, SerializeMap};
use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};

use crate::runtime::json::flaw::Flaw;
use crate::runtime::json::scanner::Scanner;
use crate::runtime::json::to_json::{ToJson, write_entry};
use crate::runtime::json::writer::Empty;

/// Writes the tag.
///
/// # Errors
/// Returns an error if the serializer fails.
pub fn nothing<S: Serializer>(
    serializer: S,
    tag: (&str, impl Serialize),
) -> Result<S::Ok, S::Error> {
    serializer.collect_map([tag])
}

/// Writes the tag, and an empty object under a key.
///
/// # Errors
/// Returns an error if the serializer fails.
pub fn empty<S: Serializer>(
    serializer: S,
    tag: (&str, impl Serialize),
    value_key: &str,
) -> Result<S::Ok, S::Error> {
    keyed(serializer, tag, value_key, &Empty)
}

/// Writes the tag, and a value under a key.
///
/// # Errors
/// Returns an error if the serializer fails or the value cannot be written.
pub fn keyed<S: Serializer, T: ToJson + ?Sized>(
    serializer: S,
    (key, tag): (&str, impl Serialize),
    value_key: &str,
    value: &T,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(2))?;
    map.serialize_entry(key, &tag)?;
    write_entry(&mut map, value_key, value)?;
    map.end()
}

/// Writes the tag, and a value under a key.
///
/// # Errors
/// Returns an error if the serializer fails or the value cannot be written.
pub fn keyed_or_default<S: Serializer, T: ToJson + ?Sized>(
    serializer: S,
    tag: (&str, impl Serialize),
    value_key: &str,
    value: &T,
) -> Result<S::Ok, S::Error> {
    keyed(serializer, tag, value_key, value)
}

/// Writes the tag, and the fields of a struct beside it.
///
/// # Errors
/// Returns an error if the serializer fails, the struct cannot be written, or one of its additional keys is that of the
/// tag.
pub fn flat<S: Serializer, T: ToJson + ?Sized>(
    serializer: S,
    (key, tag): (&str, impl Serialize),
    fields: &T,
) -> Result<S::Ok, S::Error> {
    let object = to_raw_value(fields).map_err(Error::custom)?;
    // The search in the text finds keys of inner objects as well.
    if object.get().contains(key) && has_key(object.get(), key).unwrap_or(false) {
        let reason = "is a tag, so it cannot be an additional key as well";
        return Err(S::Error::custom(format_args!("`{key}` {reason}")));
    }
    let object = object.get().trim_start_matches('{');
    let key = serde_json::to_string(key).map_err(Error::custom)?;
    let tag = serde_json::to_string(&tag).map_err(Error::custom)?;
    let comma = if object == "}" { "" } else { "," };
    RawValue::from_string(format!("{{{key}:{tag}{comma}{object}"))
        .map_err(Error::custom)?
        .serialize(serializer)
}

/// Writes an object, in which the tag is a constant.
///
/// # Errors
/// Returns an error if the serializer fails or the object cannot be written.
pub fn whole<S: Serializer, T: ToJson + ?Sized>(
    serializer: S,
    _tag: (&str, impl Serialize),
    object: &T,
) -> Result<S::Ok, S::Error> {
    object.write(serializer)
}

/// Returns `true` if an object has a key.
fn has_key(object: &str, name: &str) -> Result<bool, Flaw> {
    let scanner = Scanner::new(object);
    scanner.any_entry(&mut |key| Ok(key == name || scanner.skip().map(|_| false)?))
}
