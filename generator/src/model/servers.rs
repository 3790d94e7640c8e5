//! Servers of an API, and variables in their URLs.

use super::types::Docs;
use crate::names::Name;

/// Server besides that of the base URL.
#[derive(Debug)]
pub struct Server {
    /// Name of the builder's method that sets its URL. Its form on the wire is the name in the description.
    pub method: Name,
    /// Documentation.
    pub docs: Docs,
    /// URL, with variables in braces.
    pub url: String,
    /// Environment variable of the URL.
    pub env: Option<String>,
}

/// Variable in the URLs of servers.
#[derive(Debug)]
pub struct UrlVariable {
    /// Name of the builder's method. Its form on the wire is the name in the URLs.
    pub name: Name,
    /// Documentation.
    pub docs: Docs,
    /// Environment variable of the value.
    pub env: Option<String>,
    /// Value by default.
    pub default: Option<String>,
    /// All values that it can have; any if there are none.
    pub values: Vec<String>,
}

impl UrlVariable {
    /// Returns a value that it can have.
    #[must_use]
    pub fn sample(&self) -> &str {
        let known = self.default.as_ref().or(self.values.first());
        known.map_or("example", String::as_str)
    }
}

/// Replaces the variables of a URL by samples.
#[must_use]
pub fn sample_url(url: &str, variables: &[UrlVariable]) -> String {
    variables.iter().fold(url.to_owned(), |url, variable| {
        url.replace(&format!("{{{}}}", variable.name.wire()), variable.sample())
    })
}
