//! Values of scalars as Rust expressions.

use crate::{
    rust::{imports::Imports, types},
    scalars::Scalar,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

/// Number of digits from which on Clippy asks for separators.
const MAX_DIGITS: usize = 5;

/// Returns a value as the argument of a call, which is converted to the type of the parameter.
pub(in crate::rust) fn argument(
    scalar: Scalar,
    json: &Value,
    imports: &Imports<'_>,
) -> TokenStream {
    if is_parsed(scalar, json) {
        return parsed(scalar, json, imports);
    }
    let text = json.as_str().unwrap_or_default();
    match scalar {
        Scalar::String | Scalar::Secret => quote!(#text),
        Scalar::Json => match json {
            Value::String(text) => quote!(#text),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Array(_)
            | Value::Object(_) => json_macro(json),
        },
        Scalar::Bool => {
            let value = json.as_bool().unwrap_or_default();
            quote!(#value)
        }
        Scalar::Int32 | Scalar::Int64 => integer(json.as_i64().unwrap_or_default()),
        Scalar::Int64Text => integer(text.parse().unwrap_or_default()),
        Scalar::Float => float(json.as_f64().unwrap_or_default()),
        Scalar::Duration => duration(text).unwrap_or_default(),
        Scalar::Bytes | Scalar::Base64Url => {
            let bytes = Literal::byte_string(&Scalar::decoded(text));
            quote!(#bytes)
        }
        Scalar::File => {
            let ty = types::scalar(scalar, imports);
            quote!(#ty::bytes(#text))
        }
        Scalar::LabelFilter => {
            let pairs = pairs(text);
            let pairs = pairs.iter().map(|(key, value)| quote!((#key, #value)));
            quote!([#(#pairs),*])
        }
        Scalar::Uint64 => unsigned(json.as_u64().unwrap_or_default()),
        // They are parsed from their texts.
        Scalar::DateTime
        | Scalar::Date
        | Scalar::TimeOfDay
        | Scalar::UnixSeconds
        | Scalar::UnixMillis
        | Scalar::Rfc2822
        | Scalar::Decimal
        | Scalar::Uuid
        | Scalar::Url => TokenStream::new(),
    }
}

/// Returns a value as an item of an array, whose items are of one type.
pub(super) fn item(scalar: Scalar, json: &Value, imports: &Imports<'_>) -> TokenStream {
    match scalar {
        Scalar::Duration => parsed(scalar, json, imports),
        Scalar::Json => json_macro(json),
        Scalar::Bytes | Scalar::Base64Url => {
            let bytes = argument(scalar, json, imports);
            quote!(#bytes.as_slice())
        }
        Scalar::String
        | Scalar::Secret
        | Scalar::Bool
        | Scalar::Int32
        | Scalar::Int64
        | Scalar::Int64Text
        | Scalar::Float
        | Scalar::Uint64
        | Scalar::DateTime
        | Scalar::Date
        | Scalar::TimeOfDay
        | Scalar::UnixSeconds
        | Scalar::UnixMillis
        | Scalar::Rfc2822
        | Scalar::Decimal
        | Scalar::Uuid
        | Scalar::Url
        | Scalar::LabelFilter
        | Scalar::File => argument(scalar, json, imports),
    }
}

/// Returns a value of exactly its type.
pub(in crate::rust) fn exact(scalar: Scalar, json: &Value, imports: &Imports<'_>) -> TokenStream {
    if scalar == Scalar::String && json == "" {
        return quote!(String::new());
    }
    let value = argument(scalar, json, imports);
    let is_exact = match scalar {
        Scalar::Bool
        | Scalar::Int32
        | Scalar::Int64
        | Scalar::Float
        | Scalar::Uint64
        | Scalar::DateTime
        | Scalar::Date
        | Scalar::TimeOfDay
        | Scalar::UnixSeconds
        | Scalar::UnixMillis
        | Scalar::Rfc2822
        | Scalar::Decimal
        | Scalar::Uuid
        | Scalar::Url
        | Scalar::File => true,
        Scalar::Duration => is_parsed(scalar, json),
        Scalar::Json => !json.is_string(),
        Scalar::String
        | Scalar::Int64Text
        | Scalar::Bytes
        | Scalar::Base64Url
        | Scalar::Secret
        | Scalar::LabelFilter => false,
    };
    let is_negative = value.to_string().starts_with('-');
    if is_exact {
        value
    } else if is_negative {
        // The sign would be that of the converted value.
        quote!((#value).into())
    } else {
        quote!(#value.into())
    }
}

/// Returns `true` if the expression of a value parses its text, which could fail.
pub(in crate::rust) fn is_parsed(scalar: Scalar, json: &Value) -> bool {
    match scalar {
        Scalar::DateTime
        | Scalar::Date
        | Scalar::TimeOfDay
        | Scalar::UnixSeconds
        | Scalar::UnixMillis
        | Scalar::Rfc2822
        | Scalar::Decimal
        | Scalar::Uuid
        | Scalar::Url => true,
        Scalar::Duration => duration(json.as_str().unwrap_or_default()).is_none(),
        Scalar::String
        | Scalar::Secret
        | Scalar::Bool
        | Scalar::Int32
        | Scalar::Int64
        | Scalar::Int64Text
        | Scalar::Float
        | Scalar::Uint64
        | Scalar::Bytes
        | Scalar::Base64Url
        | Scalar::Json
        | Scalar::LabelFilter
        | Scalar::File => false,
    }
}

/// Returns the pairs of a label filter.
pub(in crate::rust) fn pairs(text: &str) -> Vec<(&str, &str)> {
    let pairs = text.split(',');
    pairs.filter_map(|pair| pair.split_once('=')).collect()
}

fn parsed(scalar: Scalar, json: &Value, imports: &Imports<'_>) -> TokenStream {
    let text = text(json);
    let ty = types::scalar(scalar, imports);
    quote!(#text.parse::<#ty>()?)
}

/// Returns the text from which a value is parsed.
pub(in crate::rust) fn text(json: &Value) -> String {
    let text = json.as_str().map(str::to_owned);
    text.unwrap_or_else(|| json.to_string())
}

/// Returns a duration of the standard library; `None` if it is negative.
fn duration(text: &str) -> Option<TokenStream> {
    let (whole, fraction) = text
        .strip_suffix('s')?
        .split_once('.')
        .unwrap_or((text.strip_suffix('s')?, ""));
    let seconds: u64 = whole.parse().ok()?;
    let nanos: u64 = format!("{fraction:0<9}").parse().ok()?;
    let millis = seconds
        .checked_mul(1000)
        .and_then(|millis| millis.checked_add(nanos / 1_000_000));
    Some(match (nanos, millis) {
        (0, _) => {
            let seconds = grouped(&seconds.to_string());
            quote!(std::time::Duration::from_secs(#seconds))
        }
        (nanos, Some(millis)) if nanos % 1_000_000 == 0 => {
            let millis = grouped(&millis.to_string());
            quote!(std::time::Duration::from_millis(#millis))
        }
        (nanos, _) => {
            let (seconds, nanos) = (grouped(&seconds.to_string()), grouped(&nanos.to_string()));
            quote!(std::time::Duration::new(#seconds, #nanos))
        }
    })
}

/// Returns an integer. One that is not 32 bits long has its type, since the compiler would take it for such a one.
fn integer(value: i64) -> TokenStream {
    let text = separated(&value.to_string());
    let suffix = if i32::try_from(value).is_ok() {
        ""
    } else {
        "_i64"
    };
    tokens(&format!("{text}{suffix}"))
}

/// Returns an unsigned integer with its type: only integers of some types convert into it.
fn unsigned(value: u64) -> TokenStream {
    tokens(&format!("{}_u64", separated(&value.to_string())))
}

/// Returns a floating-point number.
fn float(value: f64) -> TokenStream {
    let text = format!("{value:?}");
    let (number, exponent) = text
        .split_once('e')
        .map_or((text.as_str(), String::new()), |(number, exponent)| {
            (number, format!("e{exponent}"))
        });
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let point = if fraction.is_empty() { "" } else { "." };
    let fraction = from_left(fraction);
    tokens(&format!("{}{point}{fraction}{exponent}", separated(whole)))
}

/// Returns JSON as a call of the macro, or what it is made of.
fn json_macro(json: &Value) -> TokenStream {
    let json = json_tokens(json);
    quote!(serde_json::json!(#json))
}

fn json_tokens(json: &Value) -> TokenStream {
    match json {
        Value::Null => quote!(null),
        Value::Bool(value) => quote!(#value),
        Value::Number(number) => match number.as_i64() {
            Some(number) => integer(number),
            None => float(number.as_f64().unwrap_or_default()),
        },
        Value::String(text) => quote!(#text),
        Value::Array(items) => {
            let items = items.iter().map(json_tokens);
            quote!([#(#items),*])
        }
        Value::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| {
                let value = json_tokens(value);
                quote!(#key: #value)
            });
            quote!({ #(#entries),* })
        }
    }
}

/// Returns an unsigned integer with separators.
fn grouped(digits: &str) -> TokenStream {
    tokens(&separated(digits))
}

/// Separates the thousands of a long integer, which may have a sign.
fn separated(number: &str) -> String {
    let digits = number.trim_start_matches('-');
    if digits.len() <= MAX_DIGITS {
        return number.to_owned();
    }
    let sign = &number[..number.len() - digits.len()];
    let first = match digits.len() % 3 {
        0 => 3,
        rest => rest,
    };
    let (head, tail) = digits.split_at(first);
    let tail = from_left_all(tail);
    format!("{sign}{head}_{tail}")
}

/// Separates the digits of a long fraction in threes.
fn from_left(digits: &str) -> String {
    if digits.len() <= MAX_DIGITS {
        return digits.to_owned();
    }
    from_left_all(digits)
}

fn from_left_all(digits: &str) -> String {
    let digits: Vec<_> = digits.chars().collect();
    let groups = digits.chunks(3).map(String::from_iter);
    groups.collect::<Vec<_>>().join("_")
}

fn tokens(number: &str) -> TokenStream {
    number.parse().unwrap_or_default()
}
