//! Descriptions of the API's methods.

use http::Method;

/// Method of the API.
#[derive(Debug)]
pub struct Operation {
    /// Name in errors and spans: `resource.method`.
    pub name: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Path with its parameters in braces: `/v1/things/{id}:archive`.
    pub path: &'static str,
    /// Wire names of the query parameters, in the order in which they are sent.
    pub query: &'static [&'static str],
    /// Whether a JSON object is sent, which may be empty.
    pub has_body: bool,
}
