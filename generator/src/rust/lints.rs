//! Attributes for lints in emitted code.

use proc_macro2::TokenStream;
use quote::quote;

/// Number of arguments, `self` included, above which Clippy asks for a struct; here that would be one type more for
/// each method.
const MAX_ARGUMENTS: usize = 7;

/// Returns the attribute of a function with so many arguments.
pub(super) fn too_many_arguments(count: usize) -> TokenStream {
    if count > MAX_ARGUMENTS {
        quote!(#[expect(clippy::too_many_arguments, reason = "all of these values are required by the API")])
    } else {
        TokenStream::new()
    }
}
