//! Cargo features: one for each resource at the top, so that a consumer compiles what it uses.

use crate::model::{Needed, Resource};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the attribute of an item that exists with any of some features.
pub(super) fn cfg<'a>(features: impl IntoIterator<Item = &'a str>) -> TokenStream {
    let features: Vec<_> = features.into_iter().collect();
    match features.as_slice() {
        [feature] => quote!(#[cfg(feature = #feature)]),
        features => quote!(#[cfg(any(#(feature = #features),*))]),
    }
}

/// Returns the attribute of an item that exists under a condition.
pub(super) fn needed_cfg(needed: &Needed<'_>) -> TokenStream {
    match needed {
        Needed::Always => TokenStream::new(),
        Needed::With(features) => cfg(features.iter().copied()),
    }
}

/// Returns the attribute of an item that exists with a resource.
pub(super) fn resource_cfg(resource: &Resource) -> TokenStream {
    cfg([resource.top().rust()])
}

/// Feature of the testing kit.
pub(super) const TESTING: &str = "testing";
