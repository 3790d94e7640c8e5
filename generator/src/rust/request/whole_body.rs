//! Setter of a request body that is one value, which a call may leave out.

use crate::{
    model::{Api, Body, Input, Method, Presence},
    rust::{imports::Imports, inputs},
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the setter; nothing if a call has no such body.
pub(super) fn emit(api: &Api, method: &Method, imports: &Imports<'_>) -> TokenStream {
    let whole = match &method.body {
        Body::Whole(whole) if whole.presence == Presence::Optional => whole,
        Body::None | Body::Fields(_) | Body::Whole(_) => return TokenStream::new(),
    };
    let (request, name) = (method.request.ident(), whole.name.ident());
    let code = inputs::code(api, &Input::Whole(whole), imports);
    let (ty, call) = (code.ty, code.call);
    quote! {
        impl #request {
            /// Sets the request body. Without it, none is sent.
            pub fn #name(mut self, #name: #ty) -> Self {
                self.request.#call;
                self
            }
        }
    }
}
