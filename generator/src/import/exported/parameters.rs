//! Parameters.

use super::{Document, add_example, copy, deprecated, fields::key_of, json, list, says, text};
use crate::{
    openapi::extension::{ExtendedObject, KEY},
    yaml::{Map as YamlMap, Yaml},
};
use serde_json::{Map, Value};

/// Parameters of a method, by their places.
#[derive(Default)]
pub(super) struct ReadParameters {
    pub(super) path: YamlMap,
    pub(super) query: YamlMap,
    pub(super) headers: YamlMap,
}

impl Document<'_> {
    /// Returns the parameters of an operation, without those that the handle of its resource has. `idempotency` is the header
    /// with the idempotency key.
    pub(super) fn parameters(
        &mut self,
        operation: &Map<String, Value>,
        given: &Map<String, Value>,
        idempotency: Option<&str>,
        place: &str,
    ) -> ReadParameters {
        let mut found = ReadParameters::default();
        for (index, param) in list(operation, "parameters").enumerate() {
            let place = format!("{place}/parameters/{index}");
            let Some(param) = param.as_object() else {
                continue;
            };
            let name = text(param, "name").unwrap_or_default();
            match text(param, "in").unwrap_or_default() {
                "path" if given.contains_key(name) => {}
                "path" => self.path_parameter(name, param, &place, &mut found.path),
                "query" => self.query_parameter(name, param, &place, &mut found.query),
                "header" if idempotency == Some(name) => {}
                "header" => self.header(name, param, &place, &mut found.headers),
                other => self.lost(&format!("parameter in `{other}`"), &place),
            }
        }
        found
    }

    fn path_parameter(
        &mut self,
        name: &str,
        param: &Map<String, Value>,
        place: &str,
        path: &mut YamlMap,
    ) {
        let extension = self.extension(ExtendedObject::Parameter, param, place);
        let client = format!("/{KEY}/client_params/{name}");
        let is_of_client = self.root.pointer(&client).is_some();
        if is_of_client && extension.get("required").is_none() {
            return;
        }
        let mut map = YamlMap::default();
        let ty = self.ty(schema(param), place);
        map.add_text("type", Some(ty.as_str()).filter(|ty| *ty != "string"));
        map.add_text("docs", text(param, "description"));
        add_example(param, &mut map);
        copy(&extension, &["required", "rust"], &mut map);
        if !map.is_empty() {
            path.add(name, map.only("docs").unwrap_or_else(|| map.into()));
        }
    }

    fn query_parameter(
        &mut self,
        name: &str,
        param: &Map<String, Value>,
        place: &str,
        query: &mut YamlMap,
    ) {
        let extension = self.extension(ExtendedObject::Parameter, param, place);
        let is_in_brackets = extension.text("style") == Some("brackets");
        let name = name
            .strip_suffix("[]")
            .filter(|_| is_in_brackets)
            .unwrap_or(name);
        let (word, wire) = key_of(name);
        let mut map = YamlMap::default();
        if let Some(constant) = schema(param).get("const") {
            map.add("const", json(constant));
            map.add_text("docs", text(param, "description"));
            map.add_text("wire", wire);
            query.add(word, map.into());
            return;
        }
        let ty = self.ty(schema(param), place);
        map.add_text("type", Some(&ty));
        map.add_text("docs", text(param, "description"));
        add_example(param, &mut map);
        let is_list = ty.starts_with("list of ");
        let is_joined = param.get("explode") == Some(&Value::Bool(false));
        map.add_text("style", (is_list && is_joined).then_some("comma"));
        deprecated(param, &extension, &mut map);
        map.add_text("wire", wire);
        copy(&extension, &["style", "entry", "rust"], &mut map);
        let mark = if says(param, "required") { "" } else { "?" };
        let value = map.only("type").unwrap_or_else(|| map.into());
        query.add(format!("{word}{mark}"), value);
    }

    fn header(
        &mut self,
        name: &str,
        param: &Map<String, Value>,
        place: &str,
        headers: &mut YamlMap,
    ) {
        if let Some(constant) = schema(param).get("const").and_then(Value::as_str) {
            let common = self.root.pointer(&format!("/{KEY}/headers/{name}"));
            if common.is_none_or(|common| common != constant) {
                let mut map = YamlMap::default();
                map.add_text("const", Some(constant));
                headers.add(name, map.into());
            }
            return;
        }
        let extension = self.extension(ExtendedObject::Parameter, param, place);
        let mut map = YamlMap::default();
        let ty = self.ty(schema(param), place);
        map.add_text("type", Some(&ty));
        map.add_text("docs", text(param, "description"));
        add_example(param, &mut map);
        deprecated(param, &extension, &mut map);
        copy(&extension, &["rust"], &mut map);
        let mark = if says(param, "required") { "" } else { "?" };
        headers.add(format!("{name}{mark}"), Yaml::from(map));
    }
}

fn schema(param: &Map<String, Value>) -> &Value {
    param.get("schema").unwrap_or(&Value::Null)
}
