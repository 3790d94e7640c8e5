//! Expected values in wire tests.

use crate::rust::example::json::line;
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

/// Returns the variable with the reply, or the canonical form as a literal if it differs.
pub(super) fn expected(reply: &Value, canonical: &Value) -> TokenStream {
    if reply == canonical {
        quote!(reply)
    } else {
        line(canonical)
    }
}
