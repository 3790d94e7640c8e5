//! What a response has that this version of the SDK does not know.

use std::fmt;
use std::sync::Arc;

use crate::runtime::text::one_line::one_line;

/// Something unknown in a response: the API is newer than the SDK, or the description of the API is wrong.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Unknown<'a> {
    /// The method of the SDK, such as `resource.method`; `custom` for an endpoint that has none.
    pub operation: &'a str,
    /// What is unknown.
    pub kind: UnknownKind,
    /// Where it stands: `items[].spec.labels.*.colour`, with `[]` for any item of a list and `*` for any key of a map.
    pub path: &'a str,
}

/// What can be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnknownKind {
    /// A field that its model does not have.
    Field,
    /// A value that its enum does not have.
    Value,
}

/// `resource.method: unknown field at items[].colour`
impl fmt::Display for Unknown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            UnknownKind::Field => "field",
            UnknownKind::Value => "value",
        };
        let path = one_line(self.path);
        write!(f, "{}: unknown {kind} at {path}", self.operation)
    }
}

/// Who hears of what is unknown.
pub(crate) type OnUnknown = Arc<dyn Fn(&Unknown<'_>) + Send + Sync>;
