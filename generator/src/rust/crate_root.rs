//! `lib.rs`: what is public, and where it comes from.

use super::{
    docs,
    features::{WEBHOOKS, cfg},
    runtime,
};
use crate::model::Api;
use proc_macro2::TokenStream;
use quote::quote;

/// `lib.rs`.
pub(super) fn emit(api: &Api) -> TokenStream {
    let error = api.error.is_some().then(|| {
        // In braces: rustfmt drops the attribute and all that follows it from parentheses.
        quote! {
            #[rustfmt::skip]
            mod error;
        }
    });
    let deprecated = docs::allow_deprecated(api);
    let pages = runtime::has_pages(api).then(|| {
        quote! {
            pub use runtime::items::ItemStream;
            pub use runtime::pages::Page;
        }
    });
    // These stand where rustfmt would put them.
    let blocking = runtime::has_pages(api).then(|| {
        quote! {
            #[cfg(feature = "blocking")]
            #[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
            pub use runtime::blocking_items::BlockingItems;
        }
    });
    let base64 = runtime::has_scalar(api, "bytes").then(|| {
        quote!(
            pub use runtime::base64::Base64;
        )
    });
    let timestamp = runtime::has_scalar(api, "datetime").then(|| {
        quote!(
            pub use runtime::timestamp::{ParseTimestampError, Timestamp};
        )
    });
    let unknown = runtime::has_words(api).then(|| {
        quote!(
            pub use runtime::unknown_value::UnknownValue;
        )
    });
    let unknown_variant = runtime::has_unions(api).then(|| {
        quote!(
            pub use runtime::unknown_variant::UnknownVariant;
        )
    });
    let int64 = runtime::has_scalar(api, "int64_text").then(|| {
        quote!(
            pub use runtime::int64::Int64;
        )
    });
    let duration = runtime::has_scalar(api, "duration").then(|| {
        quote!(
            pub use runtime::signed_duration::{DurationError, SignedDuration};
        )
    });
    let events = runtime::has_events(api).then(|| {
        quote!(
            pub use runtime::event_stream::EventStream;
        )
    });
    let webhooks = api.webhooks.as_ref().map(|_| cfg([WEBHOOKS]));
    let webhooks_module = webhooks.as_ref().map(|cfg| {
        quote! {
            #cfg
            #[rustfmt::skip]
            mod webhooks;
        }
    });
    let webhooks = webhooks.as_ref().map(|cfg| {
        quote! {
            #cfg
            pub use webhooks::Webhooks;
        }
    });
    let partly = partly(api);
    quote! {
        #![doc = include_str!("../README.md")]
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

        #[rustfmt::skip]
        mod client;
        #error
        #[rustfmt::skip]
        pub mod models;
        #[rustfmt::skip]
        pub mod resources;
        mod runtime;
        #webhooks_module

        pub use bytes;
        pub use client::{Client, ClientBuilder};
        pub use http::{self, HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
        #base64
        #blocking
        pub use runtime::body::Body;
        pub use runtime::call::Call;
        pub use runtime::custom::CustomRequest;
        pub use runtime::error::Error;
        pub use runtime::error_kind::ErrorKind;
        #events
        pub use runtime::hooks::{AttemptFinished, CallFinished, Hooks, Retrying};
        #int64
        #pages
        #[cfg(feature = "reqwest")]
        #[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
        pub use runtime::reqwest_transport::ReqwestTransport;
        pub use runtime::response::{Attempt, Response};
        pub use runtime::secret::SecretString;
        #duration
        #timestamp
        pub use runtime::transport::{Transport, TransportFuture};
        pub use runtime::transport_error::{BoxError, TransportError};
        pub use runtime::unknown::{Unknown, UnknownKind};
        #unknown
        #unknown_variant
        #webhooks
    }
}

/// Where not all resources are compiled, parts of the runtime may have no user; where all are, each has one.
fn partly(api: &Api) -> TokenStream {
    let resources: Vec<_> = api
        .top_resources()
        .map(|resource| resource.name.rust())
        .collect();
    if resources.is_empty() {
        return TokenStream::new();
    }
    quote! {
        #![cfg_attr(
            not(all(#(feature = #resources),*)),
            allow(dead_code, unused_imports, reason = "without some of the resources, parts of the runtime have no user")
        )]
    }
}
