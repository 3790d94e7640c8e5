//! Names of the statics that describe methods to the testing kit.

use crate::names::Name;
use proc_macro2::Ident;
use quote::format_ident;

/// Returns the static with the route of a method. All statics of methods in a file have this suffix, so that no two have
/// the same name.
pub(super) fn route(method: &Name) -> Ident {
    format_ident!("{}_ROUTE", method.const_ident().to_string())
}
