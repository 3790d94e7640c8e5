//! `servers:` and `variables:`.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::super::shorthand::FromText;
use crate::source::Spanned;

/// Server besides that of `base_url`. Short form: its URL.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ServerDecl {
    /// URL, with variables in braces.
    pub url: Spanned<String>,
    /// Environment variable of the URL.
    pub env: Option<Spanned<String>>,
    /// Documentation.
    pub docs: Option<Spanned<String>>,
}

impl FromText for ServerDecl {
    const EXPECTED: &'static str = "a URL, or a mapping with `url:`";

    fn from_text(url: Spanned<String>) -> Self {
        Self {
            url,
            env: None,
            docs: None,
        }
    }
}

/// Variable in the URLs of servers.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UrlVariableDecl {
    /// Documentation.
    pub docs: Option<Spanned<String>>,
    /// Environment variable of the value.
    pub env: Option<Spanned<String>>,
    /// Value by default; without one, the client must be given a value.
    pub default: Option<Spanned<String>>,
    /// All values that it can have; any by default.
    #[serde(default)]
    pub values: Vec<Spanned<String>>,
    /// Rust name; derived from the key by default.
    pub rust: Option<Spanned<String>>,
}
