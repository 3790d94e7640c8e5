//! Requests: a type for each method, with a setter for each optional value. The runtime sends them.

mod by_status;
mod events;
mod pages;
mod setters;
mod upload;
mod wait;
mod whole_body;

pub(super) use by_status::{path_of_result, statuses};
pub(super) use wait::until;

use super::{docs, imports::Imports, types};
use crate::model::{Api, Method, Resource, Returns};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the request of a method.
pub(super) fn emit(
    api: &Api,
    resource: &Resource,
    method: &Method,
    imports: &Imports<'_>,
) -> TokenStream {
    let name = method.request.ident();
    let (handle, call) = (resource.handle.rust(), method.name.rust());
    let docs = docs::attributes([format!(
        "Request of [`{handle}::{call}`]; `.await` sends it."
    )]);
    let hidden = docs::hidden(method);
    let returns = returns(api, method, imports);
    let setters = setters(api, method, imports);
    let wait = wait::emit(api, method, imports);
    let upload = upload::emit(api, resource, method, imports);
    let whole_body = whole_body::emit(api, method, imports);
    let by_status = by_status::emit(api, method, imports);
    quote! {
        #docs
        #hidden
        pub type #name = crate::RequestBuilder<crate::methods::#name, #returns>;

        #setters

        #by_status

        #whole_body

        #wait

        #upload
    }
}

/// Returns the setters of a request; nothing if it has none.
fn setters(api: &Api, method: &Method, imports: &Imports<'_>) -> TokenStream {
    let rows = setters::rows(api, method, imports);
    if rows.is_empty() {
        return TokenStream::new();
    }
    let name = method.request.ident();
    imports.add("crate::runtime::request::setters::request_setters");
    quote! {
        request_setters! {
            #name {
                #(#rows,)*
            }
        }
    }
}

/// Returns the type that stands for what a method returns.
fn returns(api: &Api, method: &Method, imports: &Imports<'_>) -> TokenStream {
    let rust = |ty| types::rust(api, ty, imports);
    let returns = match &method.returns {
        Returns::Nothing => return quote!(()),
        Returns::Pages(pages) => {
            let item = rust(&pages.item);
            let envelope = pages.envelope.as_ref().map(rust);
            let envelope = envelope.iter();
            return quote!(crate::Page<#item #(, #envelope)*>);
        }
        Returns::Events(events) => {
            let item = rust(&events.item);
            return quote!(crate::EventStream<#item>);
        }
        Returns::Lines(lines) => {
            let item = rust(&lines.item);
            return quote!(crate::LineStream<#item>);
        }
        Returns::Value(ty) => rust(ty),
        Returns::ByStatus(by_status) => by_status::result(api, by_status, imports),
        Returns::Text => quote!(crate::Text),
        Returns::Redirect => quote!(crate::Redirect),
        Returns::Download => quote!(crate::Download),
    };
    if method.has_optional() {
        quote!(crate::Optional<#returns>)
    } else {
        returns
    }
}

/// Returns the implementation that describes the pages, events or lines of a method to the runtime.
pub(super) fn shape(method: &Method) -> TokenStream {
    match &method.returns {
        Returns::Pages(pages) => pages::shape(method, pages),
        Returns::Events(events) => events::shape(method, events),
        Returns::Lines(lines) => events::line_shape(method, lines),
        Returns::Value(_)
        | Returns::Nothing
        | Returns::ByStatus(_)
        | Returns::Text
        | Returns::Download
        | Returns::Redirect => TokenStream::new(),
    }
}
