//! Sample values of wire tests, examples and fixtures. Texts are `sample`, numbers 1,
//! enums their first value, unions their first variant; lists have one item, maps none, structs their required fields.
//!
//! A value is chosen here, once, and printed as JSON here or as a Rust expression by `expression`.

use crate::{
    model::{Api, Content, EnumValue, Field, ModelId, Shape, Type, Union, Variant},
    scalars::Scalar,
};
use serde_json::{Map, Value, json};

/// Depth from which on lists of models stay empty, since models that hold lists of each other would make endless samples.
const MAX_DEPTH: usize = 8;

/// Number of fields after which lists of models stay empty.
const MAX_FIELDS: usize = 500;

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
    /// The sample of a scalar.
    Scalar(Scalar),
    /// A text in the place of a secret.
    Canary(String),
    /// A value of an enum or a mask; `None` if the description lists none.
    Word(ModelId, Option<&'a EnumValue>),
    /// A list of paths of a mask, with one path in it.
    Mask(ModelId, Option<&'a EnumValue>),
    /// Items of a list, and their type.
    List(&'a Type, Vec<Self>),
    /// Values of a map, and their type.
    Map(&'a Type, Vec<Self>),
    /// Fields of a struct.
    Struct(ModelId, Vec<(&'a Field, Self)>),
    /// Variant of a union, and its content.
    Variant(ModelId, &'a Union, &'a Variant, Option<Box<Self>>),
}

/// Returns the sample of a type.
pub(in crate::rust) fn value<'a>(
    api: &'a Api,
    ty: &'a Type,
    direction: Direction,
) -> SampleValue<'a> {
    Sampler::new(api, direction).value(ty)
}

/// Returns the sample of a model as the API returns it.
pub(in crate::rust) fn model(api: &Api, id: ModelId) -> SampleValue<'_> {
    Sampler::new(api, Direction::Response).model(id)
}

/// Returns the sample of a type in JSON.
pub(in crate::rust) fn json(api: &Api, ty: &Type, direction: Direction) -> Value {
    value(api, ty, direction).json()
}

/// Returns the first value of an enum or a mask.
fn first_word(api: &Api, id: ModelId) -> Option<&EnumValue> {
    match &api.models.get(id).shape {
        Shape::Enum(values) | Shape::Mask(values) => values.first(),
        Shape::Struct(_) | Shape::Union(_) => None,
    }
}

/// State of the choice of a value: the models around it are recorded, since models may hold lists of themselves.
struct Sampler<'a> {
    api: &'a Api,
    direction: Direction,
    open: Vec<ModelId>,
    /// Number of fields so far.
    fields: usize,
}

impl<'a> Sampler<'a> {
    fn new(api: &'a Api, direction: Direction) -> Self {
        Self {
            api,
            direction,
            open: Vec::new(),
            fields: 0,
        }
    }

    fn value(&mut self, ty: &'a Type) -> SampleValue<'a> {
        match ty {
            Type::Scalar(scalar) => SampleValue::Scalar(*scalar),
            Type::Model(id) => self.model(*id),
            Type::Mask(id) => SampleValue::Mask(*id, first_word(self.api, *id)),
            Type::List(item) if self.is_left_out(item) => SampleValue::List(item, Vec::new()),
            Type::List(item) => SampleValue::List(item, vec![self.value(item)]),
            Type::Map(item) => SampleValue::Map(item, Vec::new()),
        }
    }

    /// Returns `true` if a list of the type stays empty, since it would contain a model around it or make the value too large.
    fn is_left_out(&self, ty: &Type) -> bool {
        let far = self.open.len() >= MAX_DEPTH || self.fields >= MAX_FIELDS;
        ty.model().is_some_and(|id| far || self.open.contains(&id))
    }

    fn model(&mut self, id: ModelId) -> SampleValue<'a> {
        self.open.push(id);
        let model = self.api.models.get(id);
        let value = match &model.shape {
            Shape::Struct(fields) => {
                let outgoing = model.outgoing && self.direction == Direction::Request;
                let fields = fields.iter().filter(|field| field.is_argument(outgoing));
                SampleValue::Struct(id, fields.map(|field| self.field(field)).collect())
            }
            Shape::Enum(_) | Shape::Mask(_) => SampleValue::Word(id, first_word(self.api, id)),
            Shape::Union(union) => match union.variants.first() {
                Some(variant) => {
                    let content = self.content(variant).map(Box::new);
                    SampleValue::Variant(id, union, variant, content)
                }
                // `resolve` refuses unions without variants.
                None => SampleValue::Word(id, None),
            },
        };
        self.open.pop();
        value
    }

    fn field(&mut self, field: &'a Field) -> (&'a Field, SampleValue<'a>) {
        self.fields += 1;
        (field, self.value(&field.ty))
    }

    fn content(&mut self, variant: &'a Variant) -> Option<SampleValue<'a>> {
        match &variant.content {
            Content::Nothing | Content::Empty(_) => None,
            Content::Keyed(_, ty) => Some(self.value(ty)),
            Content::Flat(id) => Some(self.model(*id)),
        }
    }
}

impl SampleValue<'_> {
    /// Returns the value in JSON.
    pub(in crate::rust) fn json(&self) -> Value {
        match self {
            Self::Scalar(scalar) => {
                serde_json::from_str(scalar.row().sample_json).unwrap_or_default()
            }
            Self::Canary(text) => json!(text),
            Self::Word(_, value) | Self::Mask(_, value) => {
                json!(value.map_or("sample", |value| value.name.wire()))
            }
            Self::List(_, items) => items.iter().map(Self::json).collect(),
            Self::Map(_, values) => {
                let values = values.iter().enumerate();
                let entries = values.map(|(at, value)| (format!("sample{at}"), value.json()));
                Value::Object(entries.collect())
            }
            Self::Struct(_, fields) => Value::Object(object(fields)),
            Self::Variant(_, union, variant, content) => {
                let mut entries = Map::new();
                entries.insert(union.tag.clone(), json!(variant.name.wire()));
                let content = content.as_ref().map(|content| content.json());
                match (&variant.content, content) {
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
        }
    }
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
