//! Objects that differ by a key, and objects that nothing tells apart.

use super::{
    super::{Converter, Key, Site, SiteFormat},
    alternatives::Alternative,
};
use crate::{
    characters::is_name,
    import::{
        document::last_key,
        draft::{DraftBody, DraftField, Ty},
        names,
        report::Treatment,
        schema::{Schema, SchemaShape},
    },
};
use serde_json::{Map, Value};

impl<'d> Converter<'d> {
    /// Returns the type of one of several objects: a union if a key tells them apart, one model with all fields otherwise.
    pub(super) fn objects(
        &mut self,
        parts: &[&Alternative<'d>],
        schema: Schema<'d>,
        site: &Site<'_>,
        key: Option<&Key>,
    ) -> Ty {
        let discriminator = schema.inner("discriminator");
        let named = discriminator
            .and_then(|discriminator| discriminator.get("propertyName"))
            .and_then(Value::as_str)
            .filter(|name| is_name(name));
        let mapping = discriminator
            .and_then(|discriminator| discriminator.get("mapping"))
            .and_then(Value::as_object);
        let tagged = match named {
            Some(tag) => values(parts, tag, mapping, true).map(|values| (tag.to_owned(), values)),
            None => None,
        };
        let tagged = tagged.or_else(|| {
            let first = parts.first()?.schema.inner("properties")?.as_object()?;
            first
                .keys()
                .filter(|tag| is_name(tag))
                .find_map(|tag| Some((tag.clone(), values(parts, tag, None, false)?)))
        });
        let are_objects = parts
            .iter()
            .all(|part| matches!(part.schema.shape(), SchemaShape::Object(_)));
        // A URL has the keys of an object, but not which object it is.
        let may_be_union = are_objects && site.format != SiteFormat::Query;
        match tagged.filter(|_| may_be_union) {
            Some((tag, values)) => self.tagged(&tag, values, parts, schema, site, key),
            None => self.merged(parts, schema, site, key),
        }
    }

    fn tagged(
        &mut self,
        tag: &str,
        values: Vec<Vec<String>>,
        parts: &[&Alternative<'d>],
        schema: Schema<'d>,
        site: &Site<'_>,
        key: Option<&Key>,
    ) -> Ty {
        // Objects that have the key as a constant are told apart by it, and keep it.
        let are_constant = parts.iter().all(|part| is_constant(part, tag));
        self.model(schema, site, key, |converter| {
            let mut variants = Vec::new();
            for (part, values) in parts.iter().zip(values) {
                for value in values {
                    let site = site.inner(&value, &part.path);
                    let omitted = (!are_constant).then_some(tag);
                    let ty = converter.ty_without(part.value, &site, omitted);
                    variants.push((value.clone(), ty));
                }
            }
            if are_constant {
                DraftBody::OneOf(variants)
            } else {
                DraftBody::Tagged(tag.to_owned(), variants)
            }
        })
    }

    /// Returns one model with the fields of all objects, which nothing tells apart.
    fn merged(
        &mut self,
        parts: &[&Alternative<'d>],
        schema: Schema<'d>,
        site: &Site<'_>,
        key: Option<&Key>,
    ) -> Ty {
        if parts
            .iter()
            .any(|part| !matches!(part.schema.shape(), SchemaShape::Object(_)))
        {
            self.draft.report.note(
                Treatment::Changed,
                "objects of which one has any keys: a map",
                &site.place,
            );
            return Ty::Map(Box::new(Ty::JSON));
        }
        self.draft.report.note(
            Treatment::Changed,
            "objects that nothing tells apart: one model with the fields of all",
            &site.place,
        );
        self.model(schema, site, key, |converter| {
            DraftBody::Fields(converter.fields_of_all(parts, site), None)
        })
    }

    /// Returns the fields of several objects, each once.
    fn fields_of_all(&mut self, parts: &[&Alternative<'d>], site: &Site<'_>) -> Vec<DraftField> {
        let mut keys: Vec<&String> = Vec::new();
        for part in parts {
            let properties = part.schema.inner("properties").and_then(Value::as_object);
            for key in properties.into_iter().flat_map(Map::keys) {
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        let mut fields = Vec::new();
        for key in keys {
            let described: Vec<_> = parts
                .iter()
                .filter_map(|part| part.schema.inner("properties")?.get(key))
                .collect();
            let is_required = described.len() == parts.len()
                && parts.iter().all(|part| part.schema.is_required(key));
            let site = site.inner(key, &format!("properties/{key}"));
            if !self.is_field(key, &site) {
                continue;
            }
            let mut field = self.field(key, described[0], is_required, &site);
            if described.iter().any(|other| *other != described[0]) {
                // What only one of the objects has as its only value is no constant of all of them.
                field.constant = None;
                field.example = None;
                field.ty = self.union(&described, Schema(names::no_keys()), &site, None);
            }
            fields.push(field);
        }
        fields
    }
}

/// Returns the values of a key in each of the objects, if no two objects share one.
///
/// Only a discriminator says that a key without a list of values is a tag; its value then is that of the mapping, or the
/// name of the schema.
fn values(
    parts: &[&Alternative<'_>],
    tag: &str,
    mapping: Option<&Map<String, Value>>,
    is_stated: bool,
) -> Option<Vec<Vec<String>>> {
    let mut seen: Vec<String> = Vec::new();
    let mut all = Vec::new();
    for part in parts {
        let values = match part
            .schema
            .inner("properties")
            .and_then(|properties| properties.get(tag))
        {
            Some(property) => words(property),
            None => Vec::new(),
        };
        let values = match mapping.filter(|_| values.is_empty()) {
            Some(mapping) => mapping
                .iter()
                .filter(|(_, target)| names_part(target, part))
                .map(|(value, _)| value.clone())
                .collect(),
            None if values.is_empty() && is_stated => {
                part.pointer.map(last_key).into_iter().collect()
            }
            None => values,
        };
        let is_taken = values
            .iter()
            .any(|value| seen.contains(value) || value.is_empty());
        if values.is_empty() || is_taken || !(is_stated || part.schema.is_required(tag)) {
            return None;
        }
        seen.extend(values.iter().cloned());
        all.push(values);
    }
    Some(all)
}

/// Returns `true` if a required key of an object has one value only.
fn is_constant(part: &Alternative<'_>, tag: &str) -> bool {
    let property = part
        .schema
        .inner("properties")
        .and_then(|properties| properties.get(tag));
    part.schema.is_required(tag)
        && property
            .and_then(Value::as_object)
            .map(Schema)
            .and_then(super::super::fields::constant)
            .is_some()
}

fn names_part(target: &Value, part: &Alternative<'_>) -> bool {
    let target = target.as_str().unwrap_or_default();
    part.pointer
        .is_some_and(|pointer| pointer == target || last_key(pointer) == target)
}

/// Returns the values of a property that has only a few.
fn words(property: &Value) -> Vec<String> {
    let Some(property) = property.as_object().map(Schema) else {
        return Vec::new();
    };
    match property.shape() {
        SchemaShape::Enum(values) => values
            .iter()
            .filter_map(|value| value.as_str())
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}
