//! Random values of the models of a description, each with the JSON that is expected after decoding and encoding.

use crate::random_json::{Random, UNKNOWN};
use generator::model::{
    Api, Content, EnumValue, Field, Model, ModelId, Presence, Shape, Type, Union,
};
use serde_json::{Map, Value as Json, json};

/// JSON to decode, and JSON that is expected after encoding.
pub struct Pair {
    pub there: Json,
    pub back: Json,
}

type Object = Map<String, Json>;

/// Selection of optional values.
#[derive(Clone, Copy, PartialEq)]
pub enum Fill {
    None,
    All,
    Some,
}

/// Maximum depth of optional values.
const DEPTH: usize = 4;

/// Generator of values of the models of an API.
pub struct Values<'a> {
    api: &'a Api,
    random: Random,
    fill: Fill,
}

impl<'a> Values<'a> {
    pub fn new(api: &'a Api, seed: u64, fill: Fill) -> Self {
        let random = Random::new(seed);
        Self { api, random, fill }
    }

    /// Returns a value of a model. Of a union, it is the variant at `turn`; after the last one, an unknown variant.
    pub fn model(&mut self, id: ModelId, turn: usize) -> Pair {
        match &self.model_of(id).shape {
            Shape::Union(union) => self.variant(union, turn, 0),
            Shape::Struct(_) | Shape::Enum(_) | Shape::Mask(_) => self.value(&Type::Model(id), 0),
        }
    }

    fn model_of(&self, id: ModelId) -> &'a Model {
        self.api.models.get(id)
    }

    fn value(&mut self, ty: &Type, depth: usize) -> Pair {
        match ty {
            Type::Scalar(scalar) => same(self.random.scalar(*scalar)),
            Type::Mask(_) => panic!("a mask is only sent, and is in no model"),
            Type::Nullable(_) if self.random.once_in(4) => same(Json::Null),
            Type::Nullable(ty) => self.value(ty, depth),
            Type::List(item) => {
                let items = self.several(depth).map(|_| self.value(item, depth + 1));
                let (there, back) = items.map(|pair| (pair.there, pair.back)).unzip();
                Pair {
                    there: Json::Array(there),
                    back: Json::Array(back),
                }
            }
            Type::Map(item) => {
                let (mut there, mut back) = (Object::new(), Object::new());
                for number in self.several(depth) {
                    let key = format!("{number} {}", self.random.text());
                    put(&mut there, &mut back, key, self.value(item, depth + 1));
                }
                self.object(there, back)
            }
            Type::Model(id) => match &self.model_of(*id).shape {
                Shape::Struct(fields) => self.fields(fields, depth),
                Shape::Enum(values) => same(self.word(values)),
                Shape::Union(union) => {
                    let known = union.variants.len();
                    let turn = self.random.below(known + 1);
                    // Only an unknown variant certainly ends the recursion.
                    let turn = if depth < DEPTH { turn } else { known };
                    self.variant(union, turn, depth)
                }
                Shape::Mask(_) => panic!("a mask is only sent"),
            },
        }
    }

    fn several(&mut self, depth: usize) -> std::ops::Range<usize> {
        match self.fill {
            Fill::None => 0..0,
            Fill::All | Fill::Some if depth >= DEPTH => 0..0,
            Fill::All => 0..1,
            Fill::Some => 0..self.random.below(3),
        }
    }

    fn word(&mut self, values: &[EnumValue]) -> Json {
        match values.get(self.random.below(values.len() + 1)) {
            Some(value) => value.name.wire().into(),
            None => self.random.pick(UNKNOWN).into(),
        }
    }

    fn fields(&mut self, fields: &[Field], depth: usize) -> Pair {
        let (mut there, mut back) = (Object::new(), Object::new());
        for field in fields {
            if field.is_rest {
                let Type::Map(item) = &field.ty else {
                    panic!("the other keys are a map")
                };
                for number in self.several(depth) {
                    let key = format!("besides {number}");
                    put(&mut there, &mut back, key, self.value(item, depth + 1));
                }
            } else {
                self.field(field, depth, &mut there, &mut back);
            }
        }
        self.object(there, back)
    }

    fn field(&mut self, field: &Field, depth: usize, there: &mut Object, back: &mut Object) {
        let key = field.name.wire().to_owned();
        let optional = field.presence == Presence::Optional;
        if let Some(constant) = &field.constant {
            return put(there, back, key, same(constant.json()));
        }
        if optional && !self.is_there(depth) {
            // `null` is the same as a missing value.
            if self.random.once_in(3) && !field.ty.is_nullable() {
                there.insert(key, Json::Null);
            }
            return;
        }
        if self.api.models.is_tagged_union(&field.ty)
            && self.fill == Fill::Some
            && self.random.once_in(6)
        {
            let (object, is_empty) = self.untagged(&field.ty);
            // An empty object is decoded to `None`. A required one is encoded to an empty object.
            if !is_empty {
                put(there, back, key, same(object));
                return;
            }
            there.insert(key.clone(), object);
            if !optional {
                back.insert(key, json!({}));
            }
            return;
        }
        let mut pair = self.value(&field.ty, depth + 1);
        if optional && pair.there.is_null() && !field.ty.is_nullable() {
            pair = same(json!("not null"));
        }
        put(there, back, key, pair);
    }

    fn is_there(&mut self, depth: usize) -> bool {
        match self.fill {
            Fill::None => false,
            Fill::All | Fill::Some if depth >= DEPTH => false,
            Fill::All => true,
            Fill::Some => self.random.once_in(2),
        }
    }

    /// Returns a union with a missing or blank tag, and whether it has no other content.
    fn untagged(&mut self, ty: &Type) -> (Json, bool) {
        let union = ty.model().map(|id| &self.model_of(id).shape);
        let Some(Shape::Union(union)) = union else {
            panic!("the type is a union")
        };
        let mut object = self.random.object(1);
        let is_empty = object.values().all(Json::is_null);
        let tags = [&json!(""), &json!(" \t"), &Json::Null];
        let tag = union.tag().filter(|tag| tag.is_plain());
        if let Some(tag) = tag.filter(|_| self.random.once_in(2)) {
            object.insert(tag.head().to_owned(), self.random.pick(&tags).clone());
        }
        (self.random.shuffled(object).into(), is_empty)
    }

    /// Returns a variant; after the last one, an unknown variant.
    fn variant(&mut self, union: &Union, turn: usize, depth: usize) -> Pair {
        let (mut there, mut back) = (Object::new(), Object::new());
        let Some(variant) = union.variants.get(turn) else {
            return self.unknown(union, depth);
        };
        match &variant.content {
            Content::Whole(ty) => return self.value(ty, depth + 1),
            Content::Nothing => {}
            Content::Empty(key) => put(&mut there, &mut back, key.clone(), same(json!({}))),
            Content::Keyed(key, ty) => {
                let value = self.value(ty, depth + 1);
                put(&mut there, &mut back, key.clone(), value);
            }
            Content::Flat(id) => {
                let fields = self.value(&Type::Model(*id), depth + 1);
                there.extend(entries(fields.there));
                back.extend(entries(fields.back));
            }
        }
        if let Some(tag) = union.tag() {
            let value = tag.value(variant.name.wire());
            put(&mut there, &mut back, tag.head().to_owned(), same(value));
        }
        self.object(there, back)
    }

    /// Returns a value that is no known variant. If there is none, it is the variant that does not lead back to the union.
    fn unknown(&mut self, union: &Union, depth: usize) -> Pair {
        if let Some(tag) = union.tag() {
            let mut object = self.random.object(3);
            let word = if tag.is_integer {
                "-77"
            } else {
                self.random.pick(UNKNOWN)
            };
            object.insert(tag.head().to_owned(), tag.value(word));
            return same(self.random.shuffled(object).into());
        }
        let object = self.random.object(3);
        let candidates = [
            json!(true),
            json!(1.5),
            json!("text"),
            json!([{}]),
            object.into(),
        ];
        let start = self.random.below(candidates.len());
        let mut rotated = candidates.iter().cycle().skip(start).take(candidates.len());
        match rotated.find(|json| union.variant_of(json).is_none()) {
            Some(json) => same(json.clone()),
            None => self.variant(union, union.sample, depth),
        }
    }

    /// Returns an object with its entries in any order, because the tag of a union may be at any place.
    fn object(&mut self, there: Object, back: Object) -> Pair {
        Pair {
            there: self.random.shuffled(there).into(),
            back: back.into(),
        }
    }
}

fn put(there: &mut Object, back: &mut Object, key: String, value: Pair) {
    there.insert(key.clone(), value.there);
    back.insert(key, value.back);
}

fn entries(json: Json) -> Object {
    match json {
        Json::Object(object) => object,
        other => panic!("{other} is not an object"),
    }
}

/// Returns a value that is encoded as it was decoded.
fn same(json: Json) -> Pair {
    Pair {
        there: json.clone(),
        back: json,
    }
}
