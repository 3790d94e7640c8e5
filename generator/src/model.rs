//! The resolved API. What is exclusive is an enum, so that emission cannot fail.
//!
//! [`Api`] holds [`Resource`]s and [`Models`]; a resource holds [`Method`]s. `queries` answers questions about a whole
//! API.

mod api;
mod auth;
mod body;
mod call_settings;
mod constant;
mod events;
mod headers;
mod inputs;
mod internal_features;
mod method;
mod model_files;
mod models;
mod pages;
mod pattern;
pub mod queries;
mod query;
mod resource;
mod servers;
mod statuses;
mod types;
mod union;
mod upload;
mod wait;
mod webhooks;

pub use api::{Api, ClientParam, CopiedFile, ErrorShape, Head, Package};
pub use auth::{API_KEY, AUTHORIZATION, Alternatives, Auth, KeyPlace, KeyScheme, OAuth2, Scheme};
pub use body::{Body, BodyFormat, FormLists, WholeBody};
pub use call_settings::CallSettings;
pub use constant::Constant;
pub use events::{EventRules, EventTexts, Events, Lines, NameTag, is_error};
pub use headers::{ConstantHeader, HeaderParam, ResponseHeader};
pub use inputs::{Input, is_segment};
pub use internal_features::internal_features;
pub use method::{Method, ParamSource, PathParam, Returns, Route, Verb};
pub use model_files::{ModelFile, Needed, model_files};
pub use models::{Constructor, Model, Models, Shape};
pub use pages::{CursorSource, Next, NumberEnd, PageParamPlace, Pages};
pub use pattern::{JsonKind, Pattern};
pub use query::{ListStyle, QueryParam, QueryStyle, can_be_in_brackets};
pub use resource::{Fake, FakeFilter, HandleParam, Parent, Resource, models_module};
pub use servers::{Server, UrlVariable, sample_url};
pub use statuses::{ByStatus, REDIRECTS, ResponseKind, ResultEnum, StatusMeaning, StatusVariant};
pub use types::{Access, Docs, EnumValue, Field, ModelId, Presence, Type};
pub use union::{Content, Discriminator, Tag, Union, Variant};
pub use upload::{Upload, UploadVerb};
pub use wait::{Wait, WaitCondition, WaitValue};
pub use webhooks::{
    SecretEncoding, Signature, SignatureHash, SignatureTimestamp, SignedPart, TextEncoding,
    TimestampFormat, Webhooks,
};
