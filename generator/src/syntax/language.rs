//! The description language as types: a mirror of the YAML in which every value knows its place. Meaning is left to
//! `resolve`.
//!
//! `spec/README.md` explains the language to the people who write it.

mod api;
mod model;
mod resource;

pub use api::{ApiFile, Auth, ClientParam, Env, ErrorShape, Events, Package, Pagination, Retries};
pub use model::{EnumValue, Field, Model, Values, Variant};
pub use resource::{Body, Example, Fake, Method, Param, ResourceFile, SharedFile};
