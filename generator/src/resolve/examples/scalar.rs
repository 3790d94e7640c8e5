//! Examples of scalars.

use crate::{
    scalars::Scalar,
    syntax::{Node, NodeKind},
};
use serde_json::{Map, Value};

/// Reads an example of a scalar. The error describes the expected value.
pub(super) fn scalar(node: &Node, scalar: Scalar) -> Result<Value, &'static str> {
    match scalar {
        Scalar::Json => plain(node).ok_or("a JSON value"),
        Scalar::Bool => boolean(node),
        Scalar::Int32 => whole_number(node, |number| i32::try_from(number).is_ok()),
        Scalar::Int64 => whole_number(node, |_| true),
        Scalar::Float => number(node),
        Scalar::DateTime => text(
            node,
            "a date and time such as `2026-01-31T12:00:00Z`",
            is_datetime,
        ),
        Scalar::Int64Text => text(node, "a string that contains an integer", is_int64),
        Scalar::Duration => text(node, "a number of seconds such as `1.5s`", |text| {
            text.ends_with('s')
        }),
        Scalar::String | Scalar::Secret | Scalar::Bytes => text(node, "a string", |_| true),
        // A body cannot have one; that has been reported.
        Scalar::LabelFilter => Err("a string"),
    }
}

/// Returns the node as JSON; `None` if JSON does not have such a number.
pub(super) fn plain(node: &Node) -> Option<Value> {
    match &node.kind {
        NodeKind::Null => Some(Value::Null),
        NodeKind::Bool(value) => Some(Value::Bool(*value)),
        NodeKind::Int(value) => Some(Value::from(*value)),
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
fn whole_number(node: &Node, is_in_range: fn(i64) -> bool) -> Result<Value, &'static str> {
    match node.kind {
        NodeKind::Int(value) if is_in_range(value) => Ok(Value::from(value)),
        NodeKind::Null
        | NodeKind::Bool(_)
        | NodeKind::Int(_)
        | NodeKind::Float(_)
        | NodeKind::Text(_)
        | NodeKind::List(_)
        | NodeKind::Map(_) => Err("an integer"),
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

/// Returns the text of a node if it has the format of its type; otherwise `format`, the description of the expected value.
fn text(
    node: &Node,
    format: &'static str,
    has_format: fn(&str) -> bool,
) -> Result<Value, &'static str> {
    match &node.kind {
        NodeKind::Text(text) if has_format(text) => Ok(Value::String(text.clone())),
        NodeKind::Text(_) => Err(format),
        NodeKind::Null
        | NodeKind::Bool(_)
        | NodeKind::Int(_)
        | NodeKind::Float(_)
        | NodeKind::List(_)
        | NodeKind::Map(_) => Err("a string"),
    }
}

fn is_int64(text: &str) -> bool {
    text.parse::<i64>().is_ok()
}

/// Returns `true` if a text has the form of RFC 3339. The runtime checks the days of months.
fn is_datetime(text: &str) -> bool {
    let pattern = "0000-00-00T00:00:00";
    let (Some(head), Some(tail)) = (text.get(..pattern.len()), text.get(pattern.len()..)) else {
        return false;
    };
    let head_fits = head
        .bytes()
        .zip(pattern.bytes())
        .all(|(found, expected)| match expected {
            b'0' => found.is_ascii_digit(),
            expected => found == expected,
        });
    let zone = tail.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let zone_fits = match zone.as_bytes() {
        b"Z" => true,
        [b'+' | b'-', a, b, b':', c, d] => [a, b, c, d].into_iter().all(u8::is_ascii_digit),
        _ => false,
    };
    head_fits && zone_fits
}
