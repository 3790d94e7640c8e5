//! Short forms: values that may be written as one string or as a mapping.

use crate::source::Spanned;
use serde::{
    Deserialize, Deserializer,
    de::{self, SeqAccess, Visitor},
};
use std::{fmt, marker::PhantomData, ops::Deref};

/// Name of the newtype with which [`Shorthand`] asks for either form.
pub(super) const SHORTHAND: &str = "$shorthand";

/// Value in its short or its long form.
#[derive(Clone, Debug, Default)]
pub struct Shorthand<T>(pub T);

impl<T> Deref for Shorthand<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Type with a short form.
pub(super) trait FromText: Sized {
    /// Description of both forms, for messages.
    const EXPECTED: &'static str;

    /// Returns the value of the short form.
    fn from_text(text: Spanned<String>) -> Self;

    /// Returns the value of a key without a value; `None` if that is not allowed.
    fn from_nothing() -> Option<Self> {
        None
    }

    /// Returns the value of a short form that is an integer; `None` if that is not allowed.
    fn from_integer(_number: Spanned<i64>) -> Option<Self> {
        None
    }
}

impl<'de, T: Deserialize<'de> + FromText> Deserialize<'de> for Shorthand<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(SHORTHAND, ShorthandVisitor(PhantomData))
    }
}

struct ShorthandVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + FromText> Visitor<'de> for ShorthandVisitor<T> {
    type Value = Shorthand<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Shorthand<T>, E> {
        T::from_nothing()
            .map(Shorthand)
            .ok_or_else(|| E::invalid_type(de::Unexpected::Unit, &T::EXPECTED))
    }

    fn visit_some<D: Deserializer<'de>>(self, integer: D) -> Result<Shorthand<T>, D::Error> {
        let number = Spanned::<i64>::deserialize(integer)?;
        let unexpected = de::Unexpected::Signed(number.value);
        T::from_integer(number)
            .map(Shorthand)
            .ok_or_else(|| de::Error::invalid_type(unexpected, &T::EXPECTED))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut one: A) -> Result<Shorthand<T>, A::Error> {
        let text = one
            .next_element()?
            .ok_or_else(|| de::Error::custom(format!("expected {}", T::EXPECTED)))?;
        Ok(Shorthand(T::from_text(text)))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Shorthand<T>, D::Error> {
        T::deserialize(deserializer).map(Shorthand)
    }
}
