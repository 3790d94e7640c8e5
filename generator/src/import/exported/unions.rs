//! `oneOf` and `anyOf` as unions.

use super::{Document, copy, deprecated, list, text, types::last};
use crate::{
    openapi::extension::{ExtendedObject, Extension},
    yaml::{Map as YamlMap, Yaml},
};
use serde_json::{Map, Value};

impl Document<'_> {
    /// Returns the variants of a union with a tag.
    pub(super) fn tagged(
        &mut self,
        schema: &Map<String, Value>,
        extension: &Extension,
        prefix: &str,
        place: &str,
    ) -> YamlMap {
        let tag = extension.get("tag").map(keys).unwrap_or_default();
        let discriminator = schema
            .get("discriminator")
            .and_then(|of| of.get("mapping")?.as_object());
        let mut variants = YamlMap::default();
        for (index, alternative) in list(schema, "oneOf").enumerate() {
            let place = format!("{place}/oneOf/{index}");
            let Some(alternative) = alternative.as_object() else {
                continue;
            };
            let own = self.extension(ExtendedObject::Variant, alternative, &place);
            let value = constant(alternative, &tag);
            let mapped = discriminator.and_then(|mapping| {
                let target = alternative.get("$ref")?;
                mapping.iter().find(|(_, known)| *known == target)
            });
            let word = value
                .and_then(Value::as_str)
                .or(mapped.map(|(word, _)| word.as_str()));
            let word = word.map(|word| word.strip_prefix(prefix).unwrap_or(word));
            let Some(key) = own.text("variant").or(word) else {
                self.lost("variant of a union without a name", &place);
                continue;
            };
            let mut map = YamlMap::default();
            if let Some(number) = value.filter(|value| value.is_number()) {
                map.add("value", Yaml::Plain(number.to_string()));
            }
            self.content(alternative, tag.first(), &place, &mut map);
            let variant = described(alternative, &own, map);
            variants.add(key, variant);
        }
        variants
    }

    /// Returns the variants of a union without a tag.
    pub(super) fn alternatives(&mut self, schema: &Map<String, Value>, place: &str) -> YamlMap {
        let mut variants = YamlMap::default();
        for (index, alternative) in list(schema, "anyOf").enumerate() {
            let place = format!("{place}/anyOf/{index}");
            let Some(object) = alternative.as_object() else {
                continue;
            };
            let (own, _) = Extension::read(ExtendedObject::Variant, object);
            let Some(key) = own.text("variant") else {
                self.lost("variant of a union without a name", &place);
                continue;
            };
            let mut map = YamlMap::default();
            let ty = self.ty(alternative, &place);
            map.add_text("type", Some(&ty));
            variants.add(key, described(object, &own, map));
        }
        variants
    }

    /// Adds the content of a variant: the fields of a model, a value under a key, or nothing.
    fn content(
        &mut self,
        alternative: &Map<String, Value>,
        tag: Option<&String>,
        place: &str,
        map: &mut YamlMap,
    ) {
        let parts = list(alternative, "allOf").next().and_then(Value::as_object);
        if let Some(model) = text(parts.unwrap_or(alternative), "$ref") {
            map.add_text("flat", Some(last(model)));
            return;
        }
        let properties = alternative.get("properties").and_then(Value::as_object);
        let mut others = properties
            .into_iter()
            .flatten()
            .filter(|(key, _)| Some(*key) != tag);
        let Some((key, value)) = others.next() else {
            return;
        };
        let is_empty = value
            .as_object()
            .is_some_and(|value| value.len() == 1 && text(value, "type") == Some("object"));
        let ty = if is_empty {
            "empty".to_owned()
        } else {
            self.ty(value, &format!("{place}/properties/{key}"))
        };
        map.add_text("type", Some(&ty));
    }
}

/// Returns a variant with what else is said about it.
fn described(alternative: &Map<String, Value>, own: &Extension, mut map: YamlMap) -> Yaml {
    map.add_text("docs", text(alternative, "description"));
    deprecated(alternative, own, &mut map);
    copy(own, &["rust"], &mut map);
    map.only("type").unwrap_or_else(|| map.into())
}

/// Returns the keys of a path.
pub(super) fn keys(path: &Value) -> Vec<String> {
    match path {
        Value::String(path) => path.split('.').map(str::to_owned).collect(),
        path => {
            let keys = path.as_array().into_iter().flatten();
            keys.filter_map(|key| key.as_str().map(str::to_owned))
                .collect()
        }
    }
}

/// Returns the value of the tag of a variant.
fn constant<'v>(alternative: &'v Map<String, Value>, tag: &[String]) -> Option<&'v Value> {
    let parts = list(alternative, "allOf").filter_map(Value::as_object);
    let mut objects = parts.chain([alternative]);
    objects.find_map(|object| {
        let (first, rest) = tag.split_first()?;
        let property = object.get("properties")?.get(first)?;
        let inner = rest
            .iter()
            .try_fold(property, |inner, key| inner.get("properties")?.get(key));
        inner?.get("const")
    })
}
