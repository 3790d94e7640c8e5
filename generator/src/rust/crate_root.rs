//! `lib.rs`: what is public, and where it comes from.

use super::{docs, runtime};
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
    let base64 = runtime::has_bytes(api).then(|| {
        quote!(
            pub use runtime::base64::Base64;
        )
    });
    let timestamp = runtime::has_timestamps(api);
    let timestamp = timestamp.then(|| {
        quote!(
            pub use runtime::timestamp::{ParseTimestampError, Timestamp};
        )
    });
    let unknown = runtime::has_words(api).then(|| {
        quote!(
            pub use runtime::unknown_value::UnknownValue;
        )
    });
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

        #[rustfmt::skip]
        mod client;
        #error
        #[rustfmt::skip]
        pub mod models;
        #[rustfmt::skip]
        pub mod resources;
        mod runtime;

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
        pub use runtime::hooks::{AttemptFinished, CallFinished, Hooks, Retrying};
        #pages
        #[cfg(feature = "reqwest")]
        #[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
        pub use runtime::reqwest_transport::ReqwestTransport;
        pub use runtime::response::{Attempt, Response};
        pub use runtime::secret::SecretString;
        #timestamp
        pub use runtime::transport::{Transport, TransportFuture};
        pub use runtime::transport_error::{BoxError, TransportError};
        pub use runtime::unknown::{Unknown, UnknownKind};
        #unknown
    }
}
