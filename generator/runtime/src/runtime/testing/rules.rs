//! What the description says of requests, as statics: requests in tests are held against it.

use http::Method;

/// A method of the API: where its requests go, and what they may carry.
#[derive(Debug)]
pub struct Route {
    /// Its name in errors: `resource.method`.
    pub name: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path with its parameters in braces: `/v1/things/{id}:archive`.
    pub path: &'static str,
    /// The query parameters.
    pub query: &'static [QueryRule],
    /// The body.
    pub body: BodyRule,
}

/// What the description says of a query parameter.
#[derive(Clone, Copy, Debug)]
pub struct QueryRule {
    /// Its name.
    pub name: &'static str,
    /// What a value of it is.
    pub kind: Kind,
    /// Whether it must be there.
    pub required: bool,
    /// Whether it may be there more than once.
    pub repeated: bool,
}

/// What the description says of a body.
#[derive(Clone, Copy, Debug)]
pub enum BodyRule {
    /// There is none.
    None,
    /// An object of these fields, and of no others.
    Fields(&'static [FieldRule]),
    /// A value.
    Whole(Kind),
}

/// What the description says of a field.
#[derive(Clone, Copy, Debug)]
pub struct FieldRule {
    /// Its name.
    pub name: &'static str,
    /// What its value is.
    pub kind: Kind,
    /// Whether it must be there.
    pub required: bool,
    /// Whether only the API sets it.
    pub read_only: bool,
}

/// What a value is.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Anything.
    Any,
    /// Text, be it one of several words: a word that is not known may be new.
    Text,
    /// Text that must not be shown.
    Secret,
    /// `true` or `false`.
    Bool,
    /// A whole number of 32 bits.
    Int32,
    /// A whole number of 64 bits.
    Int64,
    /// A whole number of 64 bits, as text.
    Int64Text,
    /// A number.
    Number,
    /// A moment, as RFC 3339 has it.
    DateTime,
    /// A span of time, such as `1.5s`.
    Duration,
    /// Bytes, as base64.
    Bytes,
    /// Pairs such as `k=v`, joined by commas.
    Pairs,
    /// A list of such values.
    List(&'static Kind),
    /// An object with such values.
    Map(&'static Kind),
    /// What a model is. It is a function, for a model may hold lists of itself.
    Model(fn() -> Shape),
}

/// What a model is made of.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// An object.
    Object {
        /// Its fields.
        fields: &'static [FieldRule],
        /// Whether it may have others.
        open: bool,
    },
    /// One of several objects, which a tag tells apart.
    Union {
        /// The key of the tag.
        tag: &'static str,
        /// The variants that are known.
        variants: &'static [VariantRule],
    },
}

/// What the description says of a variant of a union.
#[derive(Clone, Copy, Debug)]
pub struct VariantRule {
    /// The value of the tag.
    pub tag: &'static str,
    /// What stands beside the tag.
    pub content: ContentRule,
}

/// What stands beside a tag.
#[derive(Clone, Copy, Debug)]
pub enum ContentRule {
    /// Nothing.
    Nothing,
    /// A value under a key.
    Keyed(&'static str, Kind),
    /// The fields of an object.
    Flat(fn() -> Shape),
}

/// A model that the description tells of.
pub trait Described {
    /// What it is made of.
    const SHAPE: Shape;
}

/// What a model is made of, as a function that a [`Kind`] can name.
#[must_use]
pub fn shape_of<T: Described>() -> Shape {
    T::SHAPE
}

impl FieldRule {
    /// A field that must be there.
    #[must_use]
    pub const fn required(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            required: true,
            read_only: false,
        }
    }

    /// A field that may be left out.
    #[must_use]
    pub const fn optional(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            required: false,
            read_only: false,
        }
    }

    /// The same field, which only the API sets.
    #[must_use]
    pub const fn read_only(self) -> Self {
        Self {
            read_only: true,
            ..self
        }
    }
}
