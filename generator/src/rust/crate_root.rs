//! `lib.rs`: modules and public exports.

use super::{
    docs, error,
    features::{TESTING, cfg},
    runtime::{internal_feature, needs_file},
};
use crate::{
    model::{Api, Needed, internal_features, queries},
    names::{WEBHOOKS_FEATURE, is_internal},
};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::HashSet;

/// Returns `lib.rs`.
pub(super) fn emit(api: &Api) -> TokenStream {
    let deprecated = docs::allow_deprecated(api);
    let front_page = front_page(api);
    let lints = lints();
    let modules = modules(api);
    let exports = exports(api);
    quote! {
        #front_page
        #![forbid(unsafe_code)]
        #![warn(missing_docs)]
        #![cfg_attr(docsrs, feature(doc_cfg))]
        #lints
        #deprecated

        #modules

        #exports
    }
}

/// Returns the attributes for lints that what the description states would set off: its documentation, names and types.
fn lints() -> TokenStream {
    quote! {
        #![allow(
            clippy::doc_lazy_continuation,
            clippy::doc_markdown,
            clippy::doc_overindented_list_items,
            reason = "much of the documentation is text from the description of the API"
        )]
        #![allow(
            clippy::approx_constant,
            clippy::fn_params_excessive_bools,
            clippy::iter_not_returning_iterator,
            clippy::just_underscores_and_digits,
            clippy::large_enum_variant,
            clippy::many_single_char_names,
            clippy::module_inception,
            clippy::new_ret_no_self,
            clippy::self_named_constructors,
            clippy::should_implement_trait,
            clippy::similar_names,
            clippy::struct_excessive_bools,
            clippy::struct_field_names,
            clippy::type_complexity,
            clippy::zero_sized_map_values,
            reason = "names, types and values are those of the API"
        )]
    }
}

/// Returns the attribute that makes the README the front page. The snippets of the README need several features, and are
/// doctests only if all of these are on.
fn front_page(api: &Api) -> TokenStream {
    let features = ["blocking", "hyper", "reqwest", "resources", "testing"];
    let webhooks = api.webhooks.is_some().then_some(WEBHOOKS_FEATURE);
    let features = features.into_iter().chain(webhooks);
    quote! {
        #![cfg_attr(
            any(not(doctest), all(#(feature = #features),*)),
            doc = include_str!("../README.md")
        )]
    }
}

/// Returns the declarations of the modules. `quote!` has braces here, since rustfmt drops the attribute and everything
/// behind it if they are in parentheses.
fn modules(api: &Api) -> TokenStream {
    let error = error::has_file(api).then(|| {
        quote! {
            #[rustfmt::skip]
            mod error;
        }
    });
    let webhooks = api.webhooks.is_some().then(|| {
        let cfg = cfg([WEBHOOKS_FEATURE]);
        quote! {
            #cfg
            #[rustfmt::skip]
            mod webhooks;
        }
    });
    let response = queries::has_response_headers(api).then(|| {
        quote! {
            #[rustfmt::skip]
            mod response;
        }
    });
    let methods = queries::has_methods(api).then(|| {
        quote! {
            #[doc(hidden)]
            #[rustfmt::skip]
            pub mod methods;
        }
    });
    let testing = with_feature(TESTING);
    quote! {
        #[rustfmt::skip]
        mod client;
        #error
        #methods
        #[rustfmt::skip]
        pub mod models;
        #[rustfmt::skip]
        pub mod resources;
        #response
        #[allow(dead_code, reason = "no API uses all functions of the runtime")]
        mod runtime;
        #testing
        #[rustfmt::skip]
        pub mod testing;
        #webhooks
    }
}

/// Returns the exports in the order of rustfmt, which formats this file.
fn exports(api: &Api) -> TokenStream {
    let runtime = of_runtime(api);
    let prelude = docs::attributes([format!(
        "Trait to import with `use {}::prelude::*`.",
        api.head.package.lib
    )]);
    let webhooks = api.webhooks.is_some().then(|| {
        let cfg = cfg([WEBHOOKS_FEATURE]);
        quote! {
            #cfg
            pub use webhooks::Webhooks;
        }
    });
    quote! {
        pub use bytes;
        pub use client::{Client, ClientBuilder};
        pub use http::{self, HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
        #runtime
        #webhooks

        #prelude
        pub mod prelude {
            pub use crate::SetIf;
        }
    }
}

/// An item of the runtime that the crate exports: its file, the feature that it needs, and its path.
type Export = (&'static str, Option<&'static str>, fn() -> TokenStream);

/// All exports of the runtime, in the order of rustfmt.
const EXPORTS: &[Export] = &[
    ("auth/oauth2/error.rs", None, || {
        quote!(auth::oauth2::error::TokenError)
    }),
    ("auth/api_key.rs", None, credentials),
    ("auth/basic.rs", None, credentials),
    ("call/mod.rs", None, || quote!(call::Call)),
    ("call/builder.rs", None, || {
        quote!(call::builder::RequestBuilder)
    }),
    ("call/outcome.rs", None, || quote!(call::outcome::Outcome)),
    ("call/raw_request.rs", None, || {
        quote!(call::raw_request::RawRequest)
    }),
    ("call/redirect.rs", None, || {
        quote!(call::redirect::Redirect)
    }),
    ("call/response.rs", None, || {
        quote!(call::response::Response)
    }),
    ("call/returns.rs", None, || quote!(call::returns::Optional)),
    ("call/set_if.rs", None, || quote!(call::set_if::SetIf)),
    ("call/text.rs", None, || quote!(call::text::Text)),
    (
        "config/hooks.rs",
        None,
        || quote!(config::hooks::{AttemptFinished, CallFinished, Hooks, Retrying}),
    ),
    ("content/mod.rs", None, || quote!(content::UploadContent)),
    ("downloads/blocking.rs", Some("blocking"), || {
        quote!(downloads::blocking::BlockingChunks)
    }),
    ("downloads/download.rs", None, || {
        quote!(downloads::download::Download)
    }),
    ("error/attempt.rs", None, || quote!(error::attempt::Attempt)),
    ("error/kind.rs", None, || quote!(error::kind::ErrorKind)),
    ("error/with_value.rs", None, || {
        quote!(error::with_value::ErrorWithValue)
    }),
    ("error/mod.rs", None, || quote!(error::{BoxError, Error})),
    ("events/blocking.rs", Some("blocking"), || {
        quote!(events::blocking::BlockingEvents)
    }),
    ("events/stream.rs", None, || {
        quote!(events::stream::EventStream)
    }),
    ("json/nullable.rs", None, || {
        quote!(json::nullable::Nullable)
    }),
    (
        "json/unknown.rs",
        None,
        || quote!(json::unknown::{Unknown, UnknownKind}),
    ),
    ("json/unknown_fields.rs", None, || {
        quote!(json::unknown_fields::UnknownFields)
    }),
    ("lines/blocking.rs", Some("blocking"), || {
        quote!(lines::blocking::BlockingLines)
    }),
    ("lines/stream.rs", None, || {
        quote!(lines::stream::LineStream)
    }),
    ("pages/mod.rs", None, || quote!(pages::Page)),
    ("pages/blocking.rs", Some("blocking"), || {
        quote!(pages::blocking::BlockingItems)
    }),
    ("pages/items.rs", None, || quote!(pages::items::ItemStream)),
    ("secret/secret_string.rs", None, || {
        quote!(secret::secret_string::SecretString)
    }),
    ("transport/body.rs", None, || quote!(transport::body::Body)),
    (
        "transport/error.rs",
        None,
        || quote!(transport::error::{CorruptBody, TransportError}),
    ),
    ("transport/hyper/mod.rs", Some("hyper"), || {
        quote!(transport::hyper::HyperTransport)
    }),
    ("transport/hyper/builder.rs", Some("hyper"), || {
        quote!(transport::hyper::builder::HyperTransportBuilder)
    }),
    ("transport/hyper/tls/options.rs", Some("__tls"), || {
        quote!(transport::hyper::tls::options::TlsOptions)
    }),
    ("transport/reqwest/mod.rs", Some("reqwest"), || {
        quote!(transport::reqwest::ReqwestTransport)
    }),
    (
        "transport/mod.rs",
        None,
        || quote!(transport::{Transport, TransportFuture}),
    ),
    ("upload/mod.rs", None, || quote!(upload::UploadCall)),
    ("values/base64.rs", None, || quote!(values::base64::Base64)),
    ("values/base64url.rs", None, || {
        quote!(values::base64url::Base64Url)
    }),
    ("values/date/mod.rs", None, || quote!(values::date::Date)),
    ("values/decimal.rs", None, || {
        quote!(values::decimal::Decimal)
    }),
    (
        "values/duration/mod.rs",
        None,
        || quote!(values::duration::{DurationError, SignedDuration}),
    ),
    ("values/enums.rs", None, || {
        quote!(values::enums::UnknownValue)
    }),
    ("values/int64.rs", None, || quote!(values::int64::Int64)),
    ("values/integer_enums.rs", None, || {
        quote!(values::integer_enums::UnknownNumber)
    }),
    ("values/invalid_value.rs", None, || {
        quote!(values::invalid_value::InvalidValue)
    }),
    ("values/rfc2822.rs", None, || {
        quote!(values::rfc2822::Rfc2822)
    }),
    ("values/time_of_day/mod.rs", None, || {
        quote!(values::time_of_day::TimeOfDay)
    }),
    (
        "values/timestamp/mod.rs",
        None,
        || quote!(values::timestamp::{ParseTimestampError, Timestamp}),
    ),
    (
        "values/unix_time.rs",
        None,
        || quote!(values::unix_time::{UnixMillis, UnixSeconds, UnixTime}),
    ),
    ("values/unknown_variant.rs", None, || {
        quote!(values::unknown_variant::UnknownVariant)
    }),
    ("values/url.rs", None, || quote!(values::url::Url)),
    ("values/uuid.rs", None, || quote!(values::uuid::Uuid)),
    ("wait/mod.rs", None, || quote!(wait::{Wait, Waiting})),
];

/// Returns the types for providers of credentials, which all schemes have.
fn credentials() -> TokenStream {
    quote!(auth::provider::{Credentials, CredentialsFuture, CredentialsProvider})
}

/// Returns the exports of the runtime that the API needs.
fn of_runtime(api: &Api) -> TokenStream {
    let internal = internal_features(api);
    let is_conditional = |feature: &&str| matches!(internal.get(feature), Some(Needed::With(_)));
    let mut exported = HashSet::new();
    let exports = EXPORTS.iter().filter(|(file, ..)| needs_file(api, file));
    exports
        .filter(|(_, _, path)| exported.insert(path().to_string()))
        .map(|(file, feature, path)| {
            let internal = internal_feature(file).filter(is_conditional);
            let internal = internal.map(|feature| cfg([feature]));
            let attributes = feature.map(with_feature);
            let path = path();
            quote!(#internal #attributes pub use runtime::#path;)
        })
        .collect()
}

/// Returns the attributes of an item that needs a feature, for the compiler and for docs.rs.
fn with_feature(feature: &str) -> TokenStream {
    // Readers of the documentation do not know features whose names begin with underscores.
    let docs =
        (!is_internal(feature)).then(|| quote!(#[cfg_attr(docsrs, doc(cfg(feature = #feature)))]));
    quote! {
        #[cfg(feature = #feature)]
        #docs
    }
}
