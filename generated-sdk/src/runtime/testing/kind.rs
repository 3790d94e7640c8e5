//! Comparison of JSON values with the API description, and redaction of their secrets.

use serde_json::{Map, Value, json};

use crate::runtime::secret::redact::REDACTED;
use crate::runtime::testing::rules::{
    ContentRule, FieldRule, FormRule, ModelShape, TagRule, ValueKind, VariantRule,
};

/// Adds the differences between a value and its description, each with the path of the value.
pub(crate) fn check(kind: ValueKind, value: &Value, path: &str, differences: &mut Vec<String>) {
    match (kind, value) {
        (ValueKind::Nullable(_), Value::Null) => {}
        (ValueKind::Nullable(kind), value) => check(*kind, value, path, differences),
        (ValueKind::List(item), Value::Array(items)) => {
            for (index, value) in items.iter().enumerate() {
                check(*item, value, &format!("{path}[{index}]"), differences);
            }
        }
        (ValueKind::Map(item), Value::Object(entries)) => {
            for (key, value) in entries {
                check(*item, value, &joined(path, key), differences);
            }
        }
        (ValueKind::Model(shape), value) => check_shape(shape(), value, path, differences),
        (kind, value) => {
            if let Some(expected) = expected_type(kind, value) {
                differences.push(format!(
                    "`{path}` must be {expected}, but {} was sent",
                    type_name(value)
                ));
            }
        }
    }
}

/// Adds the differences between an object and the description of its fields. `tag` is the tag of a union, which the
/// object contains as well.
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
                differences.push(format!("`{inner}` is read-only, so it must not be sent"));
            }
            Some(field) => check(field.kind, value, &inner, differences),
            None if open || tag == Some(key) => {}
            None => differences.push(format!("`{inner}` is not in the description")),
        }
    }
    for field in fields {
        if field.required && !field.read_only && !object.contains_key(field.name) {
            let inner = joined(path, field.name);
            differences.push(format!("`{inner}` is required, but was not sent"));
        }
    }
}

/// Returns a value with secrets and fields that are not in the description redacted.
pub(crate) fn redact(kind: ValueKind, value: &Value) -> Value {
    match (kind, value) {
        (ValueKind::Secret, Value::String(text)) if !text.is_empty() => REDACTED.into(),
        (ValueKind::Nullable(kind), value) => redact(*kind, value),
        (ValueKind::File, _) => REDACTED.into(),
        (ValueKind::List(item), Value::Array(items)) => {
            items.iter().map(|value| redact(*item, value)).collect()
        }
        (ValueKind::Map(item), Value::Object(entries)) => {
            let entries = entries.iter();
            entries
                .map(|(key, value)| (key.clone(), redact(*item, value)))
                .collect()
        }
        (ValueKind::Model(shape), value) => match (shape(), value) {
            (ModelShape::Object { fields, .. }, Value::Object(object)) => {
                redact_fields(fields, object)
            }
            (ModelShape::Union { tag, variants }, Value::Object(object)) => {
                redact_union(tag, variants, object)
            }
            (ModelShape::OneOf(variants), value) => match form(variants, value) {
                Some(kind) => redact(kind, value),
                None => REDACTED.into(),
            },
            (ModelShape::Object { .. } | ModelShape::Union { .. }, value) => value.clone(),
        },
        (_, value) => value.clone(),
    }
}

/// Returns an object with secrets and fields that are not in the description redacted.
pub(crate) fn redact_fields(fields: &[FieldRule], object: &Map<String, Value>) -> Value {
    let redacted = object.iter().map(|(key, value)| {
        let field = fields.iter().find(|field| field.name == key);
        let value = field.map_or(REDACTED.into(), |field| redact(field.kind, value));
        (key.clone(), value)
    });
    redacted.collect()
}

/// Returns a union with secrets and fields that are not in the description redacted.
fn redact_union(tag: TagRule, variants: &[VariantRule], object: &Map<String, Value>) -> Value {
    let mut union = match variant(tag, variants, object).map(|variant| variant.content) {
        Some(ContentRule::Flat(shape)) => {
            redact(ValueKind::Model(shape), &Value::Object(object.clone()))
        }
        Some(ContentRule::Keyed(key, kind)) => {
            redact_fields(&[FieldRule::optional(key, kind)], object)
        }
        Some(ContentRule::Whole(kind)) => return redact(kind, &Value::Object(object.clone())),
        Some(ContentRule::Nothing) | None => redact_fields(&[], object),
    };
    if let (Some(union), Some(word)) = (union.as_object_mut(), tag.find(object)) {
        let keys = tag.path.iter().skip(1).rev();
        let word = keys.fold(word.clone(), |value, key| json!({ *key: value }));
        union.insert(tag.head().to_owned(), word);
    }
    union
}

fn check_shape(shape: ModelShape, value: &Value, path: &str, differences: &mut Vec<String>) {
    match (shape, value) {
        (ModelShape::Object { fields, open }, Value::Object(object)) => {
            check_fields(fields, open, None, object, path, differences);
        }
        (ModelShape::Union { tag, variants }, Value::Object(object)) => {
            let (name, word) = (tag.path.join("."), tag.word(object));
            let expected = if tag.integer {
                "an integer"
            } else {
                "a string"
            };
            match tag.find(object) {
                Some(_) if word.is_some() => {}
                Some(other) => differences.push(format!(
                    "`{}` must be {expected}, but {} was sent",
                    joined(path, &name),
                    type_name(other)
                )),
                // A union that is `None` is sent as an empty object, if it is required.
                None if object.is_empty() => {}
                None => differences.push(format!("`{path}` has no tag `{name}`")),
            }
            if let Some(variant) = variant(tag, variants, object) {
                check_content(variant.content, tag.head(), object, path, differences);
            }
        }
        (ModelShape::OneOf(variants), value) => {
            // A value of no known form may be new.
            if let Some(kind) = form(variants, value) {
                check(kind, value, path, differences);
            }
        }
        (ModelShape::Object { .. } | ModelShape::Union { .. }, value) => differences.push(format!(
            "`{path}` must be an object, but {} was sent",
            type_name(value)
        )),
    }
}

/// Adds the differences in the content of a union whose tag is known.
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
            ModelShape::Object { fields, open } => {
                check_fields(fields, open, Some(tag), object, path, differences);
            }
            ModelShape::Union { .. } | ModelShape::OneOf(_) => {}
        },
        ContentRule::Whole(kind) => {
            check(kind, &Value::Object(object.clone()), path, differences);
        }
    }
}

/// Returns the type of a value of a union without a tag, if its form is known.
fn form(variants: &[FormRule], value: &Value) -> Option<ValueKind> {
    let mut variants = variants.iter();
    let variant = variants.find(|variant| (variant.accepts)(value))?;
    Some(variant.kind)
}

/// Returns the variant of an object, if its tag is known.
fn variant<'a>(
    tag: TagRule,
    variants: &'a [VariantRule],
    object: &Map<String, Value>,
) -> Option<&'a VariantRule> {
    let word = tag.word(object)?;
    variants.iter().find(|variant| variant.tag == word)
}

/// Returns the expected type of a value; `None` if the value has that type.
fn expected_type(kind: ValueKind, value: &Value) -> Option<&'static str> {
    let text = value.as_str();
    let (matches, expected) = match kind {
        ValueKind::Any | ValueKind::Nullable(_) => (true, "anything"),
        ValueKind::Text | ValueKind::Secret | ValueKind::Pairs => (text.is_some(), "a string"),
        ValueKind::Bool => (value.is_boolean(), "`true` or `false`"),
        ValueKind::Int32 => (
            value
                .as_i64()
                .is_some_and(|number| i32::try_from(number).is_ok()),
            "a 32-bit integer",
        ),
        ValueKind::Int64 => (value.is_i64(), "a 64-bit integer"),
        ValueKind::Uint64 => (value.is_u64(), "an unsigned 64-bit integer"),
        ValueKind::Int64Text => (
            text.is_some_and(|text| text.parse::<i64>().is_ok()),
            "a 64-bit integer in a string",
        ),
        ValueKind::Number => (value.is_number(), "a number"),
        ValueKind::DateTime => (
            text.is_some_and(is_datetime),
            "a date-time in the format of RFC 3339",
        ),
        ValueKind::Duration => (text.is_some_and(is_duration), "a duration, such as `1.5s`"),
        ValueKind::Bytes => (text.is_some_and(is_base64), "base64"),
        ValueKind::Decoded(is_valid, expected) => (is_valid(value), expected),
        ValueKind::File => (value.is_object(), "a file"),
        ValueKind::List(_) => (value.is_array(), "a list"),
        ValueKind::Map(_) | ValueKind::Model(_) => (value.is_object(), "an object"),
    };
    (!matches).then_some(expected)
}

/// Returns `true` for a date-time.
pub(crate) fn is_datetime(text: &str) -> bool {
    chrono::DateTime::parse_from_rfc3339(text).is_ok()
}

/// Returns `true` for a duration.
pub(crate) fn is_duration(text: &str) -> bool {
    text.strip_suffix('s')
        .is_some_and(|seconds| seconds.parse::<f64>().is_ok_and(f64::is_finite))
}

/// Returns `true` for text that may be base64.
fn is_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    let is_digit =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_');
    let is_padded = text.len() % 4 == 0 && text.len() - body.len() < 3;
    let is_bare = text.len() == body.len() && text.len() % 4 != 1;
    (is_padded || is_bare) && body.bytes().all(is_digit)
}

/// Returns the name of a value's type. The value itself may be a secret, so it is not shown.
fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "`null`",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Returns the path of a key in the object at `path`.
fn joined(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}
