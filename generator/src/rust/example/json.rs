//! Documented JSON in emitted code.

use super::complete::complete;
use crate::{
    model::{Api, Method, Type},
    rust::{imports::Imports, types},
    scalars::{Scalar, UrlForm},
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::{Number, Value};
use std::fmt::Write as _;

/// Returns the documented body of a method, if a call sends exactly that.
pub(in crate::rust) fn request(method: &Method) -> Option<&Value> {
    method
        .example_request
        .as_ref()
        .filter(|body| is_canonical(body))
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

/// Escapes the characters that change the direction of text: rustc refuses them in literals and comments.
pub(in crate::rust) fn escaped(json: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if turns(c) {
            let _ = write!(text, "\\u{:04x}", u32::from(c));
        } else {
            text.push(c);
        }
    }
    text
}

/// Returns `true` if decoding and encoding again gives the same JSON: the emitted crate writes date-times in UTC, with 0, 3,
/// 6 or 9 digits of a second.
pub(in crate::rust) fn is_canonical(json: &Value) -> bool {
    match json {
        Value::String(text) => is_canonical_text(text),
        Value::Array(items) => items.iter().all(is_canonical),
        Value::Object(entries) => entries.values().all(is_canonical),
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
    }
}

fn is_canonical_text(text: &str) -> bool {
    let pattern = "0000-00-00T00:00:00";
    let Some((head, tail)) = text.split_at_checked(pattern.len()) else {
        return true;
    };
    let is_datetime = head
        .bytes()
        .zip(pattern.bytes())
        .all(|(found, due)| match due {
            b'0' => found.is_ascii_digit(),
            due => found == due,
        });
    let digits = tail
        .strip_suffix('Z')
        .map(|digits| digits.trim_start_matches('.'));
    let fraction = digits.is_some_and(|digits| {
        [0, 3, 6, 9].contains(&digits.len()) && (digits.is_empty() || !digits.ends_with("000"))
    });
    !is_datetime || (fraction && !head.ends_with(":60"))
}
