//! Sample values of wire tests, examples and fixtures: the documented examples, or else values that follow from the type.
//! Without an example, a text is the name of its field or parameter, a number is 1, an enum has its first value, and a union
//! its first variant; lists and maps have one item. Structs have their required fields, and optional ones that have an example.
//!
//! A value is chosen here, once, and printed as JSON here or as a Rust expression by `expression`.

use crate::{
    model::{
        Access, Api, Content, EnumValue, Field, ModelId, Presence, Shape, Type, Union, Variant,
    },
    scalars::{DefaultSample, Scalar},
};
use serde_json::{Map, Value, json};

/// Depth from which on lists of models stay empty, since models that hold lists of each other would make endless samples.
const MAX_DEPTH: usize = 8;

/// Number of fields after which lists of models stay empty.
const MAX_FIELDS: usize = 500;

/// Name of a value that is neither a field nor a parameter.
const UNNAMED: &str = "text";

/// Key of an entry of a map that has no example.
const KEY: &str = "key";

/// Direction in which a value is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rust) enum Direction {
    /// From the API to the client.
    Response,
    /// From the client to the API, without the fields that only the API sets.
    Request,
}

/// Value of a type.
#[derive(Clone, Debug)]
pub(in crate::rust) enum SampleValue<'a> {
    /// A scalar, and its value in the JSON that the emitted crate writes.
    Scalar(Scalar, Value),
    /// A value of an enum; `None` if the description lists none.
    Word(ModelId, Option<&'a EnumValue>),
    /// Paths of a mask.
    Mask(ModelId, Vec<String>),
    /// A value, or `null`.
    Nullable(Option<Box<Self>>),
    /// Items of a list, and their type.
    List(&'a Type, Vec<Self>),
    /// Entries of a map, and the type of their values.
    Map(&'a Type, Vec<(String, Self)>),
    /// Fields of a struct.
    Struct(ModelId, Vec<(&'a Field, Self)>),
    /// Variant of a union, and its content.
    Variant(ModelId, &'a Union, &'a Variant, Option<Box<Self>>),
}

/// Returns the sample of a type. `name` is the name of the field or parameter.
pub(in crate::rust) fn named<'a>(
    api: &'a Api,
    ty: &'a Type,
    name: &str,
    direction: Direction,
) -> SampleValue<'a> {
    Sampler::new(api, direction).value(ty, name)
}

/// Returns the sample of a field.
pub(in crate::rust) fn field<'a>(
    api: &'a Api,
    field: &'a Field,
    direction: Direction,
) -> SampleValue<'a> {
    Sampler::new(api, direction).field(field)
}

/// Returns a value that a method documents as a whole.
pub(in crate::rust) fn documented<'a>(
    api: &'a Api,
    ty: &'a Type,
    json: &Value,
    direction: Direction,
) -> SampleValue<'a> {
    let mut sampler = Sampler::new(api, direction);
    sampler.is_partial = false;
    sampler.documented(ty, json)
}

/// Returns a documented value of a parameter, completed by the examples of its fields.
pub(in crate::rust) fn completed<'a>(
    api: &'a Api,
    ty: &'a Type,
    json: &Value,
    direction: Direction,
) -> SampleValue<'a> {
    Sampler::new(api, direction).documented(ty, json)
}

/// Returns the sample of a model as the API returns it.
pub(in crate::rust) fn model(api: &Api, id: ModelId) -> SampleValue<'_> {
    Sampler::new(api, Direction::Response).model(id)
}

/// Returns the sample of a model without its example.
pub(in crate::rust) fn without_example(api: &Api, id: ModelId) -> SampleValue<'_> {
    let mut sampler = Sampler::new(api, Direction::Response);
    sampler.open.push(id);
    sampler.undocumented(id, &api.models.get(id).shape)
}

/// Returns the sample of a value that a method returns, in JSON.
pub(in crate::rust) fn returned(api: &Api, ty: &Type) -> Value {
    named(api, ty, UNNAMED, Direction::Response).json()
}

/// State of the choice of a value: the models around it are recorded, since models may hold lists of themselves.
pub(super) struct Sampler<'a> {
    pub(super) api: &'a Api,
    direction: Direction,
    /// Whether documented objects are completed by the examples of their fields.
    pub(super) is_partial: bool,
    open: Vec<ModelId>,
    /// Models of the documented values around it.
    pub(super) examples: Vec<ModelId>,
    /// Number of fields so far.
    fields: usize,
}

impl<'a> Sampler<'a> {
    fn new(api: &'a Api, direction: Direction) -> Self {
        Self {
            api,
            direction,
            is_partial: true,
            open: Vec::new(),
            examples: Vec::new(),
            fields: 0,
        }
    }

    pub(super) fn value(&mut self, ty: &'a Type, name: &str) -> SampleValue<'a> {
        match ty {
            Type::Scalar(scalar) => SampleValue::Scalar(*scalar, default_sample(*scalar, name)),
            Type::Model(id) => self.model(*id),
            Type::Mask(id) => SampleValue::Mask(*id, first_path(self.api, *id)),
            Type::Nullable(ty) if self.is_left_out(ty) => SampleValue::Nullable(None),
            Type::Nullable(ty) => SampleValue::Nullable(Some(Box::new(self.value(ty, name)))),
            Type::List(item) if self.is_left_out(item) => SampleValue::List(item, Vec::new()),
            Type::List(item) => SampleValue::List(item, vec![self.value(item, name)]),
            Type::Map(item) if self.is_left_out(item) => SampleValue::Map(item, Vec::new()),
            Type::Map(item) => {
                SampleValue::Map(item, vec![(KEY.to_owned(), self.value(item, name))])
            }
        }
    }

    /// Returns `true` if a value of the type would contain a model around it, or make the whole too large.
    fn is_left_out(&self, ty: &Type) -> bool {
        let far = self.open.len() >= MAX_DEPTH || self.fields >= MAX_FIELDS;
        ty.model().is_some_and(|id| far || self.open.contains(&id))
    }

    fn model(&mut self, id: ModelId) -> SampleValue<'a> {
        // An example that leaves out what leads back to its model would have no end.
        let is_inside = self.open.contains(&id);
        self.open.push(id);
        let model = self.api.models.get(id);
        let value = match model.example.as_ref().filter(|_| !is_inside) {
            Some(example) => self.documented_model(id, example),
            None => self.undocumented(id, &model.shape),
        };
        self.open.pop();
        value
    }

    fn undocumented(&mut self, id: ModelId, shape: &'a Shape) -> SampleValue<'a> {
        match shape {
            Shape::Struct(fields) => {
                let fields = fields.iter().filter_map(|field| self.member(id, field));
                SampleValue::Struct(id, fields.collect())
            }
            Shape::Enum(values) | Shape::Mask(values) => SampleValue::Word(id, values.first()),
            Shape::Union(union) => match union.variants.get(union.sample) {
                Some(variant) => {
                    let content = self.content(variant).map(Box::new);
                    SampleValue::Variant(id, union, variant, content)
                }
                // `resolve` refuses unions without variants.
                None => SampleValue::Word(id, None),
            },
        }
    }

    /// Returns `true` if a field of a model is sent in the direction of the value.
    pub(super) fn carries(&self, id: ModelId, field: &Field) -> bool {
        match (self.direction, field.access) {
            (Direction::Request, Access::ReadOnly) => !self.api.models.get(id).outgoing,
            (Direction::Request, Access::ReadWrite) | (Direction::Response, _) => true,
        }
    }

    /// Returns the value of a required field; `None` if the field is left out.
    pub(super) fn required(
        &mut self,
        id: ModelId,
        field: &'a Field,
    ) -> Option<(&'a Field, SampleValue<'a>)> {
        let is_there = match field.presence {
            Presence::Required => !field.is_rest,
            Presence::Optional => false,
        };
        (is_there && self.carries(id, field)).then(|| (field, self.field(field)))
    }

    /// Returns the value of a field of a struct; `None` if it is left out.
    pub(super) fn member(
        &mut self,
        id: ModelId,
        field: &'a Field,
    ) -> Option<(&'a Field, SampleValue<'a>)> {
        match field.presence {
            Presence::Required => self.required(id, field),
            Presence::Optional => {
                let is_there = self.is_shown(field) && self.carries(id, field);
                is_there.then(|| (field, self.field(field)))
            }
        }
    }

    /// Returns `true` if an optional field has an example, or in a response one in it.
    fn is_shown(&self, field: &'a Field) -> bool {
        let has_inner = || match (self.direction, field.ty.model()) {
            (Direction::Response, Some(id)) => self.api.models.get(id).has_example,
            (Direction::Request, _) | (Direction::Response, None) => false,
        };
        field.deprecated.is_none()
            && (self.example(field).is_some() || has_inner() && !self.is_left_out(&field.ty))
    }

    fn field(&mut self, field: &'a Field) -> SampleValue<'a> {
        self.fields += 1;
        match self.example(field) {
            Some(example) => self.documented(&field.ty, example),
            None => self.value(&field.ty, field.name.wire()),
        }
    }

    /// Returns the example of a field, unless it would complete a value inside of itself.
    fn example(&self, field: &'a Field) -> Option<&'a Value> {
        let example = field.example.as_ref()?;
        let is_inside = |id| self.examples.contains(&id);
        (!field.ty.model().is_some_and(is_inside)).then_some(example)
    }

    fn content(&mut self, variant: &'a Variant) -> Option<SampleValue<'a>> {
        match &variant.content {
            Content::Nothing | Content::Empty(_) => None,
            Content::Keyed(key, ty) => Some(self.value(ty, key)),
            Content::Whole(ty) => Some(self.value(ty, variant.name.wire())),
            Content::Flat(id) => Some(self.model(*id)),
        }
    }
}

/// Returns the value of a scalar without an example.
fn default_sample(scalar: Scalar, name: &str) -> Value {
    match scalar.row().default_sample {
        DefaultSample::Name => json!(name),
        DefaultSample::Json(text) => serde_json::from_str(text).unwrap_or_default(),
    }
}

fn first_path(api: &Api, id: ModelId) -> Vec<String> {
    let first = match &api.models.get(id).shape {
        Shape::Enum(values) | Shape::Mask(values) => values.first(),
        Shape::Struct(_) | Shape::Union(_) => None,
    };
    first
        .map(|path| path.name.wire().to_owned())
        .into_iter()
        .collect()
}

impl SampleValue<'_> {
    /// Returns the value in JSON.
    pub(in crate::rust) fn json(&self) -> Value {
        match self {
            Self::Scalar(_, json) => json.clone(),
            Self::Word(_, value) => value.map_or_else(|| json!(UNNAMED), EnumValue::json),
            Self::Mask(_, paths) => json!(paths.join(",")),
            Self::Nullable(value) => value.as_ref().map_or(Value::Null, |value| value.json()),
            Self::List(_, items) => items.iter().map(Self::json).collect(),
            Self::Map(_, entries) => {
                let entries = entries.iter();
                let entries = entries.map(|(key, value)| (key.clone(), value.json()));
                Value::Object(entries.collect())
            }
            Self::Struct(_, fields) => Value::Object(object(fields)),
            Self::Variant(_, union, variant, content) => variant_json(
                union,
                variant,
                content.as_ref().map(|content| content.json()),
            ),
        }
    }
}

/// Returns a variant with its content.
fn variant_json(union: &Union, variant: &Variant, content: Option<Value>) -> Value {
    let mut entries = Map::new();
    if let Some(tag) = union.tag() {
        entries.insert(tag.head().to_owned(), tag.value(variant.name.wire()));
    }
    match (&variant.content, content) {
        (Content::Whole(_), content) => return content.unwrap_or_default(),
        (Content::Nothing, _) => {}
        (Content::Empty(key) | Content::Keyed(key, _), content) => {
            entries.insert(key.clone(), content.unwrap_or_else(|| json!({})));
        }
        (Content::Flat(_), content) => {
            if let Some(Value::Object(fields)) = content {
                entries.extend(fields);
            }
        }
    }
    Value::Object(entries)
}

/// Returns the entries of an object with some fields.
pub(in crate::rust) fn object(fields: &[(&Field, SampleValue<'_>)]) -> Map<String, Value> {
    let mut entries = Map::new();
    for (field, value) in fields {
        match value.json() {
            Value::Object(rest) if field.is_rest => entries.extend(rest),
            value => {
                entries.insert(field.name.wire().to_owned(), value);
            }
        }
    }
    entries
}
