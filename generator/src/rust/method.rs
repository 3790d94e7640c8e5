//! Methods of a resource's handle: what is required is an argument, the rest is set on the request.

use super::{
    docs, example,
    types::{self, Home},
};
use crate::{
    model::{
        Api, Body, Field, Method, ParamSource, PathParam, Presence, QueryParam, QueryStyle,
        Resource, Type,
    },
    names::Name,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// A value that a call needs, or may be given.
pub(super) enum Input<'a> {
    /// A path parameter.
    Path(&'a PathParam, &'a Type),
    /// A query parameter.
    Query(&'a QueryParam),
    /// A field of the body.
    Body(&'a Field),
    /// The whole body.
    Whole(&'a Name, &'a Type),
}

/// What a call needs, in the order of the arguments.
pub(super) fn arguments(method: &Method) -> Vec<Input<'_>> {
    let params = method
        .params
        .iter()
        .filter_map(|param| match &param.source {
            ParamSource::Argument(ty) => Some(Input::Path(param, ty)),
            ParamSource::Client | ParamSource::Handle => None,
        });
    let query = method
        .query
        .iter()
        .filter(|query| query.presence == Presence::Required)
        .map(Input::Query);
    let whole = match &method.body {
        Body::Whole(name, ty) => Some(Input::Whole(name, ty)),
        Body::None | Body::Fields(_) => None,
    };
    let fields = method
        .body_fields()
        .iter()
        .filter(|field| field.presence == Presence::Required)
        .map(Input::Body);
    params.chain(query).chain(fields).chain(whole).collect()
}

/// Above this many arguments, `self` included, Clippy asks for a struct, which here would be one more of them.
const MANY_ARGUMENTS: usize = 7;

/// The attribute of a function with many arguments.
pub(super) fn many_arguments(count: usize) -> TokenStream {
    if count > MANY_ARGUMENTS {
        quote!(#[expect(clippy::too_many_arguments, reason = "the API requires each of them")])
    } else {
        TokenStream::new()
    }
}

/// The method of the handle.
pub(super) fn emit(api: &Api, resource: &Resource, method: &Method) -> TokenStream {
    let name = method.name.ident();
    let request = method.name.type_ident();
    let operation = method.name.const_ident();
    let docs = method_docs(api, resource, method);
    let deprecated = docs::deprecated(method.deprecated.as_ref());
    let inputs = arguments(method);
    let parameters = inputs.iter().map(|input| {
        let (name, ty, _) = input.parts(api);
        quote!(#name: #ty)
    });
    let new = quote!(runtime::request::Request::new(&self.core, &#operation));
    let given = method
        .params
        .iter()
        .filter_map(|param| match &param.source {
            ParamSource::Handle => Some((param.name.ident(), param.name.wire())),
            ParamSource::Argument(_) | ParamSource::Client => None,
        });
    let given = given.map(|(field, wire)| quote!(path::<str>(#wire, &self.#field)));
    let set = inputs.iter().map(|input| input.parts(api).2);
    let calls: Vec<_> = given.chain(set).collect();
    let body = if calls.is_empty() {
        quote!(#request { request: #new })
    } else {
        let local = local(&inputs);
        let init = if local == "request" {
            quote!(request)
        } else {
            quote!(request: #local)
        };
        quote! {
            let mut #local = #new;
            #(#local.#calls;)*
            #request { #init }
        }
    };
    let many = many_arguments(inputs.len() + 1);
    quote! {
        #docs
        #deprecated
        #many
        pub fn #name(&self, #(#parameters),*) -> #request {
            #body
        }
    }
}

/// A name for the request on its way that hides no argument.
fn local(inputs: &[Input<'_>]) -> Ident {
    let taken = |word: &str| inputs.iter().any(|input| input.name().rust() == word);
    let words = ["request", "new_request", "unsent_request"];
    crate::names::ident(
        words
            .into_iter()
            .find(|word| !taken(word))
            .unwrap_or("made"),
    )
}

/// What the runtime is told of a method.
pub(super) fn operation(resource: &Resource, method: &Method) -> TokenStream {
    let constant = method.name.const_ident();
    let name = format!("{}.{}", resource.accessor(), method.name.rust());
    let verb = crate::names::ident(method.route.verb.as_str());
    let path = &method.route.path;
    let query = method.query.iter().map(|query| query.name.wire());
    let has_body = match method.body {
        Body::None => false,
        Body::Fields(_) | Body::Whole(..) => true,
    };
    quote! {
        static #constant: runtime::api::Operation = runtime::api::Operation {
            name: #name,
            method: http::Method::#verb,
            path: #path,
            query: &[#(#query),*],
            has_body: #has_body,
        };
    }
}

impl Input<'_> {
    /// The name of the argument or setter.
    pub(super) fn name(&self) -> &Name {
        match self {
            Self::Path(param, _) => &param.name,
            Self::Query(query) => &query.name,
            Self::Body(field) => &field.name,
            Self::Whole(name, _) => name,
        }
    }

    /// Whether it may be left out.
    pub(super) fn presence(&self) -> Presence {
        match self {
            Self::Path(..) | Self::Whole(..) => Presence::Required,
            Self::Query(query) => query.presence,
            Self::Body(field) => field.presence,
        }
    }

    /// The name, the type of the argument, and the call that puts the value into a request.
    pub(super) fn parts(&self, api: &Api) -> (Ident, TokenStream, TokenStream) {
        match self {
            Self::Path(param, ty) => {
                let (name, wire) = (param.name.ident(), param.name.wire());
                let (argument, value) = types::argument(api, ty, &name, Home::Elsewhere);
                let ty = types::rust(api, ty, Home::Elsewhere);
                (name, argument, quote!(path::<#ty>(#wire, &#value)))
            }
            Self::Query(query) => query_parts(api, query),
            Self::Body(field) => {
                let (name, wire) = (field.name.ident(), field.name.wire());
                let (argument, value) = types::argument(api, &field.ty, &name, Home::Elsewhere);
                let ty = types::rust(api, &field.ty, Home::Elsewhere);
                let call = match &field.ty {
                    Type::Mask(_) => {
                        quote!(body(#wire, &runtime::field_mask::field_mask::<#ty>(#name)))
                    }
                    Type::Scalar(_) | Type::Model(_) | Type::List(_) | Type::Map(_) => {
                        quote!(body::<#ty>(#wire, &#value))
                    }
                };
                (name, argument, call)
            }
            Self::Whole(name, ty) => {
                let name = name.ident();
                let (argument, value) = types::argument(api, ty, &name, Home::Elsewhere);
                let ty = types::rust(api, ty, Home::Elsewhere);
                (name, argument, quote!(whole::<#ty>(&#value)))
            }
        }
    }
}

fn query_parts(api: &Api, query: &QueryParam) -> (Ident, TokenStream, TokenStream) {
    let (name, wire) = (query.name.ident(), query.name.wire());
    match &query.style {
        QueryStyle::One(ty) => {
            let (argument, value) = types::argument(api, ty, &name, Home::Elsewhere);
            let ty = types::rust(api, ty, Home::Elsewhere);
            (name, argument, quote!(query::<#ty>(#wire, &#value)))
        }
        QueryStyle::Repeated(ty) => {
            let ty = types::rust(api, ty, Home::Elsewhere);
            let argument = quote!(impl IntoIterator<Item = impl Into<#ty>>);
            let call = quote!(query_list::<#ty>(#wire, #name));
            (name, argument, call)
        }
        QueryStyle::Pairs { .. } => {
            let argument = quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>);
            let call = quote!(query_entries(#wire, #name));
            (name, argument, call)
        }
    }
}

fn method_docs(api: &Api, resource: &Resource, method: &Method) -> TokenStream {
    let title = format!("Calls {}.", docs::code(&method.route.path));
    let mut lines = docs::lines(&method.docs, &title);
    let retries = if method.route.verb.is_idempotent() {
        "It is [retried](crate#retries) after any failure that may pass. What fails in the end is an"
    } else {
        "It is [retried](crate#retries) only where it surely never ran. What fails is an"
    };
    lines.push(String::new());
    lines.push(format!(
        "`{} {}`",
        method.route.verb.as_str(),
        method.route.path
    ));
    lines.push(String::new());
    lines.extend([retries.to_owned(), "[`Error`](crate::Error).".to_owned()]);
    lines.extend(parameter_docs(method));
    lines.extend(example::lines(api, resource, method));
    docs::attributes(lines)
}

/// A list of the arguments, where the description says something of them.
fn parameter_docs(method: &Method) -> Vec<String> {
    let items = arguments(method).into_iter().filter_map(|input| {
        let (name, docs) = match input {
            Input::Path(param, _) => (&param.name, &param.docs),
            Input::Query(query) => (&query.name, &query.docs),
            Input::Body(field) => (&field.name, &field.docs),
            Input::Whole(..) => return None,
        };
        docs.0
            .first()
            .map(|line| format!("- `{}`: {line}", name.rust()))
    });
    let mut lines: Vec<_> = items.collect();
    if !lines.is_empty() {
        lines.insert(0, String::new());
    }
    lines
}
