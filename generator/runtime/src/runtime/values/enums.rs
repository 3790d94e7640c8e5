//! Enums of strings, and field masks.

use std::fmt;

/// Implements the conversions of an enum of strings, from the table of its values.
#[allow(unused_macros, reason = "an API may have no such model")]
macro_rules! string_enum {
    ($name:ident { $($variant:ident: $wire:literal),* $(,)? }) => {
        $crate::runtime::values::enums::string_enum!(@text $name, Unknown { $($variant: $wire),* });

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
                ::core::matches!(self, Self::Unknown(_))
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

        $crate::runtime::json::bridge::impl_deserialize!($name);
    };
    (@text $name:ident, $rest:ident { $($variant:ident: $wire:literal),* }) => {
        impl $name {
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
                    other => Self::$rest(other.into()),
                }
            }
        }

        impl $crate::runtime::text::parameter::Parameter for $name {}

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

/// Implements the conversions of the paths of a field mask, which are only sent.
#[allow(unused_macros, reason = "an API may have no such model")]
macro_rules! field_mask_enum {
    ($name:ident { $($variant:ident: $wire:literal),* $(,)? }) => {
        $crate::runtime::values::enums::string_enum!(@text $name, Other { $($variant: $wire),* });

        impl ::core::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }
    };
}

#[allow(unused_imports, reason = "an API may have no such model")]
pub(crate) use field_mask_enum;
#[allow(unused_imports, reason = "an API may have no such model")]
pub(crate) use string_enum;

/// Enum value that is unknown to this version of the SDK. It is sent back unchanged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// Returns the value as it is written on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for UnknownValue {
    fn from(value: &str) -> Self {
        Self(value.into())
    }
}

impl From<String> for UnknownValue {
    fn from(value: String) -> Self {
        Self(value.into())
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
