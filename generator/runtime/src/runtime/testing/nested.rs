//! Values whose keys are in brackets, as queries have them: `filter[price][gte]=10`.

use serde_json::{Map, Value};

use crate::runtime::testing::rules::{ModelShape, ValueKind};

/// Returns the value whose pairs these are. The keys are those inside of it, such as `[price][gte]`. Texts become what the
/// description expects, if they can.
pub(crate) fn value_of_pairs<'a>(
    kind: ValueKind,
    pairs: impl Iterator<Item = (&'a str, &'a str)>,
) -> Value {
    let mut value = match kind {
        ValueKind::List(_) => Value::Array(Vec::new()),
        _ => Value::Object(Map::new()),
    };
    for (keys, text) in pairs {
        let inner = keys.strip_prefix('[').unwrap_or(keys);
        let inner = inner.strip_suffix(']').unwrap_or(inner);
        let keys: Vec<_> = inner.split("][").collect();
        insert(&mut value, Some(kind), &keys, text);
    }
    value
}

/// Inserts a text at the place to which the keys lead.
fn insert(place: &mut Value, kind: Option<ValueKind>, keys: &[&str], text: &str) {
    let Some((key, rest)) = keys.split_first() else {
        *place = typed(kind, text);
        return;
    };
    if let Some(ValueKind::List(item)) = kind {
        let items = list(place);
        let index = key.parse().unwrap_or(items.len()).min(items.len());
        if index == items.len() {
            items.push(Value::Null);
        }
        insert(&mut items[index], Some(*item), rest, text);
        return;
    }
    let inner = kind.and_then(|kind| kind_of_key(kind, key));
    let entry = object(place).entry((*key).to_owned());
    insert(entry.or_insert(Value::Null), inner, rest, text);
}

/// Returns the list at a place, which is made one if it is anything else.
fn list(place: &mut Value) -> &mut Vec<Value> {
    if !place.is_array() {
        *place = Value::Array(Vec::new());
    }
    match place {
        Value::Array(items) => items,
        _ => unreachable!("the place is a list"),
    }
}

/// Returns the object at a place, which is made one if it is anything else.
fn object(place: &mut Value) -> &mut Map<String, Value> {
    if !place.is_object() {
        *place = Value::Object(Map::new());
    }
    match place {
        Value::Object(entries) => entries,
        _ => unreachable!("the place is an object"),
    }
}

/// Returns the kind of the value under a key; `None` if the description does not say it.
fn kind_of_key(kind: ValueKind, key: &str) -> Option<ValueKind> {
    match kind {
        ValueKind::Map(item) => Some(*item),
        ValueKind::Model(shape) => match shape() {
            ModelShape::Object { fields, .. } => {
                let field = fields.iter().find(|field| field.name == key)?;
                Some(field.kind)
            }
            ModelShape::Union { .. } => None,
        },
        _ => None,
    }
}

/// Returns a text as the JSON value that the description expects; as a string if it is no such value.
fn typed(kind: Option<ValueKind>, text: &str) -> Value {
    let value: Option<Value> = match kind {
        Some(ValueKind::Bool | ValueKind::Int32 | ValueKind::Int64 | ValueKind::Number) => {
            serde_json::from_str(text).ok()
        }
        Some(_) | None => None,
    };
    value.unwrap_or_else(|| Value::String(text.to_owned()))
}
