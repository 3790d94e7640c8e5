//! Expected multipart bodies.

use crate::{
    model::{Api, Field, Input, Method, Type},
    rust::example::inputs,
    scalars::Scalar,
};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

/// Returns the parts, each with its headers and its content.
pub(super) fn parts(api: &Api, method: &Method) -> Vec<TokenStream> {
    let mut parts = Vec::new();
    for field in method.body_fields() {
        let Some(value) = inputs::value(api, method, &Input::Body(field)) else {
            continue;
        };
        let items = match value.json() {
            Value::Array(items) => items,
            item => vec![item],
        };
        for item in items {
            let (head, content) = part(field, &item);
            parts.push(quote!((#head, #content)));
        }
    }
    parts
}

fn part(field: &Field, item: &Value) -> (String, String) {
    let name = escaped(field.name.wire());
    let head = format!("Content-Disposition: form-data; name=\"{name}\"");
    let text = match item {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => item.to_string(),
    };
    let head = if is_file(&field.ty) {
        format!("{head}; filename=\"file\"\r\nContent-Type: application/octet-stream")
    } else if item.is_object() || item.is_array() {
        format!("{head}\r\nContent-Type: application/json")
    } else {
        head
    };
    (head, text)
}

fn is_file(ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => *scalar == Scalar::File,
        Type::List(item) | Type::Nullable(item) => is_file(item),
        Type::Model(_) | Type::Mask(_) | Type::Map(_) => false,
    }
}

fn escaped(name: &str) -> String {
    let name = name.replace('\n', "%0A").replace('\r', "%0D");
    name.replace('"', "%22")
}
