//! Cargo features: one for each resource at the top, so that a consumer compiles what it uses.

use crate::model::Resource;
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

/// Returns the attribute of an item that exists with a resource.
pub(super) fn resource_cfg(resource: &Resource) -> TokenStream {
    cfg([resource.top().rust()])
}

/// Feature of the testing kit.
pub(super) const TESTING: &str = "testing";

/// Feature of webhooks.
pub(super) const WEBHOOKS: &str = "webhooks";
