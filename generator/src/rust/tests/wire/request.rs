//! Requests in wire tests: the call with all optional values, and the expected request.

use super::{
    form, multipart,
    percent::encode,
    support::{CLIENT_VALUE, server_path},
};
use crate::{
    model::{Api, Body, BodyFormat, ConstantHeader, Input, Method, Resource},
    rust::{
        example::{call, inputs, json},
        imports::Imports,
    },
};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};

/// Returns the call with all optional values, or with the documented body.
pub(super) fn call(
    api: &Api,
    resource: &Resource,
    method: &Method,
    imports: &Imports<'_>,
) -> TokenStream {
    call::call(api, resource, method, |_| true, imports)
}

/// Returns the check of the method, the target and the body of the request.
pub(super) fn check(api: &Api, resource: &Resource, method: &Method) -> TokenStream {
    let verb = method.route.verb.as_str();
    let target = target(api, resource, method);
    let Some(body) = body(api, method) else {
        return quote!(support::check(&server, #verb, #target, None));
    };
    let line = json::line(&body);
    match &method.body_format {
        BodyFormat::Json { media_type: None } => {
            quote!(support::check(&server, #verb, #target, Some(#line)))
        }
        BodyFormat::Json {
            media_type: Some(media_type),
        } => quote!(support::check_json(&server, #verb, #target, #media_type, #line)),
        BodyFormat::Form(lists) => {
            let form = form::text(&body, *lists);
            quote!(support::check_form(&server, #verb, #target, #form))
        }
        BodyFormat::Multipart => {
            let parts = multipart::parts(api, method);
            quote!(support::check_multipart(&server, #verb, #target, &[#(#parts),*]))
        }
        BodyFormat::Text { media_type } | BodyFormat::File { media_type } => {
            let text = body.as_str().unwrap_or_default();
            quote!(support::check_text(&server, #verb, #target, #media_type, #text))
        }
    }
}

/// Returns the expected headers that the call sets, as arguments of `support::check_header`.
pub(super) fn headers(api: &Api, method: &Method) -> Vec<TokenStream> {
    let params = method.headers.iter().chain(&method.idempotency_key);
    let params = params.map(|header| {
        let (name, value) = (header.name.wire(), inputs::header_text(api, header));
        quote!(#name, #value)
    });
    let constants = method.settings.headers.iter();
    let constants = constants.map(|ConstantHeader { name, value }| quote!(#name, #value));
    params.chain(constants).collect()
}

/// Returns the expected path and query.
fn target(api: &Api, resource: &Resource, method: &Method) -> String {
    let server = method.settings.server;
    let server = server.and_then(|index| api.head.servers.get(index));
    let mut target = server.map_or_else(String::new, server_path) + &method.route.path;
    for param in &method.params {
        let value = inputs::path_text(api, resource, param, CLIENT_VALUE);
        let encoded = if param.keeps_slashes {
            value.split('/').map(encode).collect::<Vec<_>>().join("/")
        } else {
            encode(&value)
        };
        target = target.replace(&param.placeholder(), &encoded);
    }
    let pairs = method.query.iter().flat_map(|query| {
        let pairs = inputs::query_pairs(api, query).into_iter();
        pairs.map(|(key, value)| format!("{}={}", encode(&key), encode(&value)))
    });
    let pairs: Vec<_> = pairs.collect();
    if pairs.is_empty() {
        target
    } else {
        format!("{target}?{}", pairs.join("&"))
    }
}

/// Returns the expected body.
fn body(api: &Api, method: &Method) -> Option<Value> {
    match &method.body {
        Body::None => None,
        Body::Whole(whole) => {
            let value = inputs::value(api, method, &Input::Whole(whole))?;
            Some(value.json())
        }
        Body::Fields(fields) => {
            let fields = fields.iter().filter_map(|field| {
                let value = inputs::value(api, method, &Input::Body(field))?;
                Some((field.name.wire().to_owned(), value.json()))
            });
            Some(Value::Object(fields.collect::<Map<_, _>>()))
        }
    }
}
