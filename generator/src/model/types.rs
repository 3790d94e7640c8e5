//! Types of values, and fields of models and bodies.

use super::constant::Constant;
use crate::{names::Name, scalars::Scalar};
use serde_json::Value as Json;

/// Documentation, line by line; empty if the description has none.
#[derive(Clone, Debug, Default)]
pub struct Docs(pub Vec<String>);

impl Docs {
    /// Returns the documentation as one text; `None` if there is none.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.join("\n"))
    }
}

/// Id of a model: its index in `Models`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModelId(pub usize);

/// A field of a model or body.
#[derive(Clone, Debug)]
pub struct Field {
    /// Name.
    pub name: Name,
    /// Documentation.
    pub docs: Docs,
    /// Note that it is deprecated.
    pub deprecated: Option<String>,
    /// Type.
    pub ty: Type,
    /// Whether it is optional.
    pub presence: Presence,
    /// Whether callers or only the API set it.
    pub access: Access,
    /// Setter that adds one entry of a map.
    pub entry: Option<Name>,
    /// Setter that sets an optional field to `null`.
    pub clear: Option<Name>,
    /// Documented value.
    pub example: Option<Json>,
    /// Value that it always has. Such a field is no field in Rust.
    pub constant: Option<Constant>,
    /// Whether it keeps all keys of the object besides the other fields. It has no key itself.
    pub is_rest: bool,
    /// Whether the value is in a box, because it leads back to the model.
    pub is_boxed: bool,
}

impl Field {
    /// Returns `true` if callers must give it: to `new` of a model, or as an argument of a method.
    #[must_use]
    pub fn is_argument(&self, outgoing: bool) -> bool {
        self.presence == Presence::Required
            && !self.is_rest
            && self.constant.is_none()
            && !(outgoing && self.access == Access::ReadOnly)
    }
}

/// Presence of a field or parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always there.
    Required,
    /// Optional.
    Optional,
}

/// Access of callers to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Callers and the API set it.
    ReadWrite,
    /// Only the API sets it.
    ReadOnly,
}

/// Value of an enum, or path of a field mask.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// Name.
    pub name: Name,
    /// Integer that stands for it on the wire; `None` if its name does.
    pub number: Option<i64>,
    /// Documentation.
    pub docs: Docs,
    /// Note that it is deprecated.
    pub deprecated: Option<String>,
}

impl EnumValue {
    /// Returns the value in JSON.
    #[must_use]
    pub fn json(&self) -> Json {
        match self.number {
            Some(number) => number.into(),
            None => self.name.wire().into(),
        }
    }
}

/// Type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A scalar.
    Scalar(Scalar),
    /// A model.
    Model(ModelId),
    /// Several paths of a field mask, in one text.
    Mask(ModelId),
    /// A list.
    List(Box<Type>),
    /// A map with text as its keys.
    Map(Box<Type>),
    /// A value or `null`.
    Nullable(Box<Type>),
}

impl Type {
    /// Returns `true` if it is a secret, or a list or map of secrets.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        match self {
            Self::Scalar(scalar) => scalar.is_secret(),
            Self::Model(_) | Self::Mask(_) => false,
            Self::List(item) | Self::Map(item) | Self::Nullable(item) => item.is_secret(),
        }
    }

    /// Returns the type of a value that is not `null`.
    #[must_use]
    pub fn unless_null(&self) -> &Self {
        match self {
            Self::Nullable(ty) => ty,
            Self::Scalar(_) | Self::Model(_) | Self::Mask(_) | Self::List(_) | Self::Map(_) => self,
        }
    }

    /// Returns `true` if a value may be `null`, which is not the same as a missing one.
    #[must_use]
    pub fn is_nullable(&self) -> bool {
        matches!(self, Self::Nullable(_))
    }

    /// Returns the type in the words of the description, with parentheses where it would be read as another one. `of_model`
    /// returns those of a model or of a field mask.
    #[must_use]
    pub fn words(&self, of_model: &dyn Fn(ModelId) -> String) -> String {
        let part = |inner: &Self| {
            let words = inner.words(of_model);
            if inner.is_nullable() {
                format!("({words})")
            } else {
                words
            }
        };
        match self {
            Self::Scalar(scalar) => scalar.row().word.to_owned(),
            Self::Model(id) | Self::Mask(id) => of_model(*id),
            Self::List(item) => format!("list of {}", part(item)),
            Self::Map(item) => format!("map of {}", part(item)),
            Self::Nullable(inner) => format!("{} or null", inner.words(of_model)),
        }
    }

    /// Returns the model of the type itself, or of the items of the list or map.
    #[must_use]
    pub fn model(&self) -> Option<ModelId> {
        match self {
            Self::Scalar(_) => None,
            Self::Model(id) | Self::Mask(id) => Some(*id),
            Self::List(item) | Self::Map(item) | Self::Nullable(item) => item.model(),
        }
    }
}
