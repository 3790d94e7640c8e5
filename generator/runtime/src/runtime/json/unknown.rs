//! Reports of unknown fields and enum values in responses.

use std::fmt;
use std::sync::Arc;

use crate::runtime::text::one_line::one_line;

/// Unknown field or enum value in a response: the API is newer than the SDK, or its description is wrong.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Unknown<'a> {
    /// Method of the SDK, such as `resource.method`.
    pub operation: &'a str,
    /// Kind of the unknown part.
    pub kind: UnknownKind,
    /// Path, such as `items[].spec.labels.*.color`. `[]` stands for any item of a list, `*` for any key of a map. Empty for
    /// the whole document.
    pub path: &'a str,
}

/// Kind of an unknown part of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnknownKind {
    /// Field that is not in its model.
    Field,
    /// Value that is not in its enum, or tag of a union that is unknown or missing.
    Value,
    /// String with half of a surrogate pair, such as `"\ud83d"`, which is no character. It was replaced by U+FFFD.
    Replaced,
}

/// Writes, for example, `resource.method: unknown field at items[].color`.
impl fmt::Display for Unknown<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            UnknownKind::Field => "unknown field",
            UnknownKind::Value => "unknown value",
            UnknownKind::Replaced => "replaced character",
        };
        write!(f, "{}: {kind}", self.operation)?;
        match self.path {
            "" => Ok(()),
            path => write!(f, " at {}", one_line(path)),
        }
    }
}

/// Function that is called for each unknown field and enum value.
pub(crate) type OnUnknown = Arc<dyn Fn(&Unknown<'_>) + Send + Sync>;
