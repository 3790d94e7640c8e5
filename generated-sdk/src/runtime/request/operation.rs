//! Methods of the API.

use http::Method;

/// One method of the API.
#[derive(Debug)]
pub struct Operation {
    /// Its name in errors: `resource.method`.
    pub name: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path with its parameters in braces: `/v1/things/{id}:archive`.
    pub path: &'static str,
    /// The wire names of the query parameters, in the order in which they are sent.
    pub query: &'static [&'static str],
    /// Whether a JSON object is sent, be it an empty one.
    pub has_body: bool,
}
