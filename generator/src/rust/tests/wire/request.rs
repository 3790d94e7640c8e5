//! Requests in wire tests: the call with all optional values, and the expected request.

use super::support::CLIENT_VALUE;
use crate::{
    model::{Api, Body, Input, Method, ParamSource, QueryParam, QueryStyle, Resource, Type},
    rust::{
        example::{
            call, json,
            sample::{self, Direction},
        },
        imports::Imports,
    },
    scalars::Scalar,
};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};
use std::fmt::Write as _;

/// Returns the call with all optional values, or with the documented body.
pub(super) fn call(
    api: &Api,
    resource: &Resource,
    method: &Method,
    imports: &Imports<'_>,
) -> TokenStream {
    let handle = call::handle(api, resource, imports);
    let name = method.name.ident();
    let required = method.required_inputs();
    let arguments = required
        .iter()
        .filter_map(|input| argument(api, method, input, imports));
    let setters = method.optional_inputs().filter_map(|input| {
        let value = argument(api, method, &input, imports)?;
        let name = input.name().ident();
        Some(quote!(.#name(#value)))
    });
    quote!(#handle.#name(#(#arguments),*) #(#setters)*)
}

/// Returns the value of an argument or setter; `None` if the documented body leaves the field out.
fn argument(
    api: &Api,
    method: &Method,
    input: &Input<'_>,
    imports: &Imports<'_>,
) -> Option<TokenStream> {
    match (input, json::request(api, method)) {
        (Input::Body(field), Some(body)) => {
            let value = body.get(field.name.wire())?;
            Some(json::argument(api, &field.ty, value, imports))
        }
        (Input::Whole(_, ty), Some(body)) => Some(json::argument(api, ty, &body, imports)),
        (Input::Path(..) | Input::Query(_) | Input::Header(_), _)
        | (Input::Body(_) | Input::Whole(..), None) => Some(call::argument(api, input, imports)),
    }
}

/// Returns the expected method, target and body, as arguments of `support::check`.
pub(super) fn expected(api: &Api, resource: &Resource, method: &Method) -> TokenStream {
    let verb = method.route.verb.as_str();
    let target = target(api, resource, method);
    let body = match body(api, method) {
        Some(body) => {
            let body = json::line(&body);
            quote!(Some(#body))
        }
        None => quote!(None),
    };
    quote!(#verb, #target, #body)
}

/// Returns the expected headers that the call sets, as arguments of `support::check_header`.
pub(super) fn headers(api: &Api, method: &Method) -> Vec<TokenStream> {
    let headers = method.idempotency_key.iter().map(|header| {
        let (name, value) = (header.name.wire(), text(api, &Type::Scalar(Scalar::String)));
        quote!(#name, #value)
    });
    headers.collect()
}

/// Returns the expected path and query.
fn target(api: &Api, resource: &Resource, method: &Method) -> String {
    let mut target = method.route.path.clone();
    for param in &method.params {
        let wire = param.name.wire();
        let value = match &param.source {
            ParamSource::Client => CLIENT_VALUE.to_owned(),
            ParamSource::Argument(ty) => text(api, ty),
            ParamSource::Handle => {
                let mut params = resource.params.iter();
                let param = params.find(|param| param.name.wire() == wire);
                param.map(|param| text(api, &param.ty)).unwrap_or_default()
            }
        };
        target = target.replace(&format!("{{{wire}}}"), &encode(&value));
    }
    let pairs = method.query.iter().map(|query| {
        let (key, value) = (encode(query.name.wire()), encode(&query_text(api, query)));
        format!("{key}={value}")
    });
    let pairs: Vec<_> = pairs.collect();
    if pairs.is_empty() {
        target
    } else {
        format!("{target}?{}", pairs.join("&"))
    }
}

/// Returns the sample of a query parameter as text.
fn query_text(api: &Api, query: &QueryParam) -> String {
    match &query.style {
        QueryStyle::One(ty) | QueryStyle::Repeated(ty) => text(api, ty),
        QueryStyle::Pairs { .. } => "sample=sample".to_owned(),
    }
}

/// Returns the sample of a type as text.
fn text(api: &Api, ty: &Type) -> String {
    match sample::json(api, ty, Direction::Request) {
        Value::String(text) => text,
        value @ (Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::Array(_)
        | Value::Object(_)) => value.to_string(),
    }
}

/// Percent-encodes all but the unreserved characters.
fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Returns the expected body.
fn body(api: &Api, method: &Method) -> Option<Value> {
    if let Some(body) = json::request(api, method) {
        return Some(body);
    }
    let json = |ty| sample::json(api, ty, Direction::Request);
    match &method.body {
        Body::None => None,
        Body::Whole(_, ty) => Some(json(ty)),
        Body::Fields(fields) => {
            let fields = fields
                .iter()
                .map(|field| (field.name.wire().to_owned(), json(&field.ty)));
            Some(Value::Object(fields.collect::<Map<_, _>>()))
        }
    }
}
