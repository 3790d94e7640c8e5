//! JSON form of unsigned integers.

use crate::runtime::json::scalar::{FromScalar, Scalar};
use crate::runtime::json::scalar_reader::impl_scalar;
use crate::runtime::json::to_json::ToJson;
use crate::runtime::text::parameter::Parameter;

impl FromScalar for u64 {
    const EXPECTED: &'static str = "an unsigned 64-bit integer";
    const IS_INTEGER: bool = true;

    fn from_scalar(scalar: &Scalar<'_>) -> Option<Self> {
        let number = scalar.number()?;
        number.text.parse().ok().filter(|_| number.is_integer)
    }
}

impl_scalar!(u64);

impl ToJson for u64 {}

impl Parameter for u64 {}
