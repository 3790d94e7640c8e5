//! Types and models: structs, enums, unions and field masks.

use crate::{names::Name, scalars::Scalar};
use serde_json::Value as Json;

/// Documentation, line by line; empty if the description has none.
#[derive(Clone, Debug, Default)]
pub struct Docs(pub Vec<String>);

/// Id of a model: its index in [`Models`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModelId(pub usize);

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

    /// Returns `true` if a type is a union. A required union may still be absent: its tag may be blank.
    #[must_use]
    pub fn is_union(&self, ty: &Type) -> bool {
        match ty {
            Type::Model(id) => matches!(self.get(*id).shape, Shape::Union(_)),
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
    /// Enum: one of several words.
    Enum(Vec<EnumValue>),
    /// Union: one of several variants, which a tag tells apart.
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

    /// Returns the types of fields and of keyed variants; flat variants have no type.
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
                Content::Nothing | Content::Empty(_) | Content::Keyed(..) => None,
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

/// Union: objects that a tag tells apart.
#[derive(Clone, Debug)]
pub struct Union {
    /// Key of the tag.
    pub tag: String,
    /// Variants.
    pub variants: Vec<Variant>,
    /// Index of the variant that stands for the union where there is no example: the first one that does not lead back to the
    /// union.
    pub sample: usize,
}

/// A variant of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Name; its form on the wire is the value of the tag.
    pub name: Name,
    /// Documentation.
    pub docs: Docs,
    /// Note that it is deprecated.
    pub deprecated: Option<String>,
    /// Content beside the tag.
    pub content: Content,
    /// Whether the content is in a box, because it leads back to the union.
    pub is_boxed: bool,
}

/// Content beside the tag of a variant.
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
    /// Documentation.
    pub docs: Docs,
    /// Note that it is deprecated.
    pub deprecated: Option<String>,
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
