//! Documented JSON as values of its type. `resolve` has compared both.

use super::{
    canonical,
    sample::{SampleValue, Sampler},
};
use crate::model::{Content, Field, ModelId, Shape, Type, Union};
use serde_json::{Map, Value};

impl<'a> Sampler<'a> {
    /// Returns a documented value of a type.
    pub(super) fn documented(&mut self, ty: &'a Type, json: &Value) -> SampleValue<'a> {
        match (ty, json) {
            (Type::Scalar(scalar), json) => {
                SampleValue::Scalar(*scalar, canonical::value(self.api, ty, json))
            }
            (Type::Model(id), json) => {
                self.examples.push(*id);
                let value = self.documented_model(*id, json);
                self.examples.pop();
                value
            }
            (Type::Nullable(_), Value::Null) => SampleValue::Nullable(None),
            (Type::Nullable(ty), json) => {
                SampleValue::Nullable(Some(Box::new(self.documented(ty, json))))
            }
            (Type::Mask(id), Value::String(paths)) => {
                SampleValue::Mask(*id, paths.split(',').map(str::to_owned).collect())
            }
            (Type::List(item), Value::Array(items)) => {
                let items = items.iter().map(|json| self.documented(item, json));
                SampleValue::List(item, items.collect())
            }
            (Type::Map(item), Value::Object(entries)) => {
                let entries = entries.iter();
                let entries = entries.map(|(key, json)| (key.clone(), self.documented(item, json)));
                SampleValue::Map(item, entries.collect())
            }
            (Type::Mask(_) | Type::List(_) | Type::Map(_), _) => self.value(ty, ""),
        }
    }

    /// Returns a documented value of a model.
    pub(super) fn documented_model(&mut self, id: ModelId, json: &Value) -> SampleValue<'a> {
        let api = self.api;
        match (&api.models.get(id).shape, json) {
            (Shape::Struct(fields), Value::Object(entries)) => {
                SampleValue::Struct(id, self.documented_fields(id, fields, entries))
            }
            (Shape::Union(union), json) => self.documented_variant(id, union, json),
            (Shape::Enum(values) | Shape::Mask(values), json) => {
                let mut values = values.iter();
                SampleValue::Word(id, values.find(|value| value.json() == *json))
            }
            (Shape::Struct(_), _) => SampleValue::Word(id, None),
        }
    }

    /// Returns the documented fields of a struct, and the required ones that are missing because only the API sets them.
    fn documented_fields(
        &mut self,
        id: ModelId,
        fields: &'a [Field],
        entries: &Map<String, Value>,
    ) -> Vec<(&'a Field, SampleValue<'a>)> {
        let mut values = Vec::new();
        for field in fields.iter().filter(|field| !field.is_rest) {
            match entries.get(field.name.wire()) {
                Some(json) if self.carries(id, field) => {
                    values.push((field, self.documented(&field.ty, json)));
                }
                Some(_) => {}
                None if self.is_partial => values.extend(self.member(id, field)),
                None => values.extend(self.required(id, field)),
            }
        }
        let rest = fields.iter().find(|field| field.is_rest);
        let is_field = |key: &String| {
            let mut fields = fields.iter().filter(|field| !field.is_rest);
            fields.any(|field| field.name.wire() == key)
        };
        let others = entries.iter().filter(|(key, _)| !is_field(key));
        if let Some((field, Type::Map(item))) = rest.map(|rest| (rest, &rest.ty)) {
            let others: Vec<_> = others
                .map(|(key, json)| (key.clone(), self.documented(item, json)))
                .collect();
            if !others.is_empty() {
                values.push((field, SampleValue::Map(item, others)));
            }
        }
        values
    }

    fn documented_variant(
        &mut self,
        id: ModelId,
        union: &'a Union,
        json: &Value,
    ) -> SampleValue<'a> {
        let Some(variant) = union.variant_of(json) else {
            return SampleValue::Word(id, None);
        };
        let content = match &variant.content {
            Content::Nothing | Content::Empty(_) => None,
            Content::Keyed(key, ty) => {
                let content = match json.get(key) {
                    Some(json) => self.documented(ty, json),
                    None => self.value(ty, key),
                };
                Some(content)
            }
            Content::Flat(id) => {
                let fields = union.beside_tag(json);
                Some(self.documented_model(*id, &Value::Object(fields)))
            }
            Content::Whole(ty) => Some(self.documented(ty, json)),
        };
        SampleValue::Variant(id, union, variant, content.map(Box::new))
    }
}
