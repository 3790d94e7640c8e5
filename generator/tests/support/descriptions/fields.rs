//! Random fields of structs and of request bodies.

use super::{docs, examples, models::Models, names::Names};
use serde_json::{Map, Value, json};

/// Returns fields. `returned` allows fields that only the API sets.
pub fn fields(count: usize, returned: bool, models: &Models, names: &mut Names<'_>) -> Value {
    let mut fields = Map::new();
    for _ in 0..count {
        if names.random.once_in(14) {
            let constant = names
                .random
                .pick(&[&json!(true), &json!(-7), &json!("a \"b\""), &json!("")])
                .clone();
            fields.insert(names.wire(), json!({ "const": constant }));
            continue;
        }
        let optional = names.random.pick(&["", "?"]);
        let is_odd = names.random.once_in(10);
        let name = if is_odd { names.odd() } else { names.wire() };
        let ty = models.ty(names);
        let mut field = field(&ty, names);
        if names.random.once_in(4) && models.has_values(&ty) {
            field["example"] = examples::value(&ty, returned, models, 0, names);
        }
        if returned && names.random.once_in(6) {
            field["read_only"] = true.into();
        }
        if is_odd || names.random.once_in(12) {
            field["rust"] = names.snake().into();
        }
        fields.insert(format!("{name}{optional}"), short(field, names));
    }
    Value::Object(fields)
}

/// Returns a field of a type, in the long form.
fn field(ty: &str, names: &mut Names<'_>) -> Value {
    let is_map = ty.starts_with("map of ");
    let mut field = json!({ "type": ty });
    if is_map && names.random.once_in(2) {
        field["entry"] = names.snake().into();
    }
    if names.random.once_in(12) {
        field["deprecated"] = docs::docs(names).into();
    }
    if names.random.once_in(12) {
        let is_odd = names.random.once_in(2);
        field["wire"] = if is_odd { names.odd() } else { names.wire() }.into();
    }
    if names.random.once_in(3) {
        field["docs"] = docs::docs(names).into();
    }
    field
}

/// Returns the short form of what has nothing but a type, most of the time.
pub fn short(long: Value, names: &mut Names<'_>) -> Value {
    let is_only = |entries: &Map<String, Value>| entries.len() == 1;
    match long.as_object().filter(|entries| is_only(entries)) {
        Some(entries) if !names.random.once_in(3) => {
            entries.get("type").cloned().unwrap_or_else(|| long.clone())
        }
        Some(_) | None => long,
    }
}
