//! Types that mirror the YAML of the description language. Values have their spans. Names end in `Decl` (declaration) if
//! the resolved model has a type for the same thing.
//!
//! `spec/README.md` is the manual of the language.

mod api;
mod auth;
mod body;
mod header;
mod model;
mod resource;
mod retries;
mod server;
mod upload;
mod values;
mod variant;
mod wait;
mod webhooks;

pub use api::{
    ApiFile, ClientParamDecl, Env, ErrorDecl, EventsDecl, PackageDecl, Pagination, Retries,
};
pub use auth::{AuthDecl, HeaderAuthDecl, MethodAuthDecl, OAuth2Decl, QueryAuthDecl};
pub use body::{BodyDecl, BodyFormatDecl};
pub use header::HeaderDecl;
#[cfg(feature = "schema")]
pub use header::ResponseHeaderDecl;
pub use model::{FieldDecl, ModelDecl, QueryStyleDecl, UnknownFieldsDecl};
pub use resource::{
    Example, FakeDecl, MethodDecl, MethodNamesDecl, ParamDecl, ResourceFile, SharedFile,
};
pub(super) use retries::NUMBER_OR_MAPPING;
pub use server::{ServerDecl, UrlVariableDecl};
pub use upload::UploadDecl;
pub(super) use values::ENUM_WORD;
pub use values::{EnumValueDecl, Values};
pub use variant::{AlternativeDecl, VariantDecl};
pub use wait::WaitDecl;
pub use webhooks::{
    EncodingDecl, SchemeDecl, SecretDecl, SignatureDecl, TimeFormatDecl, TimestampDecl,
    WebhooksDecl,
};
