//! Names of the statics that describe methods to the runtime.

use crate::names::Name;
use proc_macro2::Ident;
use quote::format_ident;

/// Returns the static with the pages of a method.
pub(super) fn pages(method: &Name) -> Ident {
    with_suffix(method, "PAGES")
}

/// Returns the static with the events of a method.
pub(super) fn events(method: &Name) -> Ident {
    with_suffix(method, "EVENTS")
}

/// Returns the static with the route of a method, for the testing kit.
pub(super) fn route(method: &Name) -> Ident {
    with_suffix(method, "ROUTE")
}

fn with_suffix(method: &Name, suffix: &str) -> Ident {
    format_ident!("{}_{suffix}", method.const_ident().to_string())
}
