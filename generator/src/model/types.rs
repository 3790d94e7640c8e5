//! Types and models: structs, enums, unions and field masks.

use crate::{names::Name, scalars::Scalar};

/// Documentation, line by line; empty where the description has none.
#[derive(Clone, Debug, Default)]
pub struct Docs(pub Vec<String>);

/// The place of a model in [`Models`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModelId(pub usize);

/// All models.
#[derive(Debug, Default)]
pub struct Models(pub Vec<Model>);

impl Models {
    /// The model of an id.
    ///
    /// # Panics
    /// On an id of other models; ids are only made by `resolve`.
    #[must_use]
    pub fn get(&self, id: ModelId) -> &Model {
        &self.0[id.0]
    }

    /// Whether a missing value of the type has a stand-in.
    #[must_use]
    pub fn has_zero(&self, ty: &Type) -> bool {
        match ty {
            Type::Scalar(scalar) => scalar.row().has_zero,
            Type::Model(id) => match self.get(*id).shape {
                Shape::Enum(_) => true,
                Shape::Struct(_) | Shape::Union(_) | Shape::Mask(_) => false,
            },
            Type::Mask(_) => false,
            Type::List(_) | Type::Map(_) => true,
        }
    }
}

impl Models {
    /// Whether there is a secret in a type, however deep.
    #[must_use]
    pub fn holds_secret(&self, ty: &Type) -> bool {
        match ty {
            Type::Scalar(_) => ty.is_secret(),
            Type::Model(id) => self.get(*id).holds_secret,
            Type::Mask(_) => false,
            Type::List(item) | Type::Map(item) => self.holds_secret(item),
        }
    }

    /// Whether a type is a union, which may be there and say nothing: where its tag is blank.
    #[must_use]
    pub fn is_union(&self, ty: &Type) -> bool {
        match ty {
            Type::Model(id) => matches!(self.get(*id).shape, Shape::Union(_)),
            Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) => false,
        }
    }
}

/// A model.
#[derive(Debug)]
pub struct Model {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub docs: Docs,
    /// Why not to use it any more.
    pub deprecated: Option<String>,
    /// Whether a request carries it, so that what is read-only in it must not be sent.
    pub outgoing: bool,
    /// Whether every field has a default.
    pub has_default: bool,
    /// Whether there is a secret in it, however deep.
    pub holds_secret: bool,
    /// What it is made of.
    pub shape: Shape,
}

/// What a model is made of.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Fields.
    Struct(Vec<Field>),
    /// One of several words.
    Enum(Vec<EnumValue>),
    /// One of several variants, which a tag tells apart.
    Union(Union),
    /// One of several paths of another model; the escape from the list is not a word that is unknown, but one
    /// that the caller chose.
    Mask(Vec<EnumValue>),
}

impl Shape {
    /// The fields of a struct.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        match self {
            Self::Struct(fields) => fields,
            Self::Enum(_) | Self::Union(_) | Self::Mask(_) => &[],
        }
    }

    /// The variants of a union.
    #[must_use]
    pub fn variants(&self) -> &[Variant] {
        match self {
            Self::Union(union) => &union.variants,
            Self::Struct(_) | Self::Enum(_) | Self::Mask(_) => &[],
        }
    }

    /// The types that it is made of; those of flat variants apart, which have no type of their own.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let keyed = self
            .variants()
            .iter()
            .filter_map(|variant| match &variant.content {
                Content::Keyed(_, ty) => Some(ty),
                Content::Nothing | Content::Empty(_) | Content::Flat(_) => None,
            });
        self.fields().iter().map(|field| &field.ty).chain(keyed)
    }

    /// Whether a secret stands in it itself, and not only in the models that it is made of.
    #[must_use]
    pub fn has_secret(&self) -> bool {
        self.types().any(Type::is_secret)
    }

    /// The models that it is made of.
    pub fn models(&self) -> impl Iterator<Item = ModelId> {
        let flat = self
            .variants()
            .iter()
            .filter_map(|variant| match variant.content {
                Content::Flat(id) => Some(id),
                Content::Nothing | Content::Empty(_) | Content::Keyed(..) => None,
            });
        self.types().filter_map(Type::model).chain(flat)
    }

    /// Whether something in it is not to be used any more.
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

/// A union: objects that a tag tells apart.
#[derive(Clone, Debug)]
pub struct Union {
    /// The key of the tag.
    pub tag: String,
    /// The variants.
    pub variants: Vec<Variant>,
}

/// A variant of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its name; on the wire, the tag's value.
    pub name: Name,
    /// What it means.
    pub docs: Docs,
    /// Why not to use it any more.
    pub deprecated: Option<String>,
    /// What stands beside the tag.
    pub content: Content,
}

/// What stands beside the tag of a variant.
#[derive(Clone, Debug)]
pub enum Content {
    /// Nothing.
    Nothing,
    /// An empty object, under the key that is the tag's value.
    Empty(String),
    /// A value, under the key that is the tag's value.
    Keyed(String, Type),
    /// The fields of a struct.
    Flat(ModelId),
}

/// A field of a model or body.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub docs: Docs,
    /// Why not to use it any more.
    pub deprecated: Option<String>,
    /// Its type.
    pub ty: Type,
    /// Whether it may be left out.
    pub presence: Presence,
    /// Who sets it.
    pub access: Access,
    /// The setter that adds one entry of a map.
    pub entry: Option<Name>,
    /// Whether it is no field on the wire, but keeps all that the object has besides its fields.
    pub is_rest: bool,
}

impl Field {
    /// Whether callers must give it: to `new` of a model, or as an argument of a method.
    #[must_use]
    pub fn is_argument(&self, outgoing: bool) -> bool {
        self.presence == Presence::Required
            && !self.is_rest
            && !(outgoing && self.access == Access::ReadOnly)
    }
}

/// Whether a value may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It is always there.
    Required,
    /// It may be left out.
    Optional,
}

/// Who sets a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Callers may.
    ReadWrite,
    /// Only the API.
    ReadOnly,
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// Its name.
    pub name: Name,
    /// What it means.
    pub docs: Docs,
    /// Why not to use it any more.
    pub deprecated: Option<String>,
}

/// A type.
#[derive(Clone, Debug)]
pub enum Type {
    /// A scalar.
    Scalar(Scalar),
    /// A model.
    Model(ModelId),
    /// Several paths of a model, as one text.
    Mask(ModelId),
    /// A list.
    List(Box<Type>),
    /// A map from text.
    Map(Box<Type>),
}

impl Type {
    /// Whether it is a secret, or a list or map of them.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        match self {
            Self::Scalar(scalar) => scalar.is_secret(),
            Self::Model(_) | Self::Mask(_) => false,
            Self::List(item) | Self::Map(item) => item.is_secret(),
        }
    }

    /// The model that the type comes down to.
    #[must_use]
    pub fn model(&self) -> Option<ModelId> {
        match self {
            Self::Scalar(_) => None,
            Self::Model(id) | Self::Mask(id) => Some(*id),
            Self::List(item) | Self::Map(item) => item.model(),
        }
    }
}
