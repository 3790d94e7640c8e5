//! Descriptions of the API's methods.

use http::Method;

use crate::runtime::request::format::BodyFormat;

/// Method of the API.
#[derive(Debug)]
pub struct Operation {
    /// Name in errors and spans: `resource.method`.
    pub name: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Path with its parameters in braces: `/v1/things/{id}:archive`. Slashes in the value of `{path*}` are kept.
    pub path: &'static str,
    /// Wire names of the query parameters, in the order in which they are sent.
    pub query: &'static [&'static str],
    /// Format of the request body; `None` if it has none.
    pub body: Option<BodyFormat>,
    /// Idempotency key of its calls.
    pub idempotency_key: Option<IdempotencyKey>,
}

/// Idempotency key, which tells the server that two requests are attempts of the same call.
#[derive(Debug)]
pub struct IdempotencyKey {
    /// Request header with the key, in lower case.
    pub header: &'static str,
    /// Returns a new key.
    pub create: fn() -> String,
}

/// Declares the methods of a resource, as a static each: its name, the HTTP method, the path, the query parameters, and
/// `body` if it has a JSON body, or `body[FORMAT]` if its body has another format. `(idempotency_key "header")` names the
/// header with the idempotency key.
#[allow(unused_macros, reason = "an API may have no methods")]
macro_rules! operations {
    ($resource:literal {
        $($operation:ident: $name:literal $verb:ident $path:literal [$($query:literal),* $(,)?]
            $($body:ident $([$format:expr $(,)?])?)? $((idempotency_key $header:literal $(,)?))?),* $(,)?
    }) => {
        $(static $operation: $crate::runtime::request::operation::Operation =
            $crate::runtime::request::operation::Operation {
                name: ::core::concat!($resource, ".", $name),
                method: ::http::Method::$verb,
                path: $path,
                query: &[$($query),*],
                body: $crate::runtime::request::operation::operations!(@$($body $([$format])?)?),
                idempotency_key: $crate::runtime::request::operation::operations!(@key $($header)?),
            };)*
    };
    (@key) => {
        ::core::option::Option::None
    };
    (@key $header:literal) => {
        ::core::option::Option::Some($crate::runtime::request::operation::IdempotencyKey {
            header: $header,
            create: $crate::runtime::request::idempotency::random_key,
        })
    };
    (@) => {
        ::core::option::Option::None
    };
    (@body) => {
        ::core::option::Option::Some($crate::runtime::request::format::JSON)
    };
    (@body [$format:expr]) => {
        ::core::option::Option::Some($format)
    };
}

#[allow(unused_imports, reason = "an API may have no methods")]
pub(crate) use operations;
