//! Properties as fields.

use super::{Document, add_example, copy, deprecated, json, list, says, text};
use crate::{
    openapi::extension::{ExtendedObject, KEY},
    yaml::{Map as YamlMap, Yaml},
};
use serde_json::{Map, Value};

impl Document<'_> {
    /// Returns the fields of an object.
    pub(super) fn fields(&mut self, object: &Map<String, Value>, place: &str) -> YamlMap {
        let mut fields = YamlMap::default();
        let properties = object.get("properties").and_then(Value::as_object);
        for (key, property) in properties.into_iter().flatten() {
            let is_required = list(object, "required").any(|required| required == key);
            let (word, wire) = key_of(key);
            let mark = if is_required { "" } else { "?" };
            let value = self.field(property, wire, &format!("{place}/properties/{key}"));
            fields.add(format!("{word}{mark}"), value);
        }
        fields
    }

    /// Returns the type of the entries besides the properties, if there are any.
    pub(super) fn additional(
        &mut self,
        object: &Map<String, Value>,
        place: &str,
    ) -> Option<String> {
        let value = object
            .get("additionalProperties")
            .filter(|value| value.is_object())?;
        Some(self.ty(value, &format!("{place}/additionalProperties")))
    }

    fn field(&mut self, property: &Value, wire: Option<&str>, place: &str) -> Yaml {
        let empty = Map::new();
        let object = property.as_object().unwrap_or(&empty);
        let mut map = YamlMap::default();
        if let Some(constant) = object.get("const") {
            map.add("const", json(constant));
            map.add_text("docs", text(object, "description"));
            map.add_text("wire", wire);
            return map.into();
        }
        let extension = self.extension(ExtendedObject::Field, &without_type(object), place);
        let ty = self.ty(property, place);
        map.add_text("type", Some(&ty));
        map.add_text("docs", text(object, "description"));
        add_example(object, &mut map);
        if says(object, "readOnly") {
            map.add("read_only", Yaml::Plain("true".to_owned()));
        }
        deprecated(object, &extension, &mut map);
        map.add_text("wire", wire);
        copy(&extension, &["entry", "rust"], &mut map);
        if map.len() == 1 {
            return Yaml::Text(ty);
        }
        map.into()
    }
}

/// Returns a property without what its extension says about the type.
fn without_type(object: &Map<String, Value>) -> Map<String, Value> {
    let mut object = object.clone();
    if let Some(Value::Object(extension)) = object.get_mut(KEY) {
        for key in ExtendedObject::Mask.keys() {
            extension.shift_remove(*key);
        }
    }
    object
}

/// Returns the key of a name on the wire, and that name if it differs. A `?` at the end of a key marks an optional value.
pub(super) fn key_of(wire: &str) -> (&str, Option<&str>) {
    let key = wire.trim_end_matches('?');
    (key, (key != wire).then_some(wire))
}
