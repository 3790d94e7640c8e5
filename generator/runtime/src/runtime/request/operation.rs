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

/// Declares the methods of a resource, as a static each: its name, the HTTP method, the path, the query parameters, and
/// `body` if it has one.
#[allow(unused_macros, reason = "an API may have no methods")]
macro_rules! operations {
    ($resource:literal {
        $($operation:ident: $name:literal $verb:ident $path:literal [$($query:literal),* $(,)?] $($body:ident)?),* $(,)?
    }) => {
        $(static $operation: $crate::runtime::request::operation::Operation =
            $crate::runtime::request::operation::Operation {
                name: ::core::concat!($resource, ".", $name),
                method: ::http::Method::$verb,
                path: $path,
                query: &[$($query),*],
                has_body: $crate::runtime::request::operation::operations!(@$($body)?),
            };)*
    };
    (@) => {
        false
    };
    (@body) => {
        true
    };
}

#[allow(unused_imports, reason = "an API may have no methods")]
pub(crate) use operations;
