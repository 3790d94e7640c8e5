//! `lib.rs`: what is public, and where it comes from.

use super::runtime;
use crate::model::Api;
use proc_macro2::TokenStream;
use quote::quote;

/// `lib.rs`.
pub(super) fn emit(api: &Api) -> TokenStream {
    let error = api.error.is_some().then(|| quote!());
    let pages = runtime::has_pages(api).then(|| {
        quote! {
            pub use runtime::items::ItemStream;
            pub use runtime::pages::Page;
        }
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
        pub use runtime::body::Body;
        pub use runtime::call::Call;
        pub use runtime::custom::CustomRequest;
        pub use runtime::error::Error;
        pub use runtime::error_kind::ErrorKind;
        #pages
        pub use runtime::response::{Attempt, Response};
        pub use runtime::secret::SecretString;
        #timestamp
        pub use runtime::transport::{Transport, TransportFuture};
        pub use runtime::transport_error::{BoxError, TransportError};
        #unknown
    }
}
