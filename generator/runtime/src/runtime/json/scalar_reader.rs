//! Reading of types that are scalars in JSON.

use crate::runtime::json::scalar::FromScalar;
use crate::runtime::json::unknown::UnknownKind;
use crate::runtime::json::value::{Failed, JsonValue};

/// Implements reading of types that are scalars in JSON.
macro_rules! impl_scalar {
    ($($name:ty),*) => {
        $(impl $crate::runtime::json::value::FromJson for $name {
            #[inline]
            fn read(
                slot: &mut ::core::option::Option<Self>,
                json: $crate::runtime::json::value::JsonValue<'_>,
            ) -> ::core::result::Result<(), $crate::runtime::json::value::Failed> {
                $crate::runtime::json::scalar_reader::read(slot, &json)
            }
        })*
    };
}

pub(crate) use impl_scalar;

/// Reads a scalar into an empty slot.
///
/// # Errors
/// Returns an error if the value is not valid.
pub fn read<T: FromScalar>(slot: &mut Option<T>, json: &JsonValue<'_>) -> Result<(), Failed> {
    json.kind()?;
    let start = json.scanner.position();
    *slot = T::from_scalar(&json.scalar(T::EXPECTED)?);
    match slot {
        Some(value) if value.is_unknown() => json.path.found(UnknownKind::Value),
        Some(_) => {}
        None => {
            json.scanner.rewind(start);
            return Err(json.mismatch_of(T::EXPECTED, T::IS_INTEGER));
        }
    }
    Ok(())
}
