//! Types of texts that are checked, and kept as they are.

/// Implements the conversions of a type that holds a text. `$is_valid` checks a text, and `$expected` describes a valid one.
macro_rules! checked_text {
    ($name:ident, $expected:literal, $is_valid:expr) => {
        impl $name {
            /// Returns the text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl ::core::convert::TryFrom<::std::string::String> for $name {
            type Error = $crate::runtime::values::invalid_value::InvalidValue;

            fn try_from(text: ::std::string::String) -> ::core::result::Result<Self, Self::Error> {
                let is_valid: fn(&str) -> bool = $is_valid;
                if is_valid(&text) {
                    ::core::result::Result::Ok(Self(text))
                } else {
                    ::core::result::Result::Err(
                        $crate::runtime::values::invalid_value::InvalidValue($expected),
                    )
                }
            }
        }

        impl ::core::convert::TryFrom<&str> for $name {
            type Error = $crate::runtime::values::invalid_value::InvalidValue;

            fn try_from(text: &str) -> ::core::result::Result<Self, Self::Error> {
                ::core::convert::TryFrom::try_from(::std::string::String::from(text))
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::runtime::values::invalid_value::InvalidValue;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                ::core::convert::TryFrom::try_from(text)
            }
        }

        impl ::core::convert::From<$name> for ::std::string::String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl ::core::cmp::PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl ::core::cmp::PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl $crate::runtime::json::scalar::FromScalar for $name {
            const EXPECTED: &'static str = $expected;

            fn from_scalar(
                scalar: &$crate::runtime::json::scalar::Scalar<'_>,
            ) -> ::core::option::Option<Self> {
                ::core::convert::TryFrom::try_from(scalar.text()?).ok()
            }
        }

        $crate::runtime::json::bridge::impl_deserialize!($name);

        $crate::runtime::json::scalar_reader::impl_scalar!($name);

        impl $crate::runtime::json::to_json::ToJson for $name {}

        impl $crate::runtime::text::parameter::Parameter for $name {}
    };
}

pub(crate) use checked_text;
