//! Authentication.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::super::shorthand::{FromText, Shorthand};
use crate::source::Spanned;

/// Authentication of an API: a scheme, or a combination of several.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AuthDecl {
    /// No credentials.
    None,
    /// `Authorization: Bearer <key>`.
    Bearer,
    /// `Authorization: Basic <name and password>`.
    Basic,
    /// A key in a header.
    Header(Shorthand<HeaderAuthDecl>),
    /// A key in the query of the URL.
    Query(Shorthand<QueryAuthDecl>),
    /// Access tokens from a token server, for an id and a secret of the client.
    Oauth2(OAuth2Decl),
    /// One of several, in order of preference.
    Any(#[cfg_attr(feature = "schema", schemars(with = "Vec<AuthDecl>"))] Vec<Spanned<AuthDecl>>),
    /// Several at once.
    All(#[cfg_attr(feature = "schema", schemars(with = "Vec<AuthDecl>"))] Vec<Spanned<AuthDecl>>),
}

/// Authentication of a method.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MethodAuthDecl {
    /// No credentials.
    None,
    /// `Authorization: Bearer <key>`.
    Bearer,
    /// `Authorization: Basic <name and password>`.
    Basic,
    /// A key in a header.
    Header(Shorthand<HeaderAuthDecl>),
    /// A key in the query of the URL.
    Query(Shorthand<QueryAuthDecl>),
    /// Access tokens from the token server in `api.yaml`.
    Oauth2,
    /// One of several, in order of preference.
    Any(
        #[cfg_attr(feature = "schema", schemars(with = "Vec<MethodAuthDecl>"))]
        Vec<Spanned<MethodAuthDecl>>,
    ),
    /// Several at once.
    All(
        #[cfg_attr(feature = "schema", schemars(with = "Vec<MethodAuthDecl>"))]
        Vec<Spanned<MethodAuthDecl>>,
    ),
}

/// Key in a header. Short form: the name of the header.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HeaderAuthDecl {
    /// Name of the header.
    pub name: Spanned<String>,
    /// Text before the key, including a space between them.
    pub prefix: Option<Spanned<String>>,
    /// Method of the builder that sets the key; `api_key` by default.
    pub rust: Option<Spanned<String>>,
    /// Environment variable of the key; by default, that of `api_key` for a key without another name.
    pub env: Option<Spanned<String>>,
}

impl FromText for HeaderAuthDecl {
    const EXPECTED: &'static str = "the name of a header, or a mapping with `name:`";

    fn from_text(name: Spanned<String>) -> Self {
        Self {
            name,
            prefix: None,
            rust: None,
            env: None,
        }
    }
}

/// Key in the query of the URL. Short form: the name of the query parameter.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QueryAuthDecl {
    /// Name of the query parameter.
    pub name: Spanned<String>,
    /// Method of the builder that sets the key; `api_key` by default.
    pub rust: Option<Spanned<String>>,
    /// Environment variable of the key; by default, that of `api_key` for a key without another name.
    pub env: Option<Spanned<String>>,
}

impl FromText for QueryAuthDecl {
    const EXPECTED: &'static str = "the name of a query parameter, or a mapping with `name:`";

    fn from_text(name: Spanned<String>) -> Self {
        Self {
            name,
            rust: None,
            env: None,
        }
    }
}

/// Token server of OAuth 2.0, with client credentials.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OAuth2Decl {
    /// URL of the token server.
    pub token_url: Spanned<String>,
    /// Scopes of the tokens.
    #[serde(default)]
    pub scopes: Vec<Spanned<String>>,
    /// Whether id and secret are sent in the body; by default, they are sent as user name and password.
    pub credentials_in_body: Option<Spanned<bool>>,
}
