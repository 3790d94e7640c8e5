//! Values of fields after an object was read: one function for each kind of field.

use crate::runtime::json::field::{Rest, Union};
use crate::runtime::json::value::Failed;

/// Returns the value of a required field. Reading an object without it has failed before.
///
/// # Errors
/// Fails if the value is missing.
pub fn required<T>(slot: Option<T>) -> Result<T, Failed> {
    slot.ok_or(Failed)
}

/// Returns the value of a field that may be missing.
///
/// # Errors
/// Never fails.
#[allow(clippy::unnecessary_wraps, reason = "all kinds have one signature")]
pub fn optional<T>(slot: Option<T>) -> Result<Option<T>, Failed> {
    Ok(slot)
}

/// Returns the value of a field, or its default value.
///
/// # Errors
/// Never fails.
#[allow(clippy::unnecessary_wraps, reason = "all kinds have one signature")]
pub fn default<T: Default>(slot: Option<T>) -> Result<T, Failed> {
    Ok(slot.unwrap_or_default())
}

/// Returns a required union, unless it is empty.
///
/// # Errors
/// Fails if the union is missing.
pub fn union<T: Union>(slot: Option<T>) -> Result<Option<T>, Failed> {
    required(slot).map(|union| Some(union).filter(|union| !union.is_empty()))
}

/// Returns a union, unless it is missing or empty.
///
/// # Errors
/// Never fails.
#[allow(clippy::unnecessary_wraps, reason = "all kinds have one signature")]
pub fn optional_union<T: Union>(slot: Option<T>) -> Result<Option<T>, Failed> {
    Ok(slot.filter(|union| !union.is_empty()))
}

/// Returns the values of all other keys.
///
/// # Errors
/// Never fails.
#[allow(clippy::unnecessary_wraps, reason = "all kinds have one signature")]
pub fn rest<T>(slot: Option<Rest<T>>) -> Result<Rest<T>, Failed> {
    Ok(slot.unwrap_or_default())
}
