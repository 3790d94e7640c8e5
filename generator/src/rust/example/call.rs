//! Calls of methods with sample values.

use super::{expression, inputs, sample::SampleValue, scalar};
use crate::{
    model::{Api, HandleParam, Input, Method, QueryParam, QueryStyle, Resource},
    rust::imports::Imports,
};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

/// Returns the handle of a resource, from the client on. `argument` gives the arguments of a nested one.
fn handle_with(resource: &Resource, argument: impl Fn(&HandleParam) -> TokenStream) -> TokenStream {
    let name = resource.name.ident();
    match &resource.parent {
        Some(parent) => {
            let parent = parent.name.ident();
            let arguments = resource.params.iter().map(argument);
            quote!(client.#parent().#name(#(#arguments),*))
        }
        None => quote!(client.#name()),
    }
}

/// Returns the handle of a resource, from the client on, with sample values.
pub(in crate::rust) fn handle(
    api: &Api,
    resource: &Resource,
    imports: &Imports<'_>,
) -> TokenStream {
    handle_with(resource, |param| {
        expression::argument(api, &inputs::handle(api, param), imports)
    })
}

/// Returns the call of a method with its required values, and with the optional ones that `is_set` chooses. Those that the
/// documented body leaves out are not set.
pub(in crate::rust) fn call(
    api: &Api,
    resource: &Resource,
    method: &Method,
    is_set: impl Fn(&Input<'_>) -> bool,
    imports: &Imports<'_>,
) -> TokenStream {
    let handle = handle(api, resource, imports);
    let name = method.name.ident();
    let required = method.required_inputs();
    let arguments = required.iter().filter_map(|input| {
        let value = inputs::value(api, method, input)?;
        Some(expression::argument(api, &value, imports))
    });
    let optional = method.optional_inputs().filter(|input| is_set(input));
    let setters = optional.filter_map(|input| {
        let value = inputs::value(api, method, &input)?;
        Some(setter(api, &input, &value, imports))
    });
    quote!(#handle.#name(#(#arguments),*) #(#setters)*)
}

/// Returns the sample of an argument.
pub(in crate::rust) fn argument(
    api: &Api,
    method: &Method,
    input: &Input<'_>,
    imports: &Imports<'_>,
) -> TokenStream {
    let value = inputs::value(api, method, input);
    value.map_or_else(TokenStream::new, |value| {
        expression::argument(api, &value, imports)
    })
}

/// Returns the call of a setter.
fn setter(
    api: &Api,
    input: &Input<'_>,
    value: &SampleValue<'_>,
    imports: &Imports<'_>,
) -> TokenStream {
    match input {
        Input::Body(field) => expression::setter(api, field, value, imports),
        Input::Query(QueryParam {
            style: QueryStyle::Pairs { entry: Some(entry) },
            ..
        }) => {
            let (entry, json) = (entry.ident(), value.json());
            let pairs = scalar::pairs(json.as_str().unwrap_or_default());
            let calls = pairs
                .iter()
                .map(|(key, value)| quote!(.#entry(#key, #value)));
            quote!(#(#calls)*)
        }
        Input::Path(..) | Input::Query(_) | Input::Header(_) | Input::Whole(..) => {
            let (name, value) = (
                input.name().ident(),
                expression::argument(api, value, imports),
            );
            quote!(.#name(#value))
        }
    }
}

/// Returns the documented value of an input.
pub(in crate::rust) fn example<'a>(input: &Input<'a>) -> Option<&'a Value> {
    match input {
        Input::Path(param, _) => param.example.as_ref(),
        Input::Query(param) => param.example.as_ref(),
        Input::Body(field) => field.example.as_ref(),
        Input::Header(header) => header.example.as_ref(),
        Input::Whole(..) => None,
    }
}
