//! Fields of the handles of nested resources.

use crate::names::{self, Name};
use proc_macro2::Ident;

/// Returns the field that holds a path parameter. Every handle has a field `core` besides; no parameter has a name that ends
/// with `_`.
pub(super) fn param_field(param: &Name) -> Ident {
    match param.rust() {
        "core" => names::ident("core_"),
        _ => param.ident(),
    }
}
