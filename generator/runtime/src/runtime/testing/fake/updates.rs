//! Updates of the fields of an item.

use serde_json::{Value, json};

use crate::runtime::testing::fake::shape::Failure;
use crate::runtime::testing::rules::{FieldRule, ModelShape, ValueKind};

/// Returns the paths of a field mask.
pub(crate) fn fields_of_mask(mask: &str) -> Vec<Vec<&str>> {
    let paths = mask.split(',').map(str::trim);
    let paths = paths.filter(|path| !path.is_empty());
    paths.map(|path| path.split('.').collect()).collect()
}

/// Sets all values that were sent. Objects in the description are merged field by field; other values are replaced.
pub(crate) fn merge(shape: ModelShape, into: &mut Value, sent: &Value) {
    let (ModelShape::Object { fields, open }, Value::Object(sent)) = (shape, sent) else {
        into.clone_from(sent);
        return;
    };
    for (key, value) in sent {
        match fields.iter().find(|field| field.name == key) {
            Some(field) if field.read_only => {}
            Some(field) => match inner_object(field) {
                Some(shape) => merge(shape, &mut into[key], value),
                None => into[key] = value.clone(),
            },
            None if open => into[key] = value.clone(),
            // Other fields of a request, such as a mask, are not part of an item.
            None => {}
        }
    }
}

/// Sets the field at a path to the value that was sent, or to `null` if none was sent. Read-only fields in it are kept.
pub(crate) fn replace(
    shape: ModelShape,
    omits_defaults: bool,
    into: &mut Value,
    sent: &Value,
    path: &[&str],
) -> Result<(), Failure> {
    let Some((key, rest)) = path.split_first() else {
        return Ok(());
    };
    let unknown = || {
        Failure::Invalid(format!(
            "the mask contains `{key}`, which is not a writable field"
        ))
    };
    let ModelShape::Object { fields, .. } = shape else {
        return Err(unknown());
    };
    let field = fields
        .iter()
        .find(|field| field.name == *key && !field.read_only);
    let field = field.ok_or_else(unknown)?;
    let sent = sent.get(key).unwrap_or(&Value::Null);
    if rest.is_empty() && sent.is_null() && needs_value(field, omits_defaults) {
        return Err(Failure::Invalid(format!(
            "the mask contains `{key}`, which is required, but the body has no value for it"
        )));
    }
    match inner_object(field) {
        Some(shape) if !rest.is_empty() => {
            return replace(shape, omits_defaults, &mut into[*key], sent, rest);
        }
        Some(shape) => {
            into[*key] = without_writable(shape, omits_defaults, into[*key].take());
            merge(shape, &mut into[*key], sent);
        }
        // A missing value is stored as `null`, which is decoded as missing.
        None => into[*key] = sent.clone(),
    }
    Ok(())
}

/// Returns the read-only fields of an item, and the fields that it must contain to be decoded.
pub(crate) fn without_writable(shape: ModelShape, omits_defaults: bool, value: Value) -> Value {
    let (ModelShape::Object { fields, .. }, Value::Object(object)) = (shape, value) else {
        return Value::Null;
    };
    let retained = object.into_iter().filter_map(|(key, value)| {
        let field = fields.iter().find(|field| field.name == key)?;
        match (field.read_only, inner_object(field)) {
            (true, _) => Some((key, value)),
            (false, Some(shape)) => Some((key, without_writable(shape, omits_defaults, value))),
            (false, None) => needs_value(field, omits_defaults).then_some((key, value)),
        }
    });
    Value::Object(retained.collect())
}

/// Sets the required fields without a value in the models of an item to empty values: those that only the API sets, in
/// models that were sent.
pub(crate) fn complete(shape: ModelShape, item: &mut Value) {
    let (ModelShape::Object { fields, .. }, Value::Object(object)) = (shape, item) else {
        return;
    };
    for field in fields {
        let current = object.get(field.name).filter(|value| !value.is_null());
        if current.is_none() && field.required {
            object.insert(field.name.to_owned(), empty_value(field.kind));
        }
        if let (Some(shape), Some(value)) = (inner_object(field), object.get_mut(field.name)) {
            complete(shape, value);
        }
    }
}

/// Returns the empty value of a kind; `null` if it has none.
fn empty_value(kind: ValueKind) -> Value {
    match kind {
        ValueKind::Text | ValueKind::Secret | ValueKind::Bytes | ValueKind::Pairs => "".into(),
        ValueKind::Bool => false.into(),
        ValueKind::Int32 | ValueKind::Int64 | ValueKind::Uint64 | ValueKind::Number => 0.into(),
        ValueKind::Int64Text => "0".into(),
        ValueKind::Duration => "0s".into(),
        ValueKind::List(_) => json!([]),
        ValueKind::Map(_) => json!({}),
        ValueKind::Model(shape) => match shape() {
            ModelShape::Object { .. } => json!({}),
            ModelShape::Union { .. } | ModelShape::OneOf(_) => Value::Null,
        },
        ValueKind::Any
        | ValueKind::DateTime
        | ValueKind::Decoded(..)
        | ValueKind::File
        | ValueKind::Nullable(_) => Value::Null,
    }
}

/// Returns `true` if a missing value of the field cannot be decoded.
fn needs_value(field: &FieldRule, omits_defaults: bool) -> bool {
    field.required && !(omits_defaults && has_zero(field.kind))
}

/// Returns `true` if a kind of value has a zero value.
fn has_zero(kind: ValueKind) -> bool {
    match kind {
        ValueKind::Model(_)
        | ValueKind::DateTime
        | ValueKind::Decoded(..)
        | ValueKind::File
        | ValueKind::Nullable(_) => false,
        ValueKind::Any
        | ValueKind::Text
        | ValueKind::Secret
        | ValueKind::Bool
        | ValueKind::Int32
        | ValueKind::Int64
        | ValueKind::Uint64
        | ValueKind::Int64Text
        | ValueKind::Number
        | ValueKind::Duration
        | ValueKind::Bytes
        | ValueKind::Pairs
        | ValueKind::List(_)
        | ValueKind::Map(_) => true,
    }
}

/// Returns the shape of a field whose value is an object.
fn inner_object(field: &FieldRule) -> Option<ModelShape> {
    let ValueKind::Model(shape) = field.kind else {
        return None;
    };
    Some(shape()).filter(|shape| matches!(shape, ModelShape::Object { .. }))
}
