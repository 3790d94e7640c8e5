//! Tags as resources.

use super::{Document, copy, list, methods::ReadOperation, text};
use crate::{
    openapi::extension::{ExtendedObject, Extension, KEY},
    yaml::Map as YamlMap,
};
use serde_json::{Map, Value};

/// HTTP methods that operations have.
const VERBS: [&str; 6] = ["get", "head", "post", "put", "patch", "delete"];

/// Resource.
pub(super) struct ReadResource<'d> {
    /// Name, with a dot behind that of the outer resource.
    pub(super) name: &'d str,
    docs: Option<&'d str>,
    extension: Extension,
    operations: Vec<ReadOperation<'d>>,
}

impl<'d> Document<'d> {
    /// Returns the resources with their operations.
    pub(super) fn resources(&mut self) -> Vec<ReadResource<'d>> {
        let mut resources = Vec::new();
        let tags = self
            .root
            .as_object()
            .into_iter()
            .flat_map(|root| list(root, "tags"));
        for (index, tag) in tags.filter_map(Value::as_object).enumerate() {
            let extension =
                self.extension(ExtendedObject::Resource, tag, &format!("#/tags/{index}"));
            resources.push(ReadResource {
                name: text(tag, "name").unwrap_or_default(),
                docs: text(tag, "description"),
                extension,
                operations: Vec::new(),
            });
        }
        for operation in self.operations() {
            let tag = list(operation.operation, "tags")
                .next()
                .and_then(Value::as_str);
            match resources
                .iter_mut()
                .find(|resource| Some(resource.name) == tag)
            {
                Some(resource) => resource.operations.push(operation),
                None => self.lost("operation whose tag is not described", &operation.place),
            }
        }
        for resource in &mut resources {
            let order = resource.extension.get("methods").and_then(Value::as_array);
            let order = order.cloned().unwrap_or_default();
            let place = |name: &str| order.iter().position(|known| known == name);
            resource
                .operations
                .sort_by_key(|read| place(read.name).unwrap_or(usize::MAX));
        }
        resources
    }

    /// Returns all operations. One that stands for several methods is each of them.
    fn operations(&mut self) -> Vec<ReadOperation<'d>> {
        let mut operations = Vec::new();
        for (path, item) in self.at("/paths").into_iter().flatten() {
            for (verb, operation) in item.as_object().into_iter().flatten() {
                let escaped = path.replace('~', "~0").replace('/', "~1");
                let place = format!("#/paths/{escaped}/{verb}");
                let Some(operation) = operation
                    .as_object()
                    .filter(|_| VERBS.contains(&verb.as_str()))
                else {
                    self.lost("key of a path that is no operation", &place);
                    continue;
                };
                let methods = operation.get(KEY);
                let methods = methods.and_then(|extension| extension.get("methods")?.as_array());
                let several = methods.into_iter().flatten().filter_map(Value::as_object);
                let only = methods.is_none().then_some(operation);
                for operation in several.chain(only) {
                    let id = text(operation, "operationId").unwrap_or_default();
                    operations.push(ReadOperation {
                        verb,
                        path,
                        name: id.rsplit('.').next().unwrap_or(id),
                        operation,
                        place: place.clone(),
                    });
                }
            }
        }
        self.report.operations = operations.len();
        operations
    }

    /// Returns the file of a resource.
    pub(super) fn resource(&mut self, resource: &ReadResource<'_>) -> YamlMap {
        let mut file = YamlMap::default();
        file.add_text("docs", resource.docs);
        copy(&resource.extension, &["path", "params"], &mut file);
        let prefix = resource.extension.text("path").unwrap_or_default();
        let empty = Map::new();
        let given = resource.extension.get("params").and_then(Value::as_object);
        let mut methods = YamlMap::default();
        for read in &resource.operations {
            let method = self.method(read, prefix, given.unwrap_or(&empty));
            methods.add(read.name, method.into());
        }
        if !methods.is_empty() {
            file.add_spaced("methods", methods.spaced().into());
        }
        copy(&resource.extension, &["fake"], &mut file);
        let models = self.models(Some(resource.name));
        if !models.is_empty() {
            file.add_spaced("models", models.into());
        }
        file
    }
}
