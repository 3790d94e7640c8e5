//! Requests: a struct for each method, with a setter for each optional value. The runtime sends them.

use super::{
    docs,
    imports::Imports,
    inputs::{self, InputCode},
    types::{self, Argument},
};
use crate::{
    model::{
        Api, Docs, Events, Field, Input, Method, Next, Pages, ParamSource, Presence, QueryParam,
        QueryStyle, Resource, Returns, Type, Verb,
    },
    names::Name,
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
    let name = method.name.type_ident();
    let (handle, call) = (resource.name.type_name(), method.name.rust());
    let docs = docs::attributes([format!("Request of [`{handle}::{call}`].")]);
    let setters = setters(api, method, imports);
    let methods = if setters.is_empty() {
        TokenStream::new()
    } else {
        quote!(impl #name { #(#setters)* })
    };
    let sending = sending(api, method, imports);
    quote! {
        #docs
        #[derive(Clone, Debug)]
        #[must_use = "a request does nothing until it is awaited"]
        pub struct #name {
            request: runtime::request::Request,
        }

        #methods

        #sending
    }
}

/// Returns the constant that describes the pages or events of a method to the runtime. It belongs to the type of the
/// request: beside the statics of the methods, it could have the name of another method.
pub(super) fn shape(method: &Method) -> TokenStream {
    match &method.returns {
        Returns::Pages(pages) => page_shape(method, pages),
        Returns::Events(events) => event_shape(method, events),
        Returns::Value(_) | Returns::Nothing => TokenStream::new(),
    }
}

fn page_shape(method: &Method, pages: &Pages) -> TokenStream {
    let request = method.name.type_ident();
    let items = &pages.items;
    let number = |param: &str, first: u32, counts_items: bool, more: &Option<Vec<String>>| {
        let first = Literal::u32_unsuffixed(first);
        let more = match more {
            Some(path) => quote!(Some(&[#(#path),*])),
            None => quote!(None),
        };
        quote! {
            runtime::pages::number::Number { param: #param, first: #first, counts_items: #counts_items, more: #more }
        }
    };
    let next = match &pages.next {
        Next::Cursor { path, param } => {
            quote!(runtime::pages::cursor::Cursor { path: &[#(#path),*], param: #param })
        }
        Next::Page { param, first, more } => number(param, *first, false, more),
        Next::Offset { param, more } => number(param, 0, true, more),
        Next::Link => quote!(runtime::pages::link::Link),
    };
    quote! {
        impl #request {
            pub(crate) const PAGES: runtime::pages::shape::PageShape = runtime::pages::shape::PageShape {
                items: &[#(#items),*],
                next: &#next,
            };
        }
    }
}

fn event_shape(method: &Method, events: &Events) -> TokenStream {
    let request = method.name.type_ident();
    let housekeeping = &events.housekeeping;
    quote! {
        impl #request {
            const EVENTS: runtime::events::parser::EventShape = runtime::events::parser::EventShape {
                housekeeping: &[#(#housekeeping),*],
            };
        }
    }
}

fn sending(api: &Api, method: &Method, imports: &Imports<'_>) -> TokenStream {
    let name = method.name.type_ident();
    match &method.returns {
        Returns::Nothing => {
            imports.add("crate::runtime::call::builder::request_methods");
            quote!(request_methods!(#name, nothing);)
        }
        Returns::Value(ty) => {
            imports.add("crate::runtime::call::builder::request_methods");
            let ty = types::rust(api, ty, imports);
            if method.route.verb == Verb::Get {
                quote!(request_methods!(#name, optional #ty);)
            } else {
                quote!(request_methods!(#name, value #ty);)
            }
        }
        Returns::Pages(pages) => {
            imports.add("crate::runtime::pages::builder::page_request_methods");
            let item = types::rust(api, &pages.item, imports);
            quote!(page_request_methods!(#name, #item);)
        }
        Returns::Events(events) => {
            imports.add("crate::runtime::events::builder::event_request_methods");
            let item = types::rust(api, &events.item, imports);
            quote!(event_request_methods!(#name, #item);)
        }
    }
}

fn setters(api: &Api, method: &Method, imports: &Imports<'_>) -> Vec<TokenStream> {
    let mut setters = Vec::new();
    for param in &method.params {
        match param.source {
            ParamSource::Client => setters.push(client_setter(&param.name, &param.docs)),
            ParamSource::Argument(_) | ParamSource::Handle => {}
        }
    }
    for query in &method.query {
        if query.presence == Presence::Optional {
            setters.push(setter(
                api,
                &Input::Query(query),
                &query.docs,
                query.deprecated.as_ref(),
                imports,
            ));
        }
        if let QueryStyle::Pairs { entry: Some(entry) } = &query.style {
            setters.push(pair_setter(entry, query));
        }
    }
    for field in method.body_fields() {
        if field.presence == Presence::Optional {
            setters.push(setter(
                api,
                &Input::Body(field),
                &field.docs,
                field.deprecated.as_ref(),
                imports,
            ));
        }
        setters.extend(entry_setter(api, field, imports));
    }
    setters
}

fn setter(
    api: &Api,
    input: &Input<'_>,
    docs: &Docs,
    deprecated: Option<&String>,
    imports: &Imports<'_>,
) -> TokenStream {
    let name = input.name().ident();
    let InputCode { ty, call } = inputs::code(api, input, imports);
    let title = format!("Sets {}.", docs::code(input.name().wire()));
    let docs = docs::attributes(docs::lines(docs, &title));
    let deprecated = docs::deprecated(deprecated);
    quote! {
        #docs
        #deprecated
        pub fn #name(mut self, #name: #ty) -> Self {
            self.request.#call;
            self
        }
    }
}

fn client_setter(name: &Name, docs: &Docs) -> TokenStream {
    let mut lines = docs::lines(docs, &format!("Sets {}.", docs::code(name.wire())));
    lines.push(String::new());
    lines.push("Defaults to the value of the client.".to_owned());
    let docs = docs::attributes(lines);
    let (setter, wire) = (name.ident(), name.wire());
    quote! {
        #docs
        pub fn #setter(mut self, #setter: impl Into<String>) -> Self {
            self.request.path::<String>(#wire, &#setter.into());
            self
        }
    }
}

fn pair_setter(entry: &Name, query: &QueryParam) -> TokenStream {
    let docs = docs::attributes([format!("Adds a pair to `{}`.", query.name.rust())]);
    let deprecated = docs::deprecated(query.deprecated.as_ref());
    let (name, wire) = (entry.ident(), query.name.wire());
    quote! {
        #docs
        #deprecated
        pub fn #name(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
            self.request.query_entry(#wire, key.into(), value.into());
            self
        }
    }
}

fn entry_setter(api: &Api, field: &Field, imports: &Imports<'_>) -> Option<TokenStream> {
    let Type::Map(item) = &field.ty else {
        return None;
    };
    let entry = field.entry.as_ref()?.ident();
    let wire = field.name.wire();
    let value = crate::names::ident("value");
    let Argument { ty, value } = types::argument(api, item, &value, imports);
    let item = types::rust(api, item, imports);
    let docs = docs::attributes([format!("Adds an entry to `{}`.", field.name.rust())]);
    let deprecated = docs::deprecated(field.deprecated.as_ref());
    Some(quote! {
        #docs
        #deprecated
        pub fn #entry(mut self, key: impl Into<String>, value: #ty) -> Self {
            self.request.body_entry::<#item>(#wire, key.into(), &#value);
            self
        }
    })
}
