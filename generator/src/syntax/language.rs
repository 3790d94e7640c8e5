//! The description language as types that mirror the YAML. Values carry their spans. `resolve` gives them a meaning;
//! names end in `Decl` (declaration) where the resolved model has a type for the same thing.
//!
//! `spec/README.md` explains the language to the people who write it.

mod api;
mod model;
mod resource;

pub use api::{
    ApiFile, AuthDecl, ClientParamDecl, Env, ErrorDecl, EventsDecl, PackageDecl, Pagination,
    Retries,
};
pub use model::{EnumValueDecl, FieldDecl, ModelDecl, Values, VariantDecl};
pub use resource::{BodyDecl, Example, FakeDecl, MethodDecl, ParamDecl, ResourceFile, SharedFile};
