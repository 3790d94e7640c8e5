//! Enums of integers.

use std::fmt;

/// Implements the conversions of an enum of integers, from the table of its values.
///
/// Values are compared, ordered and hashed by their numbers. A value that a newer version of the crate knows is equal to the
/// unknown one of an older version, and has the same place in an order.
#[allow(unused_macros, reason = "an API may have no such model")]
macro_rules! integer_enum {
    ($name:ident { $($variant:ident: $number:literal),* $(,)? }) => {
        impl $name {
            /// Values that this version of the crate knows, in the order of the description.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the value as it is written on the wire.
            #[must_use]
            #[inline]
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::Unknown(number) => number.get(),
                }
            }
        }

        impl ::core::convert::From<i64> for $name {
            #[inline]
            fn from(number: i64) -> Self {
                match number {
                    $($number => Self::$variant,)*
                    other => Self::Unknown($crate::runtime::values::integer_enums::UnknownNumber::new(other)),
                }
            }
        }

        impl ::core::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_i64() == other.as_i64()
            }
        }

        impl ::core::cmp::Eq for $name {}

        impl ::core::cmp::PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(::core::cmp::Ord::cmp(self, other))
            }
        }

        impl ::core::cmp::Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                ::core::cmp::Ord::cmp(&self.as_i64(), &other.as_i64())
            }
        }

        impl ::core::hash::Hash for $name {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(&self.as_i64(), state);
            }
        }

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl $crate::runtime::text::parameter::Parameter for $name {}

        impl $crate::runtime::json::scalar::FromScalar for $name {
            const EXPECTED: &'static str = "an integer";
            const IS_INTEGER: bool = true;

            #[inline]
            fn from_scalar(
                scalar: &$crate::runtime::json::scalar::Scalar<'_>,
            ) -> ::core::option::Option<Self> {
                let number = scalar.number()?.integer()?;
                ::core::option::Option::Some(<Self as ::core::convert::From<i64>>::from(number))
            }

            #[inline]
            fn is_unknown(&self) -> bool {
                ::core::matches!(self, Self::Unknown(_))
            }
        }

        impl $crate::runtime::json::to_json::ToJson for $name {}

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        $crate::runtime::json::scalar_reader::impl_scalar!($name);
        $crate::runtime::json::bridge::impl_deserialize!($name);
    };
}

#[allow(unused_imports, reason = "an API may have no such model")]
pub(crate) use integer_enum;

/// Number of an enum that is unknown to this version of the SDK. It is sent back unchanged.
///
/// It is only made from a number that is no known value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownNumber(i64);

impl UnknownNumber {
    /// Creates the value of a number that is no known value.
    #[must_use]
    pub(crate) fn new(number: i64) -> Self {
        Self(number)
    }

    /// Returns the number.
    #[must_use]
    pub fn get(self) -> i64 {
        self.0
    }
}

impl fmt::Display for UnknownNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
