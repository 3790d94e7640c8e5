//! Methods of a resource's handle: required values are arguments, the others are set on the request.

mod method_docs;

use super::{
    api_info::{alternatives, constant_headers},
    body_format, docs, handle_field,
    imports::Imports,
    inputs, lints, literals,
};
use crate::model::{Api, CallSettings, Input, Method, ParamSource, QueryParam, Resource};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// Returns the method of the handle.
pub(super) fn emit(
    api: &Api,
    resource: &Resource,
    method: &Method,
    imports: &Imports<'_>,
) -> TokenStream {
    let name = method.name.ident();
    let request = method.request.ident();
    let docs = method_docs::attributes(api, resource, method);
    let deprecated = docs::deprecated(method.deprecated.as_ref());
    let inputs = method.required_inputs();
    let codes: Vec<_> = inputs
        .iter()
        .map(|input| inputs::code(api, input, imports))
        .collect();
    let parameters = inputs.iter().zip(&codes).map(|(input, code)| {
        let (name, ty) = (input.name().ident(), &code.ty);
        quote!(#name: #ty)
    });
    let constants: Vec<_> = constants(method).collect();
    let calls = codes.iter().map(|code| &code.call).chain(&constants);
    let body = body(method, &inputs, calls);
    let many = lints::too_many_arguments(inputs.len() + 1);
    let hidden = docs::hidden(method);
    quote! {
        #docs
        #hidden
        #deprecated
        #many
        pub fn #name(&self #(, #parameters)*) -> #request {
            #body
        }
    }
}

/// Returns the code that puts the query parameters and the fields of the body that never differ into the request.
fn constants(method: &Method) -> impl Iterator<Item = TokenStream> {
    let query = method.query.iter();
    let query = query.filter_map(|query| {
        let (ty, value) = inputs::constant(query.constant.as_ref()?);
        let wire = query.key();
        Some(quote!(query::<#ty>(#wire, #value)))
    });
    let fields = method.body_fields().iter().filter_map(|field| {
        let (ty, value) = inputs::constant(field.constant.as_ref()?);
        let wire = field.name.wire();
        Some(quote!(body::<#ty>(#wire, #value)))
    });
    query.chain(fields)
}

/// Returns the body of the method. `calls` put the inputs into the request.
fn body<'a>(
    method: &Method,
    inputs: &[Input<'_>],
    calls: impl Iterator<Item = &'a TokenStream>,
) -> TokenStream {
    let operation = method.name.const_ident();
    let new = quote!(runtime::request::Request::new(&self.core, &#operation));
    let of_handle = method
        .params
        .iter()
        .filter_map(|param| match &param.source {
            ParamSource::Handle => {
                Some((handle_field::param_field(&param.name), param.name.wire()))
            }
            ParamSource::Argument(_) | ParamSource::Client => None,
        });
    let of_handle = of_handle.map(|(field, wire)| quote!(put_path::<str>(#wire, &self.#field)));
    let calls: Vec<_> = of_handle.chain(calls.cloned()).collect();
    if calls.is_empty() {
        return quote!(#new.into());
    }
    let variable = request_variable(inputs);
    quote! {
        let mut #variable = #new;
        #(#variable.#calls;)*
        #variable.into()
    }
}

/// Returns a name for the request that is not the name of an argument.
fn request_variable(inputs: &[Input<'_>]) -> Ident {
    let is_free = |word: &String| inputs.iter().all(|input| input.name().rust() != word);
    let numbered = (2..).map(|number| format!("request_{number}"));
    let mut words = std::iter::once("request".to_owned()).chain(numbered);
    let free = words.find(is_free);
    crate::names::ident(&free.unwrap_or_default())
}

/// Returns the table that describes the methods of a resource to the runtime; nothing if it has none.
pub(super) fn operations(resource: &Resource, imports: &Imports<'_>) -> TokenStream {
    if resource.methods.is_empty() {
        return TokenStream::new();
    }
    imports.add("crate::runtime::request::operation::operations");
    let accessor = resource.accessor();
    let rows = resource.methods.iter().map(operation);
    quote! {
        operations! {
            #accessor {
                #(#rows,)*
            }
        }
    }
}

fn operation(method: &Method) -> TokenStream {
    let constant = method.name.const_ident();
    let name = method.name.rust();
    let verb = crate::names::ident(method.route.verb.as_str());
    let path = &method.route.path;
    let query = method.query.iter().map(QueryParam::key);
    let body = body_format::of_operation(method);
    let key = method.idempotency_key.iter().map(|header| {
        let wire = header.name.wire();
        quote!((idempotency_key #wire))
    });
    let settings = settings(method);
    quote!(#constant: #name #verb #path [#(#query),*] #body #(#key)* #settings)
}

/// Returns the settings of the calls of a method in braces; nothing if they are those of the API.
fn settings(method: &Method) -> TokenStream {
    let CallSettings {
        timeout,
        max_retries,
        retry_statuses,
        idempotent,
        server,
        auth,
        headers,
    } = &method.settings;
    let timeout = timeout.map(|timeout| {
        // The name of a request may be `Duration`.
        let timeout = literals::duration(timeout);
        quote!(timeout: Some(std::time::#timeout))
    });
    let max_retries = max_retries.map(|retries| {
        let retries = Literal::u32_unsuffixed(retries);
        quote!(max_retries: Some(#retries))
    });
    let retry_statuses = retry_statuses.as_ref().map(|statuses| {
        let statuses = statuses
            .iter()
            .map(|status| Literal::u16_unsuffixed(*status));
        quote!(retry_statuses: Some(&[#(#statuses),*]))
    });
    let idempotent = idempotent.map(|idempotent| quote!(idempotent: Some(#idempotent)));
    let headers = (!headers.is_empty()).then(|| {
        let headers = constant_headers(headers);
        quote!(headers: &[#(#headers),*])
    });
    let server = server.map(|index| {
        let index = Literal::usize_unsuffixed(index);
        quote!(server: Some(#index))
    });
    let auth = auth.as_ref().map(|auth| {
        let auth = alternatives(auth);
        quote!(auth: Some(#auth))
    });
    let all = [
        timeout,
        max_retries,
        retry_statuses,
        idempotent,
        server,
        auth,
        headers,
    ];
    let set: Vec<_> = all.into_iter().flatten().collect();
    if set.is_empty() {
        TokenStream::new()
    } else {
        quote!({ #(#set),* })
    }
}
