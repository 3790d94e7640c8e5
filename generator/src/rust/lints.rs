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

/// Returns the attribute of a test program for lints that types and examples of the description would set off.
pub(super) fn of_the_api() -> TokenStream {
    quote! {
        #![allow(
            clippy::approx_constant,
            clippy::too_many_lines,
            clippy::type_complexity,
            clippy::zero_sized_map_values,
            reason = "types and values are those of the API"
        )]
    }
}
