//! Short forms: what people may write as one text, or as a mapping where there is more to say.

use super::{
    Body, Entries, EnumValue, ErrorShape, Fake, Field, Param, Values, Variant, read::SHORT,
};
use crate::source::Spanned;
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, SeqAccess, Visitor},
};
use std::{fmt, marker::PhantomData, ops::Deref};

/// A value in its short or its long form.
#[derive(Clone, Debug, Default)]
pub struct Short<T>(pub T);

impl<T> Deref for Short<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// What a type is in its short form.
trait FromText: Sized {
    /// What a message says was expected.
    const EXPECTED: &'static str;

    /// The value that one text stands for.
    fn from_text(text: Spanned<String>) -> Self;

    /// The value that a key without a value stands for, where that is allowed.
    fn from_nothing() -> Option<Self> {
        None
    }
}

impl FromText for Field {
    const EXPECTED: &'static str = "a type, or a mapping with `type:`";

    fn from_text(ty: Spanned<String>) -> Self {
        Self {
            ty,
            docs: None,
            read_only: None,
            entry: None,
            deprecated: None,
            wire: None,
            rust: None,
        }
    }
}

impl FromText for Param {
    const EXPECTED: &'static str = "the parameter's docs, or a mapping";

    fn from_text(docs: Spanned<String>) -> Self {
        Self {
            docs: Some(docs),
            ..Self::default()
        }
    }
}

impl FromText for EnumValue {
    const EXPECTED: &'static str = "the value's docs, or a mapping";

    fn from_text(docs: Spanned<String>) -> Self {
        Self {
            docs: Some(docs),
            ..Self::default()
        }
    }

    fn from_nothing() -> Option<Self> {
        Some(Self::default())
    }
}

impl FromText for Variant {
    const EXPECTED: &'static str = "a type, or a mapping";

    fn from_text(ty: Spanned<String>) -> Self {
        Self {
            ty: Some(ty),
            ..Self::default()
        }
    }
}

impl FromText for ErrorShape {
    const EXPECTED: &'static str = "the name of a model, or a mapping with `model:`";

    fn from_text(model: Spanned<String>) -> Self {
        Self {
            model,
            message: None,
        }
    }
}

impl FromText for Fake {
    const EXPECTED: &'static str = "the path of an item's id, or a mapping with `id:`";

    fn from_text(id: Spanned<String>) -> Self {
        Self {
            id,
            aliases: Entries::default(),
            limit: None,
            matches: Entries::default(),
            starts: Entries::default(),
            ignores: Vec::new(),
        }
    }
}

impl<'de, T: Deserialize<'de> + FromText> Deserialize<'de> for Short<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(SHORT, ShortVisitor(PhantomData))
    }
}

struct ShortVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + FromText> Visitor<'de> for ShortVisitor<T> {
    type Value = Short<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Short<T>, E> {
        T::from_nothing()
            .map(Short)
            .ok_or_else(|| E::custom(format!("expected {}, found nothing", T::EXPECTED)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut one: A) -> Result<Short<T>, A::Error> {
        let text = one
            .next_element()?
            .ok_or_else(|| de::Error::custom(format!("expected {}", T::EXPECTED)))?;
        Ok(Short(T::from_text(text)))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Short<T>, D::Error> {
        T::deserialize(deserializer).map(Short)
    }
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ValuesVisitor;
        impl<'de> Visitor<'de> for ValuesVisitor {
            type Value = Values;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of words, or a mapping of words to docs")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Values, A::Error> {
                let mut values = Entries::default();
                while let Some(word) = list.next_element()? {
                    values.entries.push((word, Short::default()));
                }
                Ok(Values(values))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Values, A::Error> {
                Entries::deserialize(de::value::MapAccessDeserializer::new(map)).map(Values)
            }
        }
        deserializer.deserialize_any(ValuesVisitor)
    }
}

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct BodyVisitor;
        impl<'de> Visitor<'de> for BodyVisitor {
            type Value = Body;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping of fields, or a type")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut one: A) -> Result<Body, A::Error> {
                let ty = one
                    .next_element()?
                    .ok_or_else(|| de::Error::custom("expected a type"))?;
                Ok(Body::Whole(ty))
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(
                self,
                deserializer: D,
            ) -> Result<Body, D::Error> {
                Entries::deserialize(deserializer).map(Body::Fields)
            }
        }
        deserializer.deserialize_newtype_struct(SHORT, BodyVisitor)
    }
}
