//! Schemas under `components` as models.

use super::{Document, add_example, copy, deprecated, list, text, types::last};
use crate::{
    openapi::extension::{ExtendedObject, Extension},
    yaml::{Map as YamlMap, Yaml},
};
use serde_json::{Map, Value};

impl Document<'_> {
    /// Returns the models of a resource, or the shared ones.
    pub(super) fn models(&mut self, resource: Option<&str>) -> YamlMap {
        let mut models = YamlMap::default();
        let schemas = self.at("/components/schemas");
        for (name, schema) in schemas.into_iter().flatten() {
            let Some(schema) = schema.as_object() else {
                continue;
            };
            let place = format!("#/components/schemas/{name}");
            let extension = self.extension(ExtendedObject::Model, schema, &place);
            if extension.text("resource") == resource {
                let model = self.model(schema, &extension, &place);
                models.add(name, model.into());
            }
        }
        models.spaced()
    }

    fn model(
        &mut self,
        schema: &Map<String, Value>,
        extension: &Extension,
        place: &str,
    ) -> YamlMap {
        let mut map = YamlMap::default();
        map.add_text("docs", text(schema, "description"));
        deprecated(schema, extension, &mut map);
        add_example(schema, &mut map);
        copy(
            extension,
            &["rust", "from", "prefix", "tag", "unknown_fields", "allow"],
            &mut map,
        );
        let prefix = extension.text("prefix").unwrap_or_default();
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            map.add("values", values_of(values, extension, prefix));
        } else if schema.contains_key("oneOf") {
            let variants = self.tagged(schema, extension, prefix, place);
            map.add("variants", variants.into());
        } else if schema.contains_key("anyOf") {
            let alternatives = self.alternatives(schema, place);
            map.add("one_of", alternatives.into());
        } else {
            let mut parts: Vec<_> = list(schema, "allOf").filter_map(Value::as_object).collect();
            let own = parts.pop().unwrap_or(schema);
            let included = parts.iter().filter_map(|part| text(part, "$ref"));
            let included: Vec<_> = included.map(|model| Yaml::text(last(model))).collect();
            if !included.is_empty() {
                map.add("includes", Yaml::List(included));
            }
            if text(own, "type") != Some("object") {
                self.lost(
                    "schema under `components` that is neither an object, an enum nor a union",
                    place,
                );
            }
            let fields = self.fields(own, place);
            map.add("fields", fields.into());
            let additional = self.additional(own, place);
            map.add_text("additional", additional.as_deref());
        }
        map
    }
}

/// Returns the values of an enum: a list, if nothing more is said about them.
fn values_of(values: &[Value], extension: &Extension, prefix: &str) -> Yaml {
    let described = extension.get("values").and_then(Value::as_object);
    let word = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    let key = |word: &str| word.strip_prefix(prefix).unwrap_or(word).to_owned();
    let Some(described) = described else {
        return Yaml::List(
            values
                .iter()
                .map(|value| Yaml::text(key(&word(value))))
                .collect(),
        );
    };
    let mut map = YamlMap::default();
    for value in values {
        let word = word(value);
        let empty = Map::new();
        let words = described
            .get(&word)
            .and_then(Value::as_object)
            .unwrap_or(&empty);
        let mut entry = YamlMap::default();
        if value.is_number() {
            entry.add("value", Yaml::Plain(word.clone()));
        }
        for key in ["docs", "deprecated", "rust"] {
            entry.add_text(key, text(words, key));
        }
        let name = text(words, "name").map_or_else(|| key(&word), str::to_owned);
        let short = entry.only("docs").or_else(|| entry.only("value"));
        map.add(name, short.unwrap_or_else(|| entry.into()));
    }
    map.into()
}
