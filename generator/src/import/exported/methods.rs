//! Operations as methods.

use super::{Document, copy, deprecated, json, text};
use crate::{openapi::extension::ExtendedObject, yaml::Map as YamlMap};
use serde_json::{Map, Value};

/// Operation of a resource.
pub(super) struct ReadOperation<'d> {
    pub(super) verb: &'d str,
    pub(super) path: &'d str,
    /// Name of the method.
    pub(super) name: &'d str,
    pub(super) operation: &'d Map<String, Value>,
    /// JSON pointer.
    pub(super) place: String,
}

impl Document<'_> {
    /// Returns a method. `prefix` is the path of its resource, and `given` are the parameters of the handle.
    pub(super) fn method(
        &mut self,
        read: &ReadOperation<'_>,
        prefix: &str,
        given: &Map<String, Value>,
    ) -> YamlMap {
        let ReadOperation {
            operation, place, ..
        } = read;
        let extension = self.extension(ExtendedObject::Method, operation, place);
        let path = extension.text("path").unwrap_or(read.path);
        let rest = path.strip_prefix(prefix).unwrap_or(path);
        let mut map = YamlMap::default();
        let route = format!("{} {rest}", read.verb.to_uppercase());
        map.add_text("route", Some(route.trim_end()));
        map.add_text("docs", text(operation, "description"));
        deprecated(operation, &extension, &mut map);
        copy(
            &extension,
            &["rust", "hidden", "server", "accepts"],
            &mut map,
        );
        if let Some(requirements) = operation.get("security").and_then(Value::as_array) {
            let auth = self.auth(requirements, false);
            map.add("auth", auth);
        }
        copy(
            &extension,
            &["timeout", "retries", "idempotent", "idempotency"],
            &mut map,
        );
        let found = self.parameters(operation, given, extension.text("idempotency"), place);
        for (key, params) in [
            ("params", found.path),
            ("query", found.query),
            ("headers", found.headers),
        ] {
            if !params.is_empty() {
                map.add(key, params.into());
            }
        }
        let request = self.body(operation, place, &mut map);
        copy(&extension, &["pagination", "events"], &mut map);
        let response = self.responses(operation, &extension, place, &mut map);
        copy(&extension, &["wait", "upload"], &mut map);
        let mut example = YamlMap::default();
        for (key, value) in [("request", request), ("response", response)] {
            if let Some(value) = value {
                example.add(key, json(value));
            }
        }
        if !example.is_empty() {
            map.add("example", example.into());
        }
        map
    }
}
