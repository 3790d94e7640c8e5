//! Enums of strings, and field masks.

use std::fmt;

/// Implements the conversions of an enum of strings, from the table of its values.
///
/// Values are compared, ordered and hashed by their text. A value that a newer version of the crate knows is equal to the
/// unknown one of an older version, and has the same place in an order.
#[allow(unused_macros, reason = "an API may have no such model")]
macro_rules! string_enum {
    ($name:ident { $($variant:ident: $wire:literal),* $(,)? }) => {
        $crate::runtime::values::enums::string_enum!(@impls $name, Unknown { $($variant: $wire),* });
    };
    (@impls $name:ident, $rest:ident { $($variant:ident: $wire:literal),* }) => {
        impl $name {
            /// Values that this version of the crate knows, in the order of the description.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the value as it is written on the wire.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::$rest(value) => value.as_str(),
                }
            }
        }

        impl ::core::convert::From<&str> for $name {
            #[inline]
            fn from(value: &str) -> Self {
                match value {
                    $($wire => Self::$variant,)*
                    other => Self::$rest($crate::runtime::values::enums::UnknownValue::new(other)),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(value: ::std::string::String) -> Self {
                <Self as ::core::convert::From<&str>>::from(&value)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            #[inline]
            fn from_str(value: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(<Self as ::core::convert::From<&str>>::from(value))
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
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
                ::core::cmp::Ord::cmp(self.as_str(), other.as_str())
            }
        }

        impl ::core::hash::Hash for $name {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(self.as_str(), state);
            }
        }

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::runtime::text::parameter::Parameter for $name {}

        impl $crate::runtime::json::scalar::FromScalar for $name {
            const EXPECTED: &'static str = "a string";

            #[inline]
            fn from_scalar(
                scalar: &$crate::runtime::json::scalar::Scalar<'_>,
            ) -> ::core::option::Option<Self> {
                scalar.text().map(<Self as ::core::convert::From<&str>>::from)
            }

            #[inline]
            fn is_unknown(&self) -> bool {
                ::core::matches!(self, Self::$rest(_))
            }
        }

        impl $crate::runtime::json::to_json::ToJson for $name {}

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        $crate::runtime::json::scalar_reader::impl_scalar!($name);
        $crate::runtime::json::bridge::impl_deserialize!($name);
    };
}

/// Implements the same for the paths of a field mask.
#[allow(unused_macros, reason = "an API may have no such model")]
macro_rules! field_mask_enum {
    ($name:ident { $($variant:ident: $wire:literal),* $(,)? }) => {
        $crate::runtime::values::enums::string_enum!(@impls $name, Other { $($variant: $wire),* });
    };
}

#[allow(unused_imports, reason = "an API may have no such model")]
pub(crate) use field_mask_enum;
#[allow(unused_imports, reason = "an API may have no such model")]
pub(crate) use string_enum;

/// Enum value that is unknown to this version of the SDK. It is sent back unchanged.
///
/// It is only made by parsing a text that is no known value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// Creates the value of a text that is no known value.
    #[must_use]
    pub(crate) fn new(value: &str) -> Self {
        Self(value.to_owned().into_boxed_str())
    }

    /// Returns the value as it is written on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
