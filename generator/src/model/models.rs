//! Models: structs, enums, unions and field masks.

use super::{
    types::{Docs, EnumValue, Field, ModelId, Type},
    union::{Content, Union, Variant},
};
use crate::names::Name;
use serde_json::Value as Json;

/// All models.
#[derive(Debug, Default)]
pub struct Models(pub Vec<Model>);

impl Models {
    /// Returns the model of an id.
    ///
    /// # Panics
    /// If the id belongs to other models; only `resolve` makes ids.
    #[must_use]
    pub fn get(&self, id: ModelId) -> &Model {
        &self.0[id.0]
    }

    /// Returns `true` if the type has a zero value, which an API with `omits_defaults` leaves out.
    #[must_use]
    pub fn has_zero(&self, ty: &Type) -> bool {
        match ty {
            Type::Scalar(scalar) => scalar.row().has_zero,
            Type::Model(id) => match self.get(*id).shape {
                Shape::Enum(_) => true,
                Shape::Struct(_) | Shape::Union(_) | Shape::Mask(_) => false,
            },
            Type::Mask(_) | Type::Nullable(_) => false,
            Type::List(_) | Type::Map(_) => true,
        }
    }
}

impl Models {
    /// Returns `true` if a type has a secret in it, however deep.
    #[must_use]
    pub fn holds_secret(&self, ty: &Type) -> bool {
        match ty {
            Type::Scalar(_) => ty.is_secret(),
            Type::Model(id) => self.get(*id).holds_secret,
            Type::Mask(_) => false,
            Type::List(item) | Type::Map(item) | Type::Nullable(item) => self.holds_secret(item),
        }
    }

    /// Returns `true` if a type has no structs and no unions in it.
    #[must_use]
    pub fn is_leaf(&self, ty: &Type) -> bool {
        match ty {
            Type::Scalar(_) | Type::Mask(_) => true,
            Type::Model(id) => match self.get(*id).shape {
                Shape::Enum(_) | Shape::Mask(_) => true,
                Shape::Struct(_) | Shape::Union(_) => false,
            },
            Type::List(item) | Type::Map(item) | Type::Nullable(item) => self.is_leaf(item),
        }
    }

    /// Returns `true` if a type is a union with a tag. A required one may still be absent: its tag may be blank.
    #[must_use]
    pub fn is_tagged_union(&self, ty: &Type) -> bool {
        match ty {
            Type::Model(id) => self.get(*id).shape.is_tagged_union(),
            Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) => {
                false
            }
        }
    }
}

/// A model.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Model {
    /// Name.
    pub name: Name,
    /// Documentation.
    pub docs: Docs,
    /// Note that it is deprecated.
    pub deprecated: Option<String>,
    /// Whether requests carry it; its read-only fields must not be sent.
    pub outgoing: bool,
    /// Function that creates a value of it.
    pub constructor: Constructor,
    /// Whether it implements `Default`: for a struct, whether every field has a default value.
    pub has_default: bool,
    /// Whether it has a secret in it, however deep.
    pub holds_secret: bool,
    /// Whether a method returns it, itself or in a list, in pages or in events.
    pub is_returned: bool,
    /// Whether it or a field in it, however deep, has an example.
    pub has_example: bool,
    /// Documented value.
    pub example: Option<Json>,
    /// Struct from which a value of it can be created, by its fields of the same names.
    pub from: Option<ModelId>,
    /// Whether it keeps fields that are not described.
    pub keeps_unknown: bool,
    /// Common prefix of the words of an enum or a union on the wire; may be empty.
    pub prefix: String,
    /// Names of the structs whose fields it has as well, before its own.
    pub includes: Vec<String>,
    /// Warnings about it that the description allows.
    pub allow: Vec<String>,
    /// Fields, values, variants or paths.
    pub shape: Shape,
}

/// Function that creates a value of a struct from its required fields.
#[derive(Clone, Debug)]
pub enum Constructor {
    /// None: requests do not contain the model, or it is not a struct.
    None,
    /// `new`, with the fields as arguments.
    New,
    /// A builder with this name, because arguments of `new` could be swapped.
    Builder(Name),
}

/// Content of a model.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Object with fields.
    Struct(Vec<Field>),
    /// Enum: one of several words, or of several integers.
    Enum(Vec<EnumValue>),
    /// Union: one of several variants.
    Union(Union),
    /// Field mask: one of several paths of another model. A path that is not in the list is one that the caller made.
    Mask(Vec<EnumValue>),
}

impl Shape {
    /// Returns the fields of a struct.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        match self {
            Self::Struct(fields) => fields,
            Self::Enum(_) | Self::Union(_) | Self::Mask(_) => &[],
        }
    }

    /// Returns the variants of a union.
    #[must_use]
    pub fn variants(&self) -> &[Variant] {
        match self {
            Self::Union(union) => &union.variants,
            Self::Struct(_) | Self::Enum(_) | Self::Mask(_) => &[],
        }
    }

    /// Returns `true` for a union whose variants a tag tells apart.
    #[must_use]
    pub fn is_tagged_union(&self) -> bool {
        match self {
            Self::Union(union) => union.tag().is_some(),
            Self::Struct(_) | Self::Enum(_) | Self::Mask(_) => false,
        }
    }

    /// Returns `true` for an enum whose values are integers on the wire.
    #[must_use]
    pub fn is_integer_enum(&self) -> bool {
        match self {
            Self::Enum(values) => values.iter().any(|value| value.number.is_some()),
            Self::Struct(_) | Self::Union(_) | Self::Mask(_) => false,
        }
    }

    /// Returns the types of fields and of variants; flat variants have no type.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let keyed = self
            .variants()
            .iter()
            .filter_map(|variant| match &variant.content {
                Content::Keyed(_, ty) | Content::Whole(ty) => Some(ty),
                Content::Nothing | Content::Empty(_) | Content::Flat(_) => None,
            });
        self.fields().iter().map(|field| &field.ty).chain(keyed)
    }

    /// Returns `true` if it has a secret itself, not only in the models that it is made of.
    #[must_use]
    pub fn has_secret(&self) -> bool {
        self.types().any(Type::is_secret)
    }

    /// Returns the models that it is made of.
    pub fn models(&self) -> impl Iterator<Item = ModelId> {
        let flat = self
            .variants()
            .iter()
            .filter_map(|variant| match variant.content {
                Content::Flat(id) => Some(id),
                Content::Nothing | Content::Empty(_) | Content::Keyed(..) | Content::Whole(_) => {
                    None
                }
            });
        self.types().filter_map(Type::model).chain(flat)
    }

    /// Returns `true` if a field, value or variant is deprecated.
    #[must_use]
    pub fn has_deprecated(&self) -> bool {
        match self {
            Self::Struct(fields) => fields.iter().any(|field| field.deprecated.is_some()),
            Self::Enum(values) | Self::Mask(values) => {
                values.iter().any(|value| value.deprecated.is_some())
            }
            Self::Union(union) => {
                let mut variants = union.variants.iter();
                variants.any(|variant| variant.deprecated.is_some())
            }
        }
    }
}
