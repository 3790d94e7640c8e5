//! Whether a JSON value is what the description says, and how it is shown without its secrets.

use serde_json::{Map, Value};

use crate::runtime::secret::redact::REDACTED;
use crate::runtime::testing::rules::{ContentRule, FieldRule, Kind, Shape, VariantRule};

/// What differs between a value and its kind, each with the path of the place.
pub(crate) fn check(kind: Kind, value: &Value, path: &str, differences: &mut Vec<String>) {
    match (kind, value) {
        (Kind::List(item), Value::Array(items)) => {
            for (index, value) in items.iter().enumerate() {
                check(*item, value, &format!("{path}[{index}]"), differences);
            }
        }
        (Kind::Map(item), Value::Object(entries)) => {
            for (key, value) in entries {
                check(*item, value, &joined(path, key), differences);
            }
        }
        (Kind::Model(shape), value) => check_shape(shape(), value, path, differences),
        (kind, value) => {
            if let Some(due) = misfit(kind, value) {
                differences.push(format!(
                    "`{path}` must be {due}, and {} was sent",
                    sort(value)
                ));
            }
        }
    }
}

/// What differs between an object and its fields. `tag` is a key that stands beside them.
pub(crate) fn check_fields(
    fields: &[FieldRule],
    open: bool,
    tag: Option<&str>,
    object: &Map<String, Value>,
    path: &str,
    differences: &mut Vec<String>,
) {
    for (key, value) in object {
        let inner = joined(path, key);
        match fields.iter().find(|field| field.name == key) {
            Some(field) if field.read_only => {
                differences.push(format!("`{inner}` is read-only, and must not be sent"));
            }
            Some(field) => check(field.kind, value, &inner, differences),
            None if open || tag == Some(key) => {}
            None => differences.push(format!("`{inner}` is no field of the description")),
        }
    }
    for field in fields {
        if field.required && !field.read_only && !object.contains_key(field.name) {
            let inner = joined(path, field.name);
            differences.push(format!("`{inner}` is required, and was not sent"));
        }
    }
}

/// A value as it may be shown: secrets are redacted, and so is what the description does not know.
pub(crate) fn shown(kind: Kind, value: &Value) -> Value {
    match (kind, value) {
        (Kind::Secret, Value::String(text)) if !text.is_empty() => REDACTED.into(),
        (Kind::List(item), Value::Array(items)) => {
            items.iter().map(|value| shown(*item, value)).collect()
        }
        (Kind::Map(item), Value::Object(entries)) => {
            let entries = entries.iter();
            entries
                .map(|(key, value)| (key.clone(), shown(*item, value)))
                .collect()
        }
        (Kind::Model(shape), Value::Object(object)) => match shape() {
            Shape::Object { fields, .. } => shown_fields(fields, object),
            Shape::Union { tag, variants } => shown_union(tag, variants, object),
        },
        (_, value) => value.clone(),
    }
}

/// An object as it may be shown.
pub(crate) fn shown_fields(fields: &[FieldRule], object: &Map<String, Value>) -> Value {
    let shown = object.iter().map(|(key, value)| {
        let field = fields.iter().find(|field| field.name == key);
        let value = field.map_or(REDACTED.into(), |field| shown(field.kind, value));
        (key.clone(), value)
    });
    shown.collect()
}

/// A union as it may be shown.
fn shown_union(tag: &str, variants: &[VariantRule], object: &Map<String, Value>) -> Value {
    let mut whole = match variant(tag, variants, object).map(|variant| variant.content) {
        Some(ContentRule::Flat(shape)) => shown(Kind::Model(shape), &Value::Object(object.clone())),
        Some(ContentRule::Keyed(key, kind)) => {
            shown_fields(&[FieldRule::optional(key, kind)], object)
        }
        Some(ContentRule::Nothing) | None => shown_fields(&[], object),
    };
    if let (Some(whole), Some(word)) = (whole.as_object_mut(), object.get(tag)) {
        whole.insert(tag.to_owned(), word.clone());
    }
    whole
}

fn check_shape(shape: Shape, value: &Value, path: &str, differences: &mut Vec<String>) {
    match (shape, value) {
        (Shape::Object { fields, open }, Value::Object(object)) => {
            check_fields(fields, open, None, object, path, differences);
        }
        (Shape::Union { tag, variants }, Value::Object(object)) => {
            match object.get(tag) {
                Some(Value::String(_)) => {}
                Some(other) => differences.push(format!(
                    "`{}` must be text, and {} was sent",
                    joined(path, tag),
                    sort(other)
                )),
                None => differences.push(format!("`{path}` has no tag `{tag}`")),
            }
            if let Some(variant) = variant(tag, variants, object) {
                check_content(variant.content, tag, object, path, differences);
            }
        }
        (Shape::Object { .. } | Shape::Union { .. }, value) => differences.push(format!(
            "`{path}` must be an object, and {} was sent",
            sort(value)
        )),
    }
}

/// What differs in what stands beside a tag that is known.
fn check_content(
    content: ContentRule,
    tag: &str,
    object: &Map<String, Value>,
    path: &str,
    differences: &mut Vec<String>,
) {
    match content {
        ContentRule::Nothing => check_fields(&[], false, Some(tag), object, path, differences),
        ContentRule::Keyed(key, kind) => {
            let fields = [FieldRule::required(key, kind)];
            check_fields(&fields, false, Some(tag), object, path, differences);
        }
        ContentRule::Flat(shape) => match shape() {
            Shape::Object { fields, open } => {
                check_fields(fields, open, Some(tag), object, path, differences);
            }
            Shape::Union { .. } => {}
        },
    }
}

/// The variant that an object is, if its tag is known.
fn variant<'a>(
    tag: &str,
    variants: &'a [VariantRule],
    object: &Map<String, Value>,
) -> Option<&'a VariantRule> {
    let word = object.get(tag)?.as_str()?;
    variants.iter().find(|variant| variant.tag == word)
}

/// What a value should have been; `None` if it is that.
fn misfit(kind: Kind, value: &Value) -> Option<&'static str> {
    let text = value.as_str();
    let (fits, due) = match kind {
        Kind::Any => (true, "anything"),
        Kind::Text | Kind::Secret | Kind::Pairs => (text.is_some(), "text"),
        Kind::Bool => (value.is_boolean(), "`true` or `false`"),
        Kind::Int32 => (
            value
                .as_i64()
                .is_some_and(|number| i32::try_from(number).is_ok()),
            "a whole number of 32 bits",
        ),
        Kind::Int64 => (value.is_i64(), "a whole number of 64 bits"),
        Kind::Int64Text => (
            text.is_some_and(|text| text.parse::<i64>().is_ok()),
            "a whole number of 64 bits, as text",
        ),
        Kind::Number => (value.is_number(), "a number"),
        Kind::DateTime => (
            text.is_some_and(is_datetime),
            "a date-time, as RFC 3339 has it",
        ),
        Kind::Duration => (
            text.is_some_and(is_duration),
            "a span of time, such as `1.5s`",
        ),
        Kind::Bytes => (text.is_some_and(is_base64), "bytes, as base64"),
        Kind::List(_) => (value.is_array(), "a list"),
        Kind::Map(_) | Kind::Model(_) => (value.is_object(), "an object"),
    };
    (!fits).then_some(due)
}

/// Whether a text is a date-time.
pub(crate) fn is_datetime(text: &str) -> bool {
    chrono::DateTime::parse_from_rfc3339(text).is_ok()
}

/// Whether a text is a span of time.
pub(crate) fn is_duration(text: &str) -> bool {
    text.strip_suffix('s')
        .is_some_and(|seconds| seconds.parse::<f64>().is_ok_and(f64::is_finite))
}

/// Whether a text could be base64.
fn is_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    let is_digit =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_');
    text.len() % 4 == 0 && text.len() - body.len() < 3 && body.bytes().all(is_digit)
}

/// A word for what a value is. The value itself may be a secret.
fn sort(value: &Value) -> &'static str {
    match value {
        Value::Null => "`null`",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The path of what stands in something.
fn joined(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}
