//! Requests: a struct for each method, with a setter for each optional value. The runtime sends them.

mod events;
mod pages;
mod setters;
mod upload;
mod wait;
mod whole_body;

pub(super) use wait::until;

use super::{docs, imports::Imports, types};
use crate::{
    model::{Api, Method, Outcome, Resource, Returns, StatusMeaning, Verb},
    names,
};
use proc_macro2::{Literal, TokenStream};
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
    imports.add("crate::runtime::request::builder::request");
    let setters = setters::rows(api, method, imports);
    let sending = sending(api, method, imports);
    let wait = wait::emit(api, method, imports);
    let upload = upload::emit(api, resource, method, imports);
    let whole_body = whole_body::emit(api, method, imports);
    quote! {
        request! {
            #docs
            #hidden
            #name {
                #(#setters,)*
            }
        }

        #whole_body

        #sending

        #wait

        #upload
    }
}

/// Returns the constant that describes the pages, events or statuses of a method to the runtime. It belongs to the type of the
/// request: beside the statics of the methods, it could have the name of another method.
pub(super) fn shape(method: &Method) -> TokenStream {
    match &method.returns {
        Returns::Pages(pages) => pages::shape(method, pages),
        Returns::Events(events) => events::shape(method, events),
        Returns::Lines(lines) => events::line_shape(method, lines),
        Returns::Outcome(outcome) => outcome_shape(method, outcome),
        Returns::Value(_)
        | Returns::Nothing
        | Returns::Text
        | Returns::Download
        | Returns::Redirect => TokenStream::new(),
    }
}

fn outcome_shape(method: &Method, outcome: &Outcome) -> TokenStream {
    let request = method.request.ident();
    let of = |wanted: StatusMeaning| {
        let statuses = outcome.statuses.iter();
        let statuses = statuses.filter(move |(_, meaning)| *meaning == wanted);
        statuses.map(|(status, _)| Literal::u16_unsuffixed(*status))
    };
    let (pending, nothing) = (of(StatusMeaning::Pending), of(StatusMeaning::Nothing));
    let not_modified = of(StatusMeaning::NotModified).next().is_some();
    quote! {
        impl #request {
            const OUTCOMES: runtime::call::outcome::OutcomeShape = runtime::call::outcome::OutcomeShape {
                pending: &[#(#pending),*],
                nothing: &[#(#nothing),*],
                not_modified: #not_modified,
            };
        }
    }
}

fn outcome_methods(
    api: &Api,
    method: &Method,
    outcome: &Outcome,
    imports: &Imports<'_>,
) -> TokenStream {
    let name = method.request.ident();
    let ty = types::rust(api, &outcome.ty, imports);
    let outcome = quote!(runtime::call::outcome::Outcome<#ty>);
    let optional = optional(method, "outcome_or_none");
    quote!(request_methods!(#name, #outcome, outcome, outcome_response #optional, &Self::OUTCOMES);)
}

/// Returns the function of the runtime that returns `None` for the status 404, for a method that reads.
fn optional(method: &Method, function: &str) -> Option<TokenStream> {
    let function = names::ident(function);
    (method.route.verb == Verb::Get).then(|| quote!(, optional #function))
}

fn sending(api: &Api, method: &Method, imports: &Imports<'_>) -> TokenStream {
    let name = method.request.ident();
    let request_methods = || imports.add("crate::runtime::call::builder::request_methods");
    match &method.returns {
        Returns::Nothing => {
            request_methods();
            quote!(request_methods!(#name, nothing);)
        }
        Returns::Value(ty) => {
            request_methods();
            let ty = types::rust(api, ty, imports);
            if method.route.verb == Verb::Get {
                quote!(request_methods!(#name, optional #ty);)
            } else {
                quote!(request_methods!(#name, value #ty);)
            }
        }
        Returns::Outcome(outcome) => {
            request_methods();
            outcome_methods(api, method, outcome, imports)
        }
        Returns::Text => {
            request_methods();
            let optional = optional(method, "text_or_none");
            quote!(request_methods!(#name, String, text, text_response #optional);)
        }
        Returns::Redirect => {
            request_methods();
            let optional = optional(method, "redirect_or_none");
            quote!(request_methods!(#name, String, redirect, redirect_response #optional);)
        }
        Returns::Download => {
            imports.add("crate::runtime::downloads::builder::download_request_methods");
            let optional = (method.route.verb == Verb::Get).then(|| quote!(, optional));
            quote!(download_request_methods!(#name #optional);)
        }
        Returns::Pages(pages) => {
            let item = types::rust(api, &pages.item, imports);
            if let Some(envelope) = &pages.envelope {
                imports.add("crate::runtime::pages::enveloped::enveloped_page_request_methods");
                let envelope = types::rust(api, envelope, imports);
                return quote!(enveloped_page_request_methods!(#name, #item, #envelope););
            }
            imports.add("crate::runtime::pages::builder::page_request_methods");
            quote!(page_request_methods!(#name, #item);)
        }
        Returns::Events(events) => {
            imports.add("crate::runtime::events::builder::event_request_methods");
            let item = types::rust(api, &events.item, imports);
            quote!(event_request_methods!(#name, #item);)
        }
        Returns::Lines(lines) => {
            imports.add("crate::runtime::lines::builder::line_request_methods");
            let item = types::rust(api, &lines.item, imports);
            quote!(line_request_methods!(#name, #item);)
        }
    }
}
