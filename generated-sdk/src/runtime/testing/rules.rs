//! Description of requests as static data, with which requests in tests are compared.

use http::Method;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::runtime::json::scalar::FromScalar;
use crate::runtime::text::media_types::JSON;

/// Method of the API, with the parameters and the body of its requests.
#[derive(Debug)]
pub struct Route {
    /// Name in errors: `resource.method`.
    pub name: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Path with its parameters in braces: `/v1/things/{id}:archive`. Slashes in the value of `{path*}` are kept.
    pub path: &'static str,
    /// Index of its server in those of the API; `None` for the default one.
    pub server: Option<usize>,
    /// Query parameters.
    pub query: &'static [QueryRule],
    /// Headers that are described.
    pub headers: &'static [HeaderRule],
    /// Request body.
    pub body: BodyRule,
}

/// Description of a query parameter.
#[derive(Clone, Copy, Debug)]
pub struct QueryRule {
    /// Wire name.
    pub name: &'static str,
    /// Type of a value.
    pub kind: ValueKind,
    /// Whether it is required.
    pub required: bool,
    /// Form in the URL.
    pub form: QueryForm,
}

/// Form of a query parameter in the URL.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum QueryForm {
    /// One value.
    One,
    /// A value for each item of a list.
    Repeated,
    /// The items of a list in one value, with commas between them.
    Comma,
    /// A value for each key inside of it, which is in brackets. The function returns the JSON of these keys and values.
    Deep(fn(ValueKind, &[(&str, &str)]) -> Value),
}

/// Description of a header.
#[derive(Clone, Copy, Debug)]
pub struct HeaderRule {
    /// Name, in lower case.
    pub name: &'static str,
    /// Type of the value.
    pub kind: ValueKind,
    /// Whether it is required.
    pub required: bool,
}

/// Description of a request body.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum BodyRule {
    /// No body.
    None,
    /// Object with these fields and no others.
    Fields(&'static [FieldRule]),
    /// Single value.
    Whole(ValueKind),
    /// Body that may be left out.
    Optional(&'static Self),
    /// Body that is not JSON, or has another media type.
    Encoded(BodyCodec, &'static Self),
}

/// Format of a request body.
#[derive(Clone, Copy, Debug)]
pub struct BodyCodec {
    /// Media type.
    pub media_type: &'static str,
    /// Returns the JSON of a body with these rules.
    pub decode: fn(&[u8], &BodyRule) -> Value,
}

impl BodyCodec {
    /// JSON with a media type.
    #[must_use]
    pub const fn json(media_type: &'static str) -> Self {
        Self {
            media_type,
            decode: |content, _| {
                let text = String::from_utf8_lossy(content);
                serde_json::from_str(&text).unwrap_or_default()
            },
        }
    }

    /// File with any media type.
    pub const FILE: Self = Self {
        media_type: "",
        decode: |content, _| serde_json::json!({ "content": String::from_utf8_lossy(content) }),
    };

    /// Text with a media type.
    #[must_use]
    pub const fn text(media_type: &'static str) -> Self {
        Self {
            media_type,
            decode: |content, _| String::from_utf8_lossy(content).into(),
        }
    }
}

impl BodyRule {
    /// Returns the format of the body, and the rule of its content.
    pub(crate) fn parts(&self) -> (BodyCodec, &Self) {
        match self {
            Self::None | Self::Fields(_) | Self::Whole(_) => (BodyCodec::json(JSON), self),
            Self::Optional(rule) => rule.parts(),
            Self::Encoded(codec, rule) => (*codec, rule),
        }
    }
}

/// Description of a field.
#[derive(Clone, Copy, Debug)]
pub struct FieldRule {
    /// Wire name.
    pub name: &'static str,
    /// Type of its value.
    pub kind: ValueKind,
    /// Whether it is required.
    pub required: bool,
    /// Whether only the API sets it.
    pub read_only: bool,
}

/// Type of a value.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum ValueKind {
    /// Any JSON value.
    Any,
    /// String. Includes enums, because an unknown value may be new.
    Text,
    /// String that must not be shown.
    Secret,
    /// Boolean.
    Bool,
    /// 32-bit integer.
    Int32,
    /// 64-bit integer.
    Int64,
    /// Unsigned 64-bit integer.
    Uint64,
    /// 64-bit integer in a string.
    Int64Text,
    /// Number.
    Number,
    /// Date-time in the format of RFC 3339.
    DateTime,
    /// Duration, such as `1.5s`.
    Duration,
    /// Bytes in base64.
    Bytes,
    /// Value of a type. The function checks it, and the text describes it.
    Decoded(fn(&Value) -> bool, &'static str),
    /// Pairs such as `k=v`, separated by commas.
    Pairs,
    /// Value or `null`.
    Nullable(&'static ValueKind),
    /// Content of a file.
    File,
    /// List of values.
    List(&'static ValueKind),
    /// Object with arbitrary keys.
    Map(&'static ValueKind),
    /// Model. Its shape is returned by a function, because a model may contain itself.
    Model(fn() -> ModelShape),
}

/// Shape of a model.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum ModelShape {
    /// Object.
    Object {
        /// Fields of the object.
        fields: &'static [FieldRule],
        /// Whether other fields are allowed.
        open: bool,
    },
    /// Union: one of several objects, which is identified by a tag.
    Union {
        /// Place of the tag.
        tag: TagRule,
        /// Known variants.
        variants: &'static [VariantRule],
    },
    /// Union without a tag: the first of these that accepts a value identifies its type.
    OneOf(&'static [FormRule]),
}

/// Description of a variant of a union without a tag.
#[derive(Clone, Copy, Debug)]
pub struct FormRule {
    /// Returns `true` if a value has the form of the variant.
    pub accepts: fn(&Value) -> bool,
    /// Type of the values.
    pub kind: ValueKind,
}

/// Place of the tag in an object.
#[derive(Clone, Copy, Debug)]
pub struct TagRule {
    /// Keys that lead to it.
    pub path: &'static [&'static str],
    /// Whether it is an integer.
    pub integer: bool,
}

/// Description of a variant of a union.
#[derive(Clone, Copy, Debug)]
pub struct VariantRule {
    /// Value of the tag.
    pub tag: &'static str,
    /// Content besides the tag.
    pub content: ContentRule,
}

/// Content of a variant besides its tag.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum ContentRule {
    /// No content.
    Nothing,
    /// Value under a key.
    Keyed(&'static str, ValueKind),
    /// Fields of an object, next to the tag.
    Flat(fn() -> ModelShape),
    /// Whole object, with the tag.
    Whole(ValueKind),
}

/// Model with a description.
pub trait Described {
    /// Shape of the model.
    const SHAPE: ModelShape;
}

/// Returns the shape of a model. [`ValueKind::Model`] refers to this function.
#[must_use]
pub fn shape_of<T: Described>() -> ModelShape {
    T::SHAPE
}

/// Returns `true` if a value can be decoded.
fn is_decoded<T: DeserializeOwned>(value: &Value) -> bool {
    T::deserialize(value).is_ok()
}

impl TagRule {
    /// Place of a text.
    #[must_use]
    pub const fn text(path: &'static [&'static str]) -> Self {
        let integer = false;
        Self { path, integer }
    }

    /// Place of an integer.
    #[must_use]
    pub const fn integer(path: &'static [&'static str]) -> Self {
        let integer = true;
        Self { path, integer }
    }

    /// Returns the first key, which is that of the tag or of the object around it.
    pub(crate) fn head(&self) -> &'static str {
        self.path.first().copied().unwrap_or_default()
    }

    /// Returns the value at the place.
    pub(crate) fn find<'v>(&self, object: &'v Map<String, Value>) -> Option<&'v Value> {
        let (head, rest) = self.path.split_first()?;
        rest.iter()
            .try_fold(object.get(*head)?, |value, key| value.get(key))
    }

    /// Returns the tag as text; `None` if it is missing or of another type.
    pub(crate) fn word(&self, object: &Map<String, Value>) -> Option<String> {
        match (self.find(object)?, self.integer) {
            (Value::String(word), false) => Some(word.clone()),
            (Value::Number(number), true) if number.is_i64() => Some(number.to_string()),
            _ => None,
        }
    }
}

impl ValueKind {
    /// Returns the kind of a type that is a scalar in JSON.
    #[must_use]
    pub const fn decoded<T: FromScalar + DeserializeOwned>() -> Self {
        Self::Decoded(is_decoded::<T>, T::EXPECTED)
    }

    /// Returns the kind of a model.
    #[must_use]
    pub const fn model<T: Described>() -> Self {
        Self::Model(shape_of::<T>)
    }
}

impl QueryRule {
    /// Creates a required parameter.
    #[must_use]
    pub const fn required(name: &'static str, kind: ValueKind) -> Self {
        Self {
            name,
            kind,
            required: true,
            form: QueryForm::One,
        }
    }

    /// Creates an optional parameter.
    #[must_use]
    pub const fn optional(name: &'static str, kind: ValueKind) -> Self {
        Self {
            name,
            kind,
            required: false,
            form: QueryForm::One,
        }
    }

    /// Marks the parameter as one that may be sent more than once.
    #[must_use]
    pub const fn repeated(self) -> Self {
        Self {
            form: QueryForm::Repeated,
            ..self
        }
    }

    /// Marks the parameter as a list in one value.
    #[must_use]
    pub const fn comma(self) -> Self {
        Self {
            form: QueryForm::Comma,
            ..self
        }
    }

    /// Returns `true` if a key in the URL belongs to the parameter.
    #[must_use]
    pub fn has_key(&self, key: &str) -> bool {
        match self.form {
            QueryForm::One | QueryForm::Repeated | QueryForm::Comma => key == self.name,
            QueryForm::Deep(_) => {
                let inner = key.strip_prefix(self.name);
                inner.is_some_and(|inner| inner.starts_with('['))
            }
        }
    }
}

impl HeaderRule {
    /// Creates a required header.
    #[must_use]
    pub const fn required(name: &'static str, kind: ValueKind) -> Self {
        Self {
            name,
            kind,
            required: true,
        }
    }

    /// Creates an optional header.
    #[must_use]
    pub const fn optional(name: &'static str, kind: ValueKind) -> Self {
        Self {
            name,
            kind,
            required: false,
        }
    }
}

impl FieldRule {
    /// Creates a required field.
    #[must_use]
    pub const fn required(name: &'static str, kind: ValueKind) -> Self {
        Self {
            name,
            kind,
            required: true,
            read_only: false,
        }
    }

    /// Creates an optional field.
    #[must_use]
    pub const fn optional(name: &'static str, kind: ValueKind) -> Self {
        Self {
            name,
            kind,
            required: false,
            read_only: false,
        }
    }

    /// Marks the field as read-only.
    #[must_use]
    pub const fn read_only(self) -> Self {
        Self {
            read_only: true,
            ..self
        }
    }
}
