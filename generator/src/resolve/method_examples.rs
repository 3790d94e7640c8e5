//! Examples of fields, taken from the documented requests and responses of methods where the fields have none themselves.

use crate::model::{
    Body, Content, Field, Method, ModelId, Models, Resource, Returns, Shape, Type,
    queries::reachable,
};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Gives fields without an example the first value that a method documents for them, and notes which models have examples.
pub(super) fn fill(mut models: Models, resources: &[Resource]) -> Models {
    let mut walk = Walk {
        models: &models,
        found: HashMap::new(),
    };
    for method in resources.iter().flat_map(|resource| &resource.methods) {
        walk.method(method);
    }
    for ((id, index), example) in walk.found {
        if let Shape::Struct(fields) = &mut models.0[id.0].shape {
            fields[index].example = Some(example);
        }
    }
    note(&mut models);
    models
}

/// Notes the models that have an example, themselves or in a field at any depth.
fn note(models: &mut Models) {
    let mut holders = vec![Vec::new(); models.0.len()];
    let mut with_own = Vec::new();
    for (index, model) in models.0.iter().enumerate() {
        for inner in model.shape.models() {
            holders[inner.0].push(ModelId(index));
        }
        let mut fields = model.shape.fields().iter();
        let has_own = |field: &Field| field.example.is_some() && field.constant.is_none();
        if model.example.is_some() || fields.any(has_own) {
            with_own.push(ModelId(index));
        }
    }
    for id in reachable(with_own, |id| std::mem::take(&mut holders[id.0])) {
        models.0[id.0].has_example = true;
    }
}

/// Walk over the documented bodies of methods.
struct Walk<'a> {
    models: &'a Models,
    /// Values by their models and the indices of their fields.
    found: HashMap<(ModelId, usize), Value>,
}

impl Walk<'_> {
    fn method(&mut self, method: &Method) {
        match (&method.body, &method.example_request) {
            (Body::Fields(fields), Some(Value::Object(entries))) => {
                for field in fields {
                    if let Some(value) = entries.get(field.name.wire()) {
                        self.value(&field.ty, value);
                    }
                }
            }
            (Body::Whole(whole), Some(value)) => self.value(&whole.ty, value),
            (Body::None | Body::Fields(_) | Body::Whole(..), _) => {}
        }
        let Some(response) = &method.example_response else {
            return;
        };
        match &method.returns {
            Returns::Nothing | Returns::Text | Returns::Download | Returns::Redirect => {}
            Returns::Value(ty) => self.value(ty, response),
            Returns::ByStatus(by_status) => {
                if let Some(ty) = by_status.ty() {
                    self.value(ty, response);
                }
            }
            Returns::Events(events) => self.value(&events.item, response),
            Returns::Lines(lines) => self.value(&lines.item, response),
            Returns::Pages(pages) => {
                let mut keys = pages.items.iter();
                let items = keys.try_fold(response, |value, key| value.get(key));
                for item in items.and_then(Value::as_array).into_iter().flatten() {
                    self.value(&pages.item, item);
                }
                if let Some(envelope) = &pages.envelope {
                    self.value(envelope, response);
                }
            }
        }
    }

    fn value(&mut self, ty: &Type, value: &Value) {
        match (ty, value) {
            (Type::Nullable(ty), value) if !value.is_null() => self.value(ty, value),
            (Type::List(item), Value::Array(values)) => {
                for value in values {
                    self.value(item, value);
                }
            }
            (Type::Map(item), Value::Object(entries)) => {
                for value in entries.values() {
                    self.value(item, value);
                }
            }
            (Type::Model(id), value) => self.model(*id, value),
            (
                Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_),
                Value::Null
                | Value::Bool(_)
                | Value::Number(_)
                | Value::String(_)
                | Value::Array(_)
                | Value::Object(_),
            ) => {}
        }
    }

    fn model(&mut self, id: ModelId, value: &Value) {
        match (&self.models.get(id).shape, value) {
            (Shape::Struct(fields), Value::Object(entries)) => self.fields(id, fields, entries),
            (Shape::Union(union), value) => {
                match union.variant_of(value).map(|variant| &variant.content) {
                    Some(Content::Keyed(key, ty)) => {
                        if let Some(value) = value.get(key) {
                            self.value(ty, value);
                        }
                    }
                    Some(Content::Flat(id)) => self.model(*id, value),
                    Some(Content::Whole(ty)) => self.value(ty, value),
                    Some(Content::Nothing | Content::Empty(_)) | None => {}
                }
            }
            (Shape::Struct(_) | Shape::Enum(_) | Shape::Mask(_), _) => {}
        }
    }

    fn fields(&mut self, id: ModelId, fields: &[Field], entries: &Map<String, Value>) {
        let described = fields.iter().enumerate();
        for (index, field) in described.filter(|(_, field)| !field.is_rest) {
            let Some(value) = entries.get(field.name.wire()) else {
                continue;
            };
            if !self.models.is_leaf(&field.ty) {
                self.value(&field.ty, value);
            } else if field.example.is_none() {
                let found = self.found.entry((id, index));
                found.or_insert_with(|| value.clone());
            }
        }
    }
}
