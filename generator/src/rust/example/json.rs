//! Documented JSON in emitted code.

use super::{canonical, complete::complete};
use crate::{
    characters::is_hidden,
    model::{Api, Body, Method, Type},
    rust::{imports::Imports, types},
    scalars::{Scalar, UrlForm},
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::{Number, Value};
use std::fmt::Write as _;

/// Returns the documented body of a method, as a call sends it.
pub(in crate::rust) fn request(api: &Api, method: &Method) -> Option<Value> {
    let body = method.example_request.as_ref()?;
    match (&method.body, body) {
        (Body::Whole(_, ty), body) => Some(canonical::value(api, ty, body)),
        (Body::Fields(fields), Value::Object(entries)) => {
            Some(Value::Object(canonical::fields(api, fields, entries)))
        }
        (Body::None | Body::Fields(_), _) => None,
    }
}

/// Returns documented JSON as the argument of a call: texts and short numbers as such, everything else decoded.
pub(in crate::rust) fn argument(
    api: &Api,
    ty: &Type,
    json: &Value,
    imports: &Imports<'_>,
) -> TokenStream {
    match (ty, json) {
        (Type::Mask(id), Value::String(paths)) => {
            let mask = imports.model(api, *id);
            let paths = paths.split(',');
            quote!([#(#mask::from(#paths)),*])
        }
        (Type::Scalar(scalar), Value::String(text)) if is_plain_text(*scalar) => quote!(#text),
        (Type::Scalar(_), Value::Bool(value)) => quote!(#value),
        (Type::Scalar(_), Value::Number(number)) if is_short(number) => {
            number.to_string().parse().unwrap_or_default()
        }
        (Type::Scalar(_) | Type::Model(_) | Type::Mask(_) | Type::List(_) | Type::Map(_), _) => {
            decoded(api, ty, &literal(&complete(api, ty, json)), imports)
        }
    }
}

/// Returns the expression that decodes a literal with JSON.
pub(in crate::rust) fn decoded(
    api: &Api,
    ty: &Type,
    literal: &TokenStream,
    imports: &Imports<'_>,
) -> TokenStream {
    let ty = types::rust(api, ty, imports);
    quote!(serde_json::from_str::<#ty>(#literal)?)
}

fn is_plain_text(scalar: Scalar) -> bool {
    scalar.row().url == UrlForm::Text || scalar.is_secret()
}

/// Returns `true` if Clippy accepts the number without separators.
fn is_short(number: &Number) -> bool {
    number.to_string().len() <= 5
}

/// Returns JSON as a raw string literal, on one line if it is short.
pub(in crate::rust) fn literal(json: &Value) -> TokenStream {
    let line = json.to_string();
    let text = if line.len() <= 80 {
        line
    } else {
        serde_json::to_string_pretty(json).unwrap_or(line)
    };
    raw(&text)
}

/// Returns JSON as a raw string literal on one line, of any length.
pub(in crate::rust) fn line(json: &Value) -> TokenStream {
    raw(&json.to_string())
}

fn raw(json: &str) -> TokenStream {
    let text = escaped(json);
    let mut hashes = String::new();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    match format!("r{hashes}\"{text}\"{hashes}").parse::<Literal>() {
        // A text without quotes and line breaks needs no raw string.
        Ok(literal) if !hashes.is_empty() || text.contains('\n') => quote!(#literal),
        Ok(_) | Err(_) => quote!(#text),
    }
}

/// Escapes hidden characters in the strings of JSON, which no literal and no comment may contain.
pub(in crate::rust) fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        // A line break is between the values.
        if !is_hidden(c) || c == '\n' {
            text.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _ = write!(text, "\\u{unit:04x}");
        }
    }
    text
}
