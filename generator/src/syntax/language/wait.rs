//! `wait:` of a method.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::super::{entries::Entries, tree::Node, unquoted::Unquoted};
use crate::source::Spanned;

/// States of the result of a method for which a call can wait.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WaitDecl {
    /// Paths of values in the result, such as `job.state`, and the values with which the wait is over. Each path must have
    /// one of its values.
    pub until: Entries<Vec<Node>>,
    /// Paths of values in the result, and the values with which the wait has failed. It is enough if one path has one.
    #[serde(default)]
    pub fail: Entries<Vec<Node>>,
    /// Delay after the first request; `2s` by default.
    pub every: Option<Spanned<Unquoted>>,
    /// Maximum duration of the wait; `10m` by default.
    pub most: Option<Spanned<Unquoted>>,
}
