//! JSON documents with a canary in the place of each secret.

use crate::{
    model::{
        Access, Api, Body, Content, EventRules, Field, Method, ModelId, NameTag, Presence,
        Resource, Returns, Shape, Type, Union, is_error,
    },
    rust::example::sample::{self, Direction, SampleValue},
    scalars::Scalar,
};
use serde_json::Value;

/// Prefix of every canary. The helpers that are written by hand search for it.
pub(super) const MARK: &str = "c4n4ry";

/// Maximum number of canaries. Models that hold each other in many ways would have too many.
const MAX_CANARIES: usize = 100;

/// Returns as few documents as hold all secrets that a model has itself; none if it has none.
pub(super) fn of_model(api: &Api, id: ModelId) -> Vec<Value> {
    let mut chooser = Chooser::new(api, Direction::Response);
    chooser.outermost_only = true;
    json(&chooser.model(id))
}

/// Returns as few bodies of a method as hold all secrets that it can send.
pub(super) fn sent(api: &Api, resource: &Resource, method: &Method) -> Vec<Value> {
    let place = place(resource, method);
    let mut chooser = Chooser::new(api, Direction::Request);
    match &method.body {
        Body::None => Vec::new(),
        Body::Fields(fields) => {
            let objects = chooser.fields(&place, &fields.iter().collect::<Vec<_>>());
            let objects = objects.iter();
            objects
                .map(|fields| Value::Object(sample::object(fields)))
                .collect()
        }
        Body::Whole(whole) => {
            let place = format!("{place}.{}", whole.name.rust());
            json(&chooser.values(&whole.ty, &place))
        }
    }
}

/// Returns as few results of a method, or items of its result, as hold all secrets that it can return.
pub(super) fn returned(api: &Api, resource: &Resource, method: &Method) -> Vec<Value> {
    let place = format!("{}.result", place(resource, method));
    let ty = match &method.returns {
        Returns::Nothing | Returns::Text | Returns::Download | Returns::Redirect => {
            return Vec::new();
        }
        Returns::Value(ty) => ty,
        Returns::ByStatus(by_status) => match by_status.ty() {
            Some(ty) => ty,
            None => return Vec::new(),
        },
        Returns::Pages(pages) => &pages.item,
        Returns::Events(events) if has_messages(&events.rules) => return Vec::new(),
        Returns::Events(events) => &events.item,
        Returns::Lines(lines) => &lines.item,
    };
    let mut documents = json(&Chooser::new(api, Direction::Response).values(ty, &place));
    let error_field: &[String] = match &method.returns {
        Returns::Events(events) => &events.rules.error_field,
        Returns::Lines(lines) => &lines.error_field,
        Returns::Nothing
        | Returns::Text
        | Returns::Download
        | Returns::Redirect
        | Returns::Value(_)
        | Returns::ByStatus(_)
        | Returns::Pages(_) => &[],
    };
    documents.retain(|document| !is_error(document, error_field));
    documents
}

/// Returns `true` if an event without a name is not simply its data, as the test sends it. Such an event is called
/// `message`. Its data may have the tag even where the name is the tag.
fn has_messages(rules: &EventRules) -> bool {
    const UNNAMED: &str = "message";
    let is_keyed = |tag: &NameTag| tag.keyed.iter().any(|(name, _)| name == UNNAMED);
    let tag = rules.tag.as_ref();
    tag.is_some_and(|tag| is_keyed(tag) || rules.is_text(UNNAMED))
}

fn json(values: &[SampleValue<'_>]) -> Vec<Value> {
    values.iter().map(SampleValue::json).collect()
}

/// Returns the canaries in a document.
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

/// State of the choice of values with canaries: the models around a value are recorded, since models may hold lists of
/// themselves.
struct Chooser<'a> {
    api: &'a Api,
    direction: Direction,
    /// `true` to leave out the models inside of the outermost one.
    outermost_only: bool,
    open: Vec<ModelId>,
    canaries: usize,
}

impl<'a> Chooser<'a> {
    fn new(api: &'a Api, direction: Direction) -> Self {
        Self {
            api,
            direction,
            outermost_only: false,
            open: Vec::new(),
            canaries: 0,
        }
    }

    /// Returns the values of a type. `place` is the name of a canary in it.
    fn values(&mut self, ty: &'a Type, place: &str) -> Vec<SampleValue<'a>> {
        match ty {
            Type::Scalar(_) if ty.is_secret() && self.canaries < MAX_CANARIES => {
                self.canaries += 1;
                vec![SampleValue::Scalar(
                    Scalar::Secret,
                    Value::String(format!("{MARK}.{place}")),
                )]
            }
            Type::Scalar(_) | Type::Mask(_) => Vec::new(),
            Type::Model(id) => self.model(*id),
            Type::Nullable(ty) => {
                let values = self.values(ty, place).into_iter();
                let values = values.map(|value| SampleValue::Nullable(Some(Box::new(value))));
                values.collect()
            }
            Type::List(item) => match self.values(item, place) {
                items if items.is_empty() => Vec::new(),
                items => vec![SampleValue::List(item, items)],
            },
            Type::Map(item) => match self.values(item, place) {
                values if values.is_empty() => Vec::new(),
                values => {
                    let entries = values.into_iter().enumerate();
                    let entries = entries.map(|(at, value)| (format!("key{at}"), value));
                    vec![SampleValue::Map(item, entries.collect())]
                }
            },
        }
    }

    fn model(&mut self, id: ModelId) -> Vec<SampleValue<'a>> {
        let model = self.api.models.get(id);
        let is_left_out = self.outermost_only && !self.open.is_empty();
        if !model.holds_secret || is_left_out || self.open.contains(&id) {
            return Vec::new();
        }
        self.open.push(id);
        let place = model.name.rust();
        let values = match &model.shape {
            Shape::Struct(fields) => {
                let is_carried = |field: &&Field| match (self.direction, field.access) {
                    (Direction::Request, Access::ReadOnly) => false,
                    (Direction::Request, Access::ReadWrite) | (Direction::Response, _) => true,
                };
                let fields: Vec<_> = fields.iter().filter(is_carried).collect();
                let structs = self.fields(place, &fields).into_iter();
                structs
                    .map(|fields| SampleValue::Struct(id, fields))
                    .collect()
            }
            Shape::Union(union) => self.union(id, place, union),
            Shape::Enum(_) | Shape::Mask(_) => Vec::new(),
        };
        self.open.pop();
        values
    }

    /// Returns objects of fields: the required ones, and those with secrets, until each value of each field was in an
    /// object.
    fn fields(
        &mut self,
        place: &str,
        fields: &[&'a Field],
    ) -> Vec<Vec<(&'a Field, SampleValue<'a>)>> {
        let of_fields = fields.iter().map(|field| {
            let values = self.values(&field.ty, &format!("{place}.{}", field.name.rust()));
            (*field, values)
        });
        let of_fields: Vec<_> = of_fields.collect();
        let counts = of_fields.iter().map(|(_, values)| values.len());
        let count = counts.max().unwrap_or_default();
        let object = |index: usize| {
            let values = of_fields.iter().filter_map(|(field, values)| {
                let is_required = field.presence == Presence::Required && !field.is_rest;
                let value = match (values.get(index), values.last()) {
                    (Some(value), _) => value.clone(),
                    (None, Some(last)) if is_required => last.clone(),
                    (None, None) if is_required => sample::field(self.api, field, self.direction),
                    (None, _) => return None,
                };
                Some((*field, value))
            });
            values.collect()
        };
        (0..count).map(object).collect()
    }

    /// Returns the variants that have secrets.
    fn union(&mut self, id: ModelId, place: &str, union: &'a Union) -> Vec<SampleValue<'a>> {
        let mut all = Vec::new();
        for variant in &union.variants {
            let contents = match &variant.content {
                Content::Nothing | Content::Empty(_) => Vec::new(),
                Content::Keyed(_, ty) | Content::Whole(ty) => {
                    self.values(ty, &format!("{place}.{}", variant.name.rust()))
                }
                Content::Flat(id) => self.model(*id),
            };
            all.extend(
                contents.into_iter().map(|content| {
                    SampleValue::Variant(id, union, variant, Some(Box::new(content)))
                }),
            );
        }
        all
    }
}
