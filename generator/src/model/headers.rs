//! Headers of requests and responses.

use super::types::{Docs, Presence, Type};
use crate::names::Name;
use serde_json::Value as Json;

/// Value that a call sends in a header.
#[derive(Clone, Debug)]
pub struct HeaderParam {
    /// Name; its form on the wire is the name of the header, in lower case.
    pub name: Name,
    /// Documentation.
    pub docs: Docs,
    /// Note that it is deprecated.
    pub deprecated: Option<String>,
    /// Whether it is optional.
    pub presence: Presence,
    /// Type.
    pub ty: Type,
    /// Documented value.
    pub example: Option<Json>,
}

/// Request header that always has the same value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConstantHeader {
    /// Name, in lower case.
    pub name: String,
    /// Value.
    pub value: String,
}

/// Header of responses that has a method of its own.
#[derive(Clone, Debug)]
pub struct ResponseHeader {
    /// Name; its form on the wire is the name of the header, in lower case.
    pub name: Name,
    /// Documentation.
    pub docs: Docs,
    /// Type.
    pub ty: Type,
}
