//! `lib.rs`: what is public, and where it comes from.

use super::{
    docs,
    features::{TESTING, WEBHOOKS, cfg},
};
use crate::{
    model::{Api, queries},
    scalars::Scalar,
};
use proc_macro2::TokenStream;
use quote::quote;

/// `lib.rs`.
pub(super) fn emit(api: &Api) -> TokenStream {
    let deprecated = docs::allow_deprecated(api);
    let partly = partly();
    let front_page = front_page(api);
    let modules = modules(api);
    let exports = exports(api);
    quote! {
        #front_page
        #![forbid(unsafe_code)]
        #![warn(missing_docs)]
        #![cfg_attr(docsrs, feature(doc_cfg))]
        #![allow(
            clippy::doc_lazy_continuation,
            clippy::doc_markdown,
            clippy::doc_overindented_list_items,
            reason = "much of the documentation is prose of the API"
        )]
        #deprecated
        #partly

        #modules

        #exports
    }
}

/// Returns the attribute that makes the README the front page. Its snippets need these features, so that they are doctests
/// only if all of them are on.
fn front_page(api: &Api) -> TokenStream {
    let features = ["blocking", "hyper", "reqwest", "resources", "testing"];
    let webhooks = api.webhooks.is_some().then_some(WEBHOOKS);
    let features = features.into_iter().chain(webhooks);
    quote! {
        #![cfg_attr(
            any(not(doctest), all(#(feature = #features),*)),
            doc = include_str!("../README.md")
        )]
    }
}

/// The modules. In braces: rustfmt drops the attribute and all that follows it from parentheses.
fn modules(api: &Api) -> TokenStream {
    let error = api.error.is_some().then(|| {
        quote! {
            #[rustfmt::skip]
            mod error;
        }
    });
    let webhooks = api.webhooks.is_some().then(|| {
        let cfg = cfg([WEBHOOKS]);
        quote! {
            #cfg
            #[rustfmt::skip]
            mod webhooks;
        }
    });
    let testing = with_feature(TESTING);
    quote! {
        #[rustfmt::skip]
        mod client;
        #error
        #[rustfmt::skip]
        pub mod models;
        #[rustfmt::skip]
        pub mod resources;
        mod runtime;
        #testing
        #[rustfmt::skip]
        pub mod testing;
        #webhooks
    }
}

/// What the crate exports, where rustfmt would put it: it formats this file.
fn exports(api: &Api) -> TokenStream {
    let runtime = of_runtime(api);
    let webhooks = api.webhooks.is_some().then(|| {
        let cfg = cfg([WEBHOOKS]);
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
    }
}

/// What it exports of the runtime.
fn of_runtime(api: &Api) -> TokenStream {
    let scalar = |scalar| queries::has_scalar(api, scalar);
    let (pages, events) = (queries::has_pages(api), queries::has_events(api));
    let (blocking, reqwest) = (Some("blocking"), Some("reqwest"));
    let exports = [
        (scalar(Scalar::Bytes), None, quote!(base64::Base64)),
        (events, blocking, quote!(blocking_events::BlockingEvents)),
        (pages, blocking, quote!(blocking_items::BlockingItems)),
        (true, None, quote!(body::Body)),
        (true, None, quote!(call::Call)),
        (true, None, quote!(custom::CustomRequest)),
        (true, None, quote!(error::Error)),
        (true, None, quote!(error_kind::ErrorKind)),
        (events, None, quote!(event_stream::EventStream)),
        (true, None, hooks()),
        (scalar(Scalar::Int64Text), None, quote!(int64::Int64)),
        (pages, None, quote!(items::ItemStream)),
        (pages, None, quote!(pages::Page)),
        (true, reqwest, quote!(reqwest_transport::ReqwestTransport)),
        (true, None, quote!(response::{Attempt, Response})),
        (true, None, quote!(secret::SecretString)),
        (
            scalar(Scalar::Duration),
            None,
            quote!(signed_duration::{DurationError, SignedDuration}),
        ),
        (
            scalar(Scalar::DateTime),
            None,
            quote!(timestamp::{ParseTimestampError, Timestamp}),
        ),
        (true, None, quote!(transport::{Transport, TransportFuture})),
        (
            true,
            None,
            quote!(transport_error::{BoxError, TransportError}),
        ),
        (true, None, quote!(unknown::{Unknown, UnknownKind})),
        (
            queries::has_words(api),
            None,
            quote!(unknown_value::UnknownValue),
        ),
        (
            queries::has_unions(api),
            None,
            quote!(unknown_variant::UnknownVariant),
        ),
    ];
    let exports = exports.into_iter().filter(|(exported, ..)| *exported);
    exports
        .map(|(_, feature, path)| {
            let attributes = feature.map(with_feature);
            quote!(#attributes pub use runtime::#path;)
        })
        .collect()
}

/// What hears of calls, and of what it is told.
fn hooks() -> TokenStream {
    quote!(hooks::{AttemptFinished, CallFinished, Hooks, Retrying})
}

/// The attributes of what is there with a feature only, for the compiler and for docs.rs.
fn with_feature(feature: &str) -> TokenStream {
    quote! {
        #[cfg(feature = #feature)]
        #[cfg_attr(docsrs, doc(cfg(feature = #feature)))]
    }
}

/// Where not all resources are compiled, parts of the runtime may have no user; where all are, each has one. The testing
/// kit has what any API needs.
fn partly() -> TokenStream {
    quote! {
        #![cfg_attr(
            any(not(feature = "resources"), feature = "testing"),
            allow(dead_code, unused_imports, reason = "without all resources, parts of the runtime have no user")
        )]
    }
}
