//! The resolved API: types and tiny queries. What is exclusive is an enum, so that emission cannot fail.

use crate::{names::Name, scalars::Scalar};
use serde_json::Value as Json;
use std::time::Duration;

/// A whole API, ready to be emitted.
#[derive(Debug)]
pub struct Api {
    /// What the API is called.
    pub name: String,
    /// The API's version.
    pub version: String,
    /// What the crate is.
    pub docs: Docs,
    /// The emitted package.
    pub package: Package,
    /// Where the API answers.
    pub base_url: String,
    /// The environment variable of the base URL.
    pub base_url_env: Option<String>,
    /// How calls prove who makes them.
    pub auth: Auth,
    /// Path parameters that a client is given once.
    pub client_params: Vec<ClientParam>,
    /// How long one attempt may take.
    pub timeout: Duration,
    /// How often a call is tried again.
    pub max_retries: u32,
    /// The statuses that are tried again.
    pub retry_statuses: Vec<u16>,
    /// The response header that carries the request's id, in small letters.
    pub request_id: String,
    /// What an error's body holds.
    pub error: Option<ErrorShape>,
    /// All models.
    pub models: Models,
    /// The models of `shared.yaml`.
    pub shared: Vec<ModelId>,
    /// All resources.
    pub resources: Vec<Resource>,
    /// Example programs, copied as they are.
    pub examples: Vec<ExampleFile>,
}

/// The emitted package.
#[derive(Debug)]
pub struct Package {
    /// Its name on crates.io.
    pub name: String,
    /// The name in `use`.
    pub lib: String,
    /// Its version.
    pub version: String,
    /// An SPDX expression.
    pub license: Option<String>,
    /// Where its source is kept.
    pub repository: Option<String>,
    /// The API's own site.
    pub homepage: Option<String>,
    /// Who maintains it.
    pub authors: Vec<String>,
    /// Search words.
    pub keywords: Vec<String>,
    /// Categories.
    pub categories: Vec<String>,
}

/// How calls prove who makes them.
#[derive(Debug)]
pub enum Auth {
    /// A key in `Authorization: Bearer`.
    Bearer {
        /// The environment variable of the key.
        env: Option<String>,
    },
}

/// A path parameter that a client is given once.
#[derive(Debug)]
pub struct ClientParam {
    /// Its name; in Rust the builder's method and the request's setter.
    pub name: Name,
    /// What it is.
    pub docs: Docs,
    /// The environment variable that holds it.
    pub env: Option<String>,
}

/// What an error's body holds.
#[derive(Debug)]
pub struct ErrorShape {
    /// The model.
    pub model: ModelId,
    /// The path of the text for people.
    pub message: Vec<String>,
}

/// An example program.
#[derive(Clone, Debug)]
pub struct ExampleFile {
    /// Its file name.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Documentation, line by line; empty where the description has none.
#[derive(Clone, Debug, Default)]
pub struct Docs(pub Vec<String>);

/// The place of a model in [`Models`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModelId(pub usize);

/// All models.
#[derive(Debug, Default)]
pub struct Models(pub Vec<Model>);

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
    /// What it is made of.
    pub shape: Shape,
}

/// What a model is made of.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Fields.
    Struct(Vec<Field>),
    /// One of several words.
    Enum(Vec<Value>),
    /// One of several paths of another model; the escape from the list is not a word that is unknown, but one
    /// that the caller chose.
    Mask(Vec<Value>),
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
pub struct Value {
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
    Scalar(&'static Scalar),
    /// A model.
    Model(ModelId),
    /// Several paths of a model, as one text.
    Mask(ModelId),
    /// A list.
    List(Box<Type>),
    /// A map from text.
    Map(Box<Type>),
}

/// A resource.
#[derive(Debug)]
pub struct Resource {
    /// Its name: a module, an accessor and the handle's type.
    pub name: Name,
    /// What it is.
    pub docs: Docs,
    /// The file that describes it, inside the spec folder.
    pub source: String,
    /// Its methods.
    pub methods: Vec<Method>,
    /// The models that only it uses.
    pub models: Vec<ModelId>,
}

/// A method of a resource.
#[derive(Debug)]
pub struct Method {
    /// Its name; the type form is its request.
    pub name: Name,
    /// What it does.
    pub docs: Docs,
    /// Why not to use it any more.
    pub deprecated: Option<String>,
    /// HTTP method and path.
    pub route: Route,
    /// Path parameters, in the order of the path.
    pub params: Vec<PathParam>,
    /// Query parameters, in the order in which they are sent.
    pub query: Vec<Query>,
    /// What it sends.
    pub body: Body,
    /// What it gives back.
    pub kind: Kind,
    /// A documented body to send.
    pub example_request: Option<Json>,
    /// A documented body to get.
    pub example_response: Option<Json>,
}

/// HTTP method and path.
#[derive(Debug)]
pub struct Route {
    /// The HTTP method.
    pub verb: Verb,
    /// The path, with `{name}` for parameters.
    pub path: String,
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// `GET`
    Get,
    /// `HEAD`
    Head,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

impl Verb {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Get,
        Self::Head,
        Self::Post,
        Self::Put,
        Self::Patch,
        Self::Delete,
    ];

    /// As it travels.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// Whether HTTP says that repeating it changes nothing more.
    #[must_use]
    pub fn is_idempotent(self) -> bool {
        match self {
            Self::Get | Self::Head | Self::Put | Self::Delete => true,
            Self::Post | Self::Patch => false,
        }
    }

    /// Whether it may carry a body.
    #[must_use]
    pub fn takes_body(self) -> bool {
        match self {
            Self::Post | Self::Put | Self::Patch | Self::Delete => true,
            Self::Get | Self::Head => false,
        }
    }
}

/// A path parameter.
#[derive(Clone, Debug)]
pub struct PathParam {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub docs: Docs,
    /// Who gives its value.
    pub source: ParamSource,
}

/// Who gives a path parameter's value.
#[derive(Clone, Debug)]
pub enum ParamSource {
    /// The client, unless the call says otherwise.
    Client,
    /// The call, as an argument.
    Argument(Type),
}

/// A query parameter.
#[derive(Clone, Debug)]
pub struct Query {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub docs: Docs,
    /// Why not to use it any more.
    pub deprecated: Option<String>,
    /// Whether it may be left out.
    pub presence: Presence,
    /// How it is sent.
    pub style: QueryStyle,
}

/// How a query parameter is sent.
#[derive(Clone, Debug)]
pub enum QueryStyle {
    /// Once.
    One(Type),
    /// The key is repeated for each value.
    Repeated(Type),
    /// `k=v` pairs, joined by commas.
    Pairs {
        /// The setter that adds one pair.
        entry: Option<Name>,
    },
}

/// What a method sends.
#[derive(Debug)]
pub enum Body {
    /// Nothing.
    None,
    /// A JSON object of these fields.
    Fields(Vec<Field>),
}

/// What a method gives back.
#[derive(Debug)]
pub enum Kind {
    /// A value.
    Value(Type),
    /// Nothing.
    Nothing,
    /// Pages of items.
    Pages(Pages),
}

/// Pages of items.
#[derive(Debug)]
pub struct Pages {
    /// The type of an item.
    pub item: Type,
    /// The key of the items.
    pub items: String,
    /// The path of the next page's cursor.
    pub next: Vec<String>,
    /// The query parameter that takes the cursor.
    pub cursor: String,
}

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
            Type::Scalar(scalar) => scalar.has_zero,
            Type::Model(id) => match self.get(*id).shape {
                Shape::Enum(_) => true,
                Shape::Struct(_) | Shape::Mask(_) => false,
            },
            Type::Mask(_) => false,
            Type::List(_) | Type::Map(_) => true,
        }
    }
}

impl Api {
    /// All methods of all resources.
    pub fn methods(&self) -> impl Iterator<Item = &Method> {
        self.resources.iter().flat_map(|resource| &resource.methods)
    }

    /// Whether anything is not to be used any more.
    #[must_use]
    pub fn has_deprecated(&self) -> bool {
        let models = self.models.0.iter().any(|model| {
            model.deprecated.is_some()
                || match &model.shape {
                    Shape::Struct(fields) => fields.iter().any(|field| field.deprecated.is_some()),
                    Shape::Enum(values) | Shape::Mask(values) => {
                        values.iter().any(|value| value.deprecated.is_some())
                    }
                }
        });
        let methods = self.methods().any(|method| {
            method.deprecated.is_some()
                || method.query.iter().any(|query| query.deprecated.is_some())
                || method
                    .body_fields()
                    .iter()
                    .any(|field| field.deprecated.is_some())
        });
        models || methods
    }
}

impl Method {
    /// The fields of the body.
    #[must_use]
    pub fn body_fields(&self) -> &[Field] {
        match &self.body {
            Body::None => &[],
            Body::Fields(fields) => fields,
        }
    }
}

impl Field {
    /// Whether callers must give it: to `new` of a model, or as an argument of a method.
    #[must_use]
    pub fn is_argument(&self, outgoing: bool) -> bool {
        self.presence == Presence::Required && !(outgoing && self.access == Access::ReadOnly)
    }
}

impl Type {
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
