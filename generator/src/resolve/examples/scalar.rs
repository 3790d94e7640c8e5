//! Examples of scalars.

use crate::{
    scalars::Scalar,
    syntax::{Node, NodeKind},
};
use serde_json::{Map, Value};

/// Seconds since 1970 from the year 1 to the year 9999.
const SECONDS: std::ops::RangeInclusive<i128> = -62_135_596_800..=253_402_300_799;

/// Reads an example of a scalar. The error describes the expected value.
pub(in crate::resolve) fn scalar(node: &Node, scalar: Scalar) -> Result<Value, &'static str> {
    match scalar {
        Scalar::Json => plain(node).ok_or("a JSON value"),
        Scalar::Bool => boolean(node),
        Scalar::Int32 => whole_number(node, "a 32-bit integer", |number| {
            i32::try_from(number).is_ok()
        }),
        Scalar::Int64 => whole_number(node, "a 64-bit integer", |number| {
            i64::try_from(number).is_ok()
        }),
        Scalar::Float => number(node),
        Scalar::DateTime => text(
            node,
            scalar,
            "a date and time such as `2026-01-31T12:00:00Z`",
        ),
        Scalar::Int64Text => text(node, scalar, "a string that contains a 64-bit integer"),
        Scalar::Duration => text(node, scalar, "a number of seconds such as `1.500s`"),
        Scalar::Bytes => text(node, scalar, "a string of base64 such as `aGk=`"),
        Scalar::String | Scalar::Secret => text(node, scalar, "a string"),
        Scalar::File => text(node, scalar, "a string, the content of the file"),
        Scalar::Date => text(node, scalar, "a date such as `2026-01-31`, in quotes"),
        Scalar::TimeOfDay => text(node, scalar, "a time of day such as `09:30:00`, in quotes"),
        Scalar::UnixSeconds => {
            whole_number(node, "a whole number of seconds since 1970", |number| {
                SECONDS.contains(&number)
            })
        }
        Scalar::UnixMillis => whole_number(
            node,
            "a whole number of milliseconds since 1970",
            |number| SECONDS.contains(&number.div_euclid(1000)),
        ),
        Scalar::Rfc2822 => text(
            node,
            scalar,
            "a date and time such as `Thu, 1 Jan 2026 00:00:00 +0000`",
        ),
        Scalar::Uint64 => whole_number(node, "a 64-bit integer that is not negative", |number| {
            u64::try_from(number).is_ok()
        }),
        Scalar::Decimal => text(
            node,
            scalar,
            "a string with a decimal number such as `12.50`",
        ),
        Scalar::Uuid => text(
            node,
            scalar,
            "a UUID such as `67e55044-10b1-426f-9247-bb680e5fe0c8`",
        ),
        Scalar::Url => text(
            node,
            scalar,
            "an absolute URL such as `https://example.com/`",
        ),
        Scalar::Base64Url => text(node, scalar, "a string of base64 such as `aGk`"),
        Scalar::LabelFilter => pairs(node),
    }
}

/// Returns the node as JSON; `None` if JSON does not have such a number.
pub(super) fn plain(node: &Node) -> Option<Value> {
    match &node.kind {
        NodeKind::Null => Some(Value::Null),
        NodeKind::Bool(value) => Some(Value::Bool(*value)),
        NodeKind::Int(value) => integer(*value),
        NodeKind::Float(value) => serde_json::Number::from_f64(*value).map(Value::Number),
        NodeKind::Text(text) => Some(Value::String(text.clone())),
        NodeKind::List(items) => items
            .iter()
            .map(plain)
            .collect::<Option<Vec<_>>>()
            .map(Value::Array),
        NodeKind::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| Some((key.value.clone(), plain(value)?)));
            entries.collect::<Option<Map<_, _>>>().map(Value::Object)
        }
    }
}

/// Returns an integer as JSON; `None` if it has more than 64 bits.
pub(super) fn integer(number: i128) -> Option<Value> {
    serde_json::Number::from_i128(number).map(Value::Number)
}

/// Returns the boolean of a node, or the description of the expected value.
fn boolean(node: &Node) -> Result<Value, &'static str> {
    match node.kind {
        NodeKind::Bool(value) => Ok(Value::Bool(value)),
        NodeKind::Null
        | NodeKind::Int(_)
        | NodeKind::Float(_)
        | NodeKind::Text(_)
        | NodeKind::List(_)
        | NodeKind::Map(_) => Err("`true` or `false`"),
    }
}

/// Returns the integer of a node if it is in range.
fn whole_number(
    node: &Node,
    expected: &'static str,
    is_in_range: fn(i128) -> bool,
) -> Result<Value, &'static str> {
    match node.kind {
        NodeKind::Int(value) if is_in_range(value) => integer(value).ok_or(expected),
        NodeKind::Null
        | NodeKind::Bool(_)
        | NodeKind::Int(_)
        | NodeKind::Float(_)
        | NodeKind::Text(_)
        | NodeKind::List(_)
        | NodeKind::Map(_) => Err(expected),
    }
}

/// Returns the number of a node, always as a floating-point number: the emitted crate writes it with a point, and JSON
/// distinguishes the two.
fn number(node: &Node) -> Result<Value, &'static str> {
    const EXPECTED: &str = "a number";
    match node.kind {
        NodeKind::Int(value) => value
            .to_string()
            .parse::<f64>()
            .map(Value::from)
            .map_err(|_| EXPECTED),
        NodeKind::Float(value) if value.is_finite() => Ok(Value::from(value)),
        NodeKind::Null
        | NodeKind::Bool(_)
        | NodeKind::Float(_)
        | NodeKind::Text(_)
        | NodeKind::List(_)
        | NodeKind::Map(_) => Err(EXPECTED),
    }
}

/// Returns the text of a node if it consists of pairs that can be sent.
fn pairs(node: &Node) -> Result<Value, &'static str> {
    let is_pair = |pair: &str| {
        let halves = pair.split_once('=');
        halves.is_some_and(|(key, _)| !key.trim().is_empty())
    };
    match &node.kind {
        NodeKind::Text(text) if text.split(',').all(is_pair) => Ok(Value::String(text.clone())),
        NodeKind::Null
        | NodeKind::Bool(_)
        | NodeKind::Int(_)
        | NodeKind::Float(_)
        | NodeKind::Text(_)
        | NodeKind::List(_)
        | NodeKind::Map(_) => Err("a string of pairs such as `key=value,other=value`"),
    }
}

/// Returns the text of a node if the runtime decodes it; otherwise `format`, the description of the expected value.
fn text(node: &Node, scalar: Scalar, format: &'static str) -> Result<Value, &'static str> {
    match &node.kind {
        NodeKind::Text(text) if scalar.canonical(text).is_some() => Ok(Value::String(text.clone())),
        NodeKind::Text(_) => Err(format),
        NodeKind::Null
        | NodeKind::Bool(_)
        | NodeKind::Int(_)
        | NodeKind::Float(_)
        | NodeKind::List(_)
        | NodeKind::Map(_) => Err("a string"),
    }
}
