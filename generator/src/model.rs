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
    /// The events that the API sends to webhooks.
    pub webhooks: Option<Webhooks>,
    /// All models.
    pub models: Models,
    /// The models of `shared.yaml`.
    pub shared: Vec<ModelId>,
    /// All resources; those that are nested come behind the one that they are nested in.
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
    /// They do not.
    None,
    /// A key in `Authorization: Bearer`.
    Bearer {
        /// The environment variable of the key.
        env: Option<String>,
    },
    /// A key in a header of its own.
    Header {
        /// The header, in small letters.
        name: String,
        /// The environment variable of the key.
        env: Option<String>,
    },
    /// A name and a password in `Authorization: Basic`.
    Basic {
        /// The environment variable of the name.
        username: Option<String>,
        /// The environment variable of the password.
        password: Option<String>,
    },
}

/// The events that the API sends to webhooks.
#[derive(Debug)]
pub struct Webhooks {
    /// The union of the events.
    pub event: ModelId,
    /// The environment variable of the secret that they are signed with.
    pub env: Option<String>,
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
    Enum(Vec<Value>),
    /// One of several variants, which a tag tells apart.
    Union(Union),
    /// One of several paths of another model; the escape from the list is not a word that is unknown, but one
    /// that the caller chose.
    Mask(Vec<Value>),
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
    /// The name of the resource that it is nested in.
    pub parent: Option<Name>,
    /// The path parameters that are given when the handle of a nested resource is made.
    pub params: Vec<HandleParam>,
    /// What it is.
    pub docs: Docs,
    /// The file that describes it, inside the spec folder.
    pub source: String,
    /// Its methods.
    pub methods: Vec<Method>,
    /// The models that only it uses.
    pub models: Vec<ModelId>,
    /// What stands in for it in tests, and keeps what it is given.
    pub fake: Option<Fake>,
}

/// What stands in for a resource in tests, and keeps what it is given.
#[derive(Debug)]
pub struct Fake {
    /// The name of the method that makes an item.
    pub create: Name,
    /// The name of the method that lists items.
    pub list: Name,
    /// The name of the method that gives an item.
    pub retrieve: Name,
    /// The name of the method that changes an item.
    pub update: Name,
    /// The name of the method that deletes an item.
    pub delete: Name,
    /// An item.
    pub item: ModelId,
    /// The path of its id.
    pub id: Vec<String>,
    /// What may stand in place of an id: text in front, and the path of the rest.
    pub aliases: Vec<(String, Vec<String>)>,
    /// The query parameter with the most items of a page.
    pub limit: Option<String>,
    /// The query parameters that choose items.
    pub filters: Vec<FakeFilter>,
    /// The query parameters that change nothing.
    pub ignores: Vec<String>,
    /// The body field that says what an update changes.
    pub mask: Option<String>,
}

/// A query parameter that chooses items of a fake.
#[derive(Debug)]
pub struct FakeFilter {
    /// Its name on the wire.
    pub param: String,
    /// The path of what it is held against.
    pub path: Vec<String>,
    /// Whether that needs only begin with it.
    pub starts: bool,
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
    /// The handle of a nested resource, which was given it when it was made.
    Handle,
}

/// A path parameter that is given when the handle of a nested resource is made.
#[derive(Clone, Debug)]
pub struct HandleParam {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub docs: Docs,
    /// Its type.
    pub ty: Type,
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
    /// A value, as the argument of this name.
    Whole(Name, Type),
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
    /// A stream of events.
    Events(Events),
}

/// Pages of items.
#[derive(Debug)]
pub struct Pages {
    /// The type of an item.
    pub item: Type,
    /// The path of the items; empty where the body itself is the list.
    pub items: Vec<String>,
    /// How the next page is found.
    pub next: Next,
}

/// How the next page is found.
#[derive(Clone, Debug)]
pub enum Next {
    /// By a cursor in the page.
    Cursor {
        /// The path of the next page's cursor.
        path: Vec<String>,
        /// The query parameter that takes the cursor.
        param: String,
    },
    /// By its number.
    Page {
        /// The query parameter that takes the number.
        param: String,
        /// The number of the first page.
        first: u32,
        /// The path of a boolean that says whether there is a next page.
        more: Option<Vec<String>>,
    },
    /// By the number of the items before it.
    Offset {
        /// The query parameter that takes the number.
        param: String,
        /// The path of a boolean that says whether there is a next page.
        more: Option<Vec<String>>,
    },
    /// By a link in the headers.
    Link,
}

/// A stream of events.
#[derive(Debug)]
pub struct Events {
    /// The type of an event.
    pub item: Type,
    /// The names of events that are not decoded.
    pub housekeeping: Vec<String>,
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
    fn has_deprecated(&self) -> bool {
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

impl Resource {
    /// All types that its methods and its handle name.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let given = self.params.iter().map(|param| &param.ty);
        given.chain(self.methods.iter().flat_map(Method::types))
    }

    /// The accessors that lead to it, with dots: `shops` or `shops.shelves`.
    #[must_use]
    pub fn accessor(&self) -> String {
        self.joined(".")
    }

    /// One word for it among all resources: `shops` or `shops_shelves`.
    #[must_use]
    pub fn module(&self) -> String {
        self.joined("_")
    }

    /// The module of its models. One that is called like the module around it would be taken for that.
    #[must_use]
    pub fn models_module(&self) -> String {
        match self.module() {
            module if module == "models" => "own_models".to_owned(),
            module => module,
        }
    }

    /// The name of the resource at the top that it is, or is nested in. The feature is called so.
    #[must_use]
    pub fn top(&self) -> &Name {
        self.parent.as_ref().unwrap_or(&self.name)
    }

    fn joined(&self, separator: &str) -> String {
        match &self.parent {
            Some(parent) => format!("{}{separator}{}", parent.rust(), self.name.rust()),
            None => self.name.rust().to_owned(),
        }
    }
}

impl Api {
    /// The resources that are nested in no other.
    pub fn top_resources(&self) -> impl Iterator<Item = &Resource> {
        self.resources
            .iter()
            .filter(|resource| resource.parent.is_none())
    }

    /// The resources that are nested in another.
    pub fn nested_in(&self, outer: &Resource) -> impl Iterator<Item = &Resource> {
        self.resources.iter().filter(|resource| {
            resource
                .parent
                .as_ref()
                .is_some_and(|parent| outer.parent.is_none() && parent.rust() == outer.name.rust())
        })
    }

    /// All methods of all resources.
    pub fn methods(&self) -> impl Iterator<Item = &Method> {
        self.resources.iter().flat_map(|resource| &resource.methods)
    }

    /// Whether calls prove who makes them.
    #[must_use]
    pub fn authorizes(&self) -> bool {
        match self.auth {
            Auth::None => false,
            Auth::Bearer { .. } | Auth::Header { .. } | Auth::Basic { .. } => true,
        }
    }

    /// Whether there is anything that must not be shown.
    #[must_use]
    pub fn has_secrets(&self) -> bool {
        let in_models = self.models.0.iter().any(|model| model.holds_secret);
        let in_calls = self.methods().flat_map(Method::types).any(Type::is_secret);
        self.authorizes() || self.webhooks.is_some() || in_models || in_calls
    }

    /// Whether anything is not to be used any more.
    #[must_use]
    pub fn has_deprecated(&self) -> bool {
        let models = self
            .models
            .0
            .iter()
            .any(|model| model.deprecated.is_some() || model.shape.has_deprecated());
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
            Body::None | Body::Whole(..) => &[],
            Body::Fields(fields) => fields,
        }
    }

    /// All types that it names.
    #[must_use]
    pub fn types(&self) -> Vec<&Type> {
        let params = self.params.iter().filter_map(|param| match &param.source {
            ParamSource::Argument(ty) => Some(ty),
            ParamSource::Client | ParamSource::Handle => None,
        });
        let query = self.query.iter().filter_map(|param| match &param.style {
            QueryStyle::One(ty) | QueryStyle::Repeated(ty) => Some(ty),
            QueryStyle::Pairs { .. } => None,
        });
        let whole = match &self.body {
            Body::Whole(_, ty) => Some(ty),
            Body::None | Body::Fields(_) => None,
        };
        let result = match &self.kind {
            Kind::Nothing => None,
            Kind::Value(ty) => Some(ty),
            Kind::Pages(pages) => Some(&pages.item),
            Kind::Events(events) => Some(&events.item),
        };
        params
            .chain(query)
            .chain(self.body_fields().iter().map(|field| &field.ty))
            .chain(whole)
            .chain(result)
            .collect()
    }
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
