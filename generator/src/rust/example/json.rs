//! Documented JSON in emitted code.

use crate::{
    characters::is_hidden,
    model::{Api, Type},
    rust::{imports::Imports, types},
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;
use std::fmt::Write as _;

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
