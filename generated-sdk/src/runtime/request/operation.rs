//! Descriptions of the API's methods.

use std::time::Duration;

use http::Method;

use crate::runtime::auth::Alternatives;
use crate::runtime::request::format::BodyFormat;

/// Method of the API.
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
    /// Settings of its calls that differ from those of the API.
    pub settings: CallSettings,
}

/// Idempotency key, which tells the server that two requests are attempts of the same call.
pub struct IdempotencyKey {
    /// Request header with the key, in lower case.
    pub header: &'static str,
    /// Returns a new key.
    pub create: fn() -> String,
}

/// Settings of the calls of a method that differ from those of the API. What the caller sets on the call or on the client
/// takes precedence.
pub struct CallSettings {
    /// Timeout of an attempt.
    pub timeout: Option<Duration>,
    /// Maximum number of retries.
    pub max_retries: Option<u32>,
    /// Statuses that are retried.
    pub retry_statuses: Option<&'static [u16]>,
    /// Whether the server may process a request more than once, if its HTTP method does not say it.
    pub idempotent: Option<bool>,
    /// Index of its server in those of the API; `None` for the default one.
    pub server: Option<usize>,
    /// Combinations of authentication schemes that it takes.
    pub auth: Option<Alternatives>,
    /// Headers with constant values. The names are in lower case.
    pub headers: &'static [(&'static str, &'static str)],
}

impl CallSettings {
    /// Settings of the API.
    pub const DEFAULT: Self = Self {
        timeout: None,
        max_retries: None,
        retry_statuses: None,
        idempotent: None,
        server: None,
        auth: None,
        headers: &[],
    };
}

/// Declares the methods of a resource, as a static each: its name, the HTTP method, the path, the query parameters, and
/// `body` if it has a JSON body, or `body[FORMAT]` if its body has another format. `(idempotency_key "header")` names the
/// header with the idempotency key, and settings of the calls are in braces.
#[allow(unused_macros, reason = "an API may have no methods")]
macro_rules! operations {
    ($resource:literal {
        $($operation:ident: $name:literal $verb:ident $path:literal [$($query:literal),* $(,)?]
            $($body:ident $([$format:expr $(,)?])?)? $((idempotency_key $header:literal $(,)?))?
            $({ $($setting:ident: $value:expr),* $(,)? })?),* $(,)?
    }) => {
        $(#[allow(clippy::needless_update, reason = "a method may have all settings")]
        static $operation: $crate::runtime::request::operation::Operation =
            $crate::runtime::request::operation::Operation {
                name: ::core::concat!($resource, ".", $name),
                method: ::http::Method::$verb,
                path: $path,
                query: &[$($query),*],
                body: $crate::runtime::request::operation::operations!(@$($body $([$format])?)?),
                idempotency_key: $crate::runtime::request::operation::operations!(@key $($header)?),
                settings: $crate::runtime::request::operation::CallSettings {
                    $($($setting: $value,)*)?
                    ..$crate::runtime::request::operation::CallSettings::DEFAULT
                },
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
