//! JSON documents that have a canary in the place of each secret.

use crate::{
    model::{
        Access, Api, Body, Content, Field, Method, ModelId, Presence, Resource, Returns, Shape,
        Type, Union,
    },
    rust::sample,
};
use serde_json::{Map, Value, json};

/// What every canary begins with. The tests that are written by hand look for it.
pub(super) const MARK: &str = "c4n4ry";

/// From so many canaries on, no more are added: models that hold models in many ways would have them without end.
const MAX_CANARIES: usize = 100;

/// As few documents as have all secrets that a model has itself; none if it has none.
pub(super) fn of_model(api: &Api, id: ModelId) -> Vec<Value> {
    let mut writer = Writer::new(api, Way::In);
    writer.flat = true;
    writer.model(id)
}

/// As few bodies of a method as have all secrets that it can send.
pub(super) fn sent(api: &Api, resource: &Resource, method: &Method) -> Vec<Value> {
    let place = place(resource, method);
    let mut writer = Writer::new(api, Way::Out);
    match &method.body {
        Body::None => Vec::new(),
        Body::Fields(fields) => writer.fields(&place, &fields.iter().collect::<Vec<_>>()),
        Body::Whole(name, ty) => writer.documents(ty, &format!("{place}.{}", name.rust())),
    }
}

/// As few results of a method, or items of its result, as have all secrets that it can return.
pub(super) fn returned(api: &Api, resource: &Resource, method: &Method) -> Vec<Value> {
    let place = format!("{}.result", place(resource, method));
    let ty = match &method.returns {
        Returns::Nothing => return Vec::new(),
        Returns::Value(ty) => ty,
        Returns::Pages(pages) => &pages.item,
        Returns::Events(events) => &events.item,
    };
    Writer::new(api, Way::In).documents(ty, &place)
}

/// The canaries in a document.
pub(super) fn canaries(document: &Value) -> Vec<&str> {
    match document {
        Value::String(text) if text.starts_with(MARK) => vec![text],
        Value::Array(items) => items.iter().flat_map(canaries).collect(),
        Value::Object(entries) => entries.values().flat_map(canaries).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

fn place(resource: &Resource, method: &Method) -> String {
    format!("{}.{}", resource.accessor(), method.name.rust())
}

#[derive(Clone, Copy)]
enum Way {
    In,
    Out,
}

/// Remembers the models it is inside of, since lists may hold what they are part of.
struct Writer<'a> {
    api: &'a Api,
    way: Way,
    /// Whether the models inside of the outermost one are left alone.
    flat: bool,
    open: Vec<ModelId>,
    canaries: usize,
}

impl<'a> Writer<'a> {
    fn new(api: &'a Api, way: Way) -> Self {
        Self {
            api,
            way,
            flat: false,
            open: Vec::new(),
            canaries: 0,
        }
    }

    /// The documents of a type, which stands in a place that gives the canary its name.
    fn documents(&mut self, ty: &Type, place: &str) -> Vec<Value> {
        match ty {
            Type::Scalar(_) if ty.is_secret() && self.canaries < MAX_CANARIES => {
                self.canaries += 1;
                vec![json!(format!("{MARK}.{place}"))]
            }
            Type::Scalar(_) | Type::Mask(_) => Vec::new(),
            Type::Model(id) => self.model(*id),
            Type::List(item) => match self.documents(item, place) {
                items if items.is_empty() => Vec::new(),
                items => vec![Value::Array(items)],
            },
            Type::Map(item) => {
                let items = self.documents(item, place).into_iter().enumerate();
                let entries: Map<_, _> = items
                    .map(|(index, item)| (format!("sample{index}"), item))
                    .collect();
                let is_empty = entries.is_empty();
                let documents = (!is_empty).then_some(Value::Object(entries));
                documents.into_iter().collect()
            }
        }
    }

    fn model(&mut self, id: ModelId) -> Vec<Value> {
        let model = self.api.models.get(id);
        let skipped = self.flat && !self.open.is_empty();
        if !model.holds_secret || skipped || self.open.contains(&id) {
            return Vec::new();
        }
        self.open.push(id);
        let place = model.name.rust();
        let documents = match &model.shape {
            Shape::Struct(fields) => {
                let sent = |field: &&Field| match (self.way, field.access) {
                    (Way::Out, Access::ReadOnly) => false,
                    (Way::Out, Access::ReadWrite) | (Way::In, _) => true,
                };
                self.fields(place, &fields.iter().filter(sent).collect::<Vec<_>>())
            }
            Shape::Union(union) => self.union(place, union),
            Shape::Enum(_) | Shape::Mask(_) => Vec::new(),
        };
        self.open.pop();
        documents
    }

    /// Objects of fields: what is required, and what has secrets, until each document of each field was in one of them.
    fn fields(&mut self, place: &str, fields: &[&Field]) -> Vec<Value> {
        let of_fields: Vec<_> = fields
            .iter()
            .map(|field| self.documents(&field.ty, &format!("{place}.{}", field.name.rust())))
            .collect();
        let count = of_fields.iter().map(Vec::len).max().unwrap_or_default();
        let document = |index: usize| {
            let mut object = Map::new();
            for (field, documents) in fields.iter().zip(&of_fields) {
                let required = field.presence == Presence::Required && !field.is_rest;
                let value = documents.get(index).cloned();
                let again = || documents.last().cloned();
                let sample = || self.sample(&field.ty);
                match value.or_else(|| required.then(|| again().unwrap_or_else(sample))) {
                    Some(Value::Object(rest)) if field.is_rest => object.extend(rest),
                    Some(value) => {
                        object.insert(field.name.wire().to_owned(), value);
                    }
                    None => {}
                }
            }
            Value::Object(object)
        };
        (0..count).map(document).collect()
    }

    /// Each variant that has secrets is a document of its own.
    fn union(&mut self, place: &str, union: &Union) -> Vec<Value> {
        let mut all = Vec::new();
        for variant in &union.variants {
            let tag = (union.tag.clone(), json!(variant.name.wire()));
            match &variant.content {
                Content::Nothing | Content::Empty(_) => {}
                Content::Keyed(key, ty) => {
                    let place = format!("{place}.{}", variant.name.rust());
                    all.extend(self.documents(ty, &place).into_iter().map(|value| {
                        Value::Object(Map::from_iter([tag.clone(), (key.clone(), value)]))
                    }));
                }
                Content::Flat(id) => {
                    let objects = self.model(*id).into_iter();
                    all.extend(objects.filter_map(|object| match object {
                        Value::Object(fields) => Some(Value::Object(
                            [tag.clone()].into_iter().chain(fields).collect(),
                        )),
                        Value::Null
                        | Value::Bool(_)
                        | Value::Number(_)
                        | Value::String(_)
                        | Value::Array(_) => None,
                    }));
                }
            }
        }
        all
    }

    /// What stands for a field that has no secret.
    fn sample(&self, ty: &Type) -> Value {
        match self.way {
            Way::In => sample::reply(self.api, ty),
            Way::Out => sample::json(self.api, ty),
        }
    }
}
