//! Servers of an API, and variables in their URLs.

/// Name of the builder's method that sets the URL of the default server.
pub(crate) const BASE_URL: &str = "base_url";

/// Server of an API besides the default one.
#[derive(Debug)]
pub struct Server {
    /// Method of the client builder that sets its URL.
    pub method: &'static str,
    /// Default URL, with variables in braces.
    pub url: &'static str,
    /// Environment variable for the URL.
    pub env: Option<&'static str>,
}

/// Variable in the URLs of servers.
#[derive(Debug)]
pub struct UrlVariable {
    /// Name in the URLs.
    pub name: &'static str,
    /// Method of the client builder that sets it.
    pub method: &'static str,
    /// Environment variable for it.
    pub env: Option<&'static str>,
    /// Default value.
    pub default: Option<&'static str>,
    /// Values that it can have; any value if there are none.
    pub values: &'static [&'static str],
}

/// URLs and variables that are set on a client, by the methods of the builder.
pub(crate) type UrlSettings = Vec<(&'static str, String)>;
