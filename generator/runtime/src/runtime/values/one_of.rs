//! Unions without a tag: the form of a value tells its variant.

use crate::runtime::json::constant::Constant;
use crate::runtime::json::flaw::Flaw;
use crate::runtime::json::scalar::Scalar;
use crate::runtime::json::scanner::{Kind, Scanner};
use crate::runtime::json::unknown::UnknownKind;
use crate::runtime::json::value::{Failed, FromJson, JsonValue};
use crate::runtime::values::unknown_variant::UnknownVariant;

/// Implements reading and writing of a union, from the table of its variants. They are tried in the order of the table.
///
/// Each variant has the pattern of its values: their kinds, `of` the kinds of the first item of a list, and in braces the keys and
/// the constants that an object has.
#[allow(unused_macros, reason = "an API may have no such model")]
macro_rules! one_of {
    ($name:ident {
        $($variant:ident: $($kind:ident)or+ $(of $($item:ident)or+)?
            $({ $($key:literal $(: $constant:ident($value:literal))?),* $(,)? })?
            $(from $content:ty $(as $borrowed:ty)?)?),* $(,)?
    }) => {
        $($(impl ::core::convert::From<$content> for $name {
            #[inline]
            fn from(value: $content) -> Self {
                Self::$variant(::core::convert::Into::into(value))
            }
        }

        $(impl ::core::convert::From<&$borrowed> for $name {
            #[inline]
            fn from(value: &$borrowed) -> Self {
                Self::$variant(::core::convert::Into::into(value))
            }
        })?)?)*

        impl $crate::runtime::json::value::FromJson for $name {
            #[inline]
            fn read(
                slot: &mut ::core::option::Option<Self>,
                json: $crate::runtime::json::value::JsonValue<'_>,
            ) -> ::core::result::Result<(), $crate::runtime::json::value::Failed> {
                $(if $crate::runtime::values::one_of::pattern!(
                    $($kind)or+ $(of $($item)or+)? $({ $($key $(: $constant($value))?),* })?
                ).is_form_of(&json)? {
                    return $crate::runtime::values::one_of::variant(slot, json, Self::$variant);
                })*
                $crate::runtime::values::one_of::variant(slot, json, Self::Unknown)
            }
        }

        impl $crate::runtime::json::to_json::ToJson for $name {}

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => $crate::runtime::json::to_json::ToJson::write(value, serializer),)*
                    Self::Unknown(unknown) => ::serde::Serialize::serialize(unknown, serializer),
                }
            }
        }

        $crate::runtime::json::bridge::impl_deserialize!($name);
    };
}

/// Creates a [`Pattern`].
#[allow(unused_macros, reason = "an API may have no such model")]
macro_rules! pattern {
    ($($kind:ident)or+ $(of $($item:ident)or+)? $({ $($key:literal $(: $constant:ident($value:literal))?),* $(,)? })?) => {
        $crate::runtime::values::one_of::Pattern {
            kinds: &[$($crate::runtime::json::scanner::Kind::$kind),*],
            items: &[$($($crate::runtime::json::scanner::Kind::$item),*)?],
            entries: &[$($(
                ($key, $crate::runtime::values::one_of::pattern!(@constant $($constant($value))?))
            ),*)?],
        }
    };
    (@constant) => {
        ::core::option::Option::None
    };
    (@constant $constant:ident($value:literal)) => {
        ::core::option::Option::Some($crate::runtime::json::constant::Constant::$constant($value))
    };
}

#[allow(unused_imports, reason = "an API may have no such model")]
pub(crate) use {one_of, pattern};

/// Form of JSON values.
#[derive(Clone, Copy)]
pub struct Pattern {
    /// Kinds that a value may have.
    pub(crate) kinds: &'static [Kind],
    /// Kinds that the first item of a list may have; empty if it may have any.
    pub(crate) items: &'static [Kind],
    /// Keys that an object must have, with these values, or with any other than `null`.
    pub(crate) entries: &'static [(&'static str, Option<Constant>)],
}

impl Pattern {
    /// Returns `true` if a value has the form. The value is not read.
    ///
    /// # Errors
    /// Returns an error if the value is not JSON.
    pub fn is_form_of(&self, json: &JsonValue<'_>) -> Result<bool, Failed> {
        let start = json.scanner.position();
        let is_form = json.checked(self.is_next(json.scanner));
        json.scanner.rewind(start);
        is_form
    }

    fn is_next(&self, scanner: &Scanner<'_>) -> Result<bool, Flaw> {
        let kind = scanner.kind()?;
        if !self.kinds.contains(&kind) {
            return Ok(false);
        }
        match kind {
            Kind::Array if !self.items.is_empty() => {
                Ok(!scanner.begin(b']')? || self.items.contains(&scanner.kind()?))
            }
            Kind::Object if !self.entries.is_empty() => self.has_entries(scanner),
            Kind::Null | Kind::Boolean | Kind::Number | Kind::Text | Kind::Array | Kind::Object => {
                Ok(true)
            }
        }
    }

    /// Returns `true` if an object has all entries.
    fn has_entries(&self, scanner: &Scanner<'_>) -> Result<bool, Flaw> {
        let start = scanner.position();
        for (name, constant) in self.entries {
            scanner.rewind(start);
            let is_found = scanner.any_entry(&mut |key| {
                let kind = scanner.kind()?;
                let scalar = scalar(scanner)?;
                Ok(key == *name
                    && match (constant, scalar) {
                        (None, _) => kind != Kind::Null,
                        (Some(constant), Some(scalar)) => constant.is(&scalar),
                        (Some(_), None) => false,
                    })
            })?;
            if !is_found {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Returns `true` if a value has the form.
    #[cfg(feature = "testing")]
    #[must_use]
    pub fn matches(&self, value: &serde_json::Value) -> bool {
        let text = value.to_string();
        self.is_next(&Scanner::new(&text)).unwrap_or(false)
    }
}

/// Reads a scalar, or skips another value.
fn scalar<'a>(scanner: &Scanner<'a>) -> Result<Option<Scalar<'a>>, Flaw> {
    match scanner.kind()? {
        Kind::Text => scanner.string().map(|text| Some(Scalar::Text(text))),
        Kind::Boolean => scanner.boolean().map(|value| Some(Scalar::Boolean(value))),
        Kind::Number => scanner.number().map(|number| Some(Scalar::Number(number))),
        Kind::Null | Kind::Array | Kind::Object => scanner.skip().map(|_| None),
    }
}

/// Reads the content of a variant.
///
/// # Errors
/// Returns an error if the content is not valid.
pub fn variant<T: FromJson, U>(
    slot: &mut Option<U>,
    json: JsonValue<'_>,
    variant: impl FnOnce(T) -> U,
) -> Result<(), Failed> {
    let mut content = None;
    T::read(&mut content, json)?;
    *slot = content.map(variant);
    Ok(())
}

/// A value of no known form is kept unchanged, and recorded as unknown.
impl FromJson for UnknownVariant {
    fn read(slot: &mut Option<Self>, json: JsonValue<'_>) -> Result<(), Failed> {
        if json.kind()? == Kind::Null {
            return Err(json.mismatch("a value of a known form"));
        }
        let path = json.path;
        let json = json.raw()?;
        path.found(UnknownKind::Value);
        *slot = Some(Self::new(String::new(), json, false));
        Ok(())
    }
}
