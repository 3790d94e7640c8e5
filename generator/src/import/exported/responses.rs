//! Responses.

use super::{
    Document,
    bodies::{content, model},
    example, list,
};
use crate::{
    openapi::extension::{ExtendedObject, Extension},
    yaml::{Map as YamlMap, Yaml},
};
use serde_json::{Map, Value};

impl Document<'_> {
    /// Adds what an operation returns to a method. Returns the example of the response.
    pub(super) fn responses<'v>(
        &mut self,
        operation: &'v Map<String, Value>,
        extension: &Extension,
        place: &str,
        map: &mut YamlMap,
    ) -> Option<&'v Value> {
        let place = format!("{place}/responses");
        let responses = operation.get("responses").and_then(Value::as_object)?;
        let mut statuses = YamlMap::default();
        let mut found = None;
        for (status, response) in responses
            .iter()
            .filter(|(status, _)| status.as_str() != "default")
        {
            let Some(response) = response.as_object() else {
                continue;
            };
            let own = self.extension(
                ExtendedObject::Status,
                response,
                &format!("{place}/{status}"),
            );
            match own.text("meaning") {
                Some(meaning) => statuses.add(status, Yaml::text(meaning)),
                None => found = found.or(content(response).map(|(_, media)| media)),
            }
        }
        if !statuses.is_empty() {
            map.add("statuses", statuses.into());
        }
        let schema = found.map(|media| media.get("schema").unwrap_or(&Value::Null));
        let returns = match (extension.text("returns"), schema) {
            (Some("page of"), Some(page)) => Some(self.page(page, extension, &place, map)),
            (Some(form), Some(schema)) if form.ends_with(" of") => {
                let item = self.ty(schema, &place);
                Some(format!("{form} {item}"))
            }
            (Some(word), _) => Some(word.to_owned()),
            (None, schema) => schema.map(|schema| self.ty(schema, &place)),
        };
        map.add_text("returns", returns.as_deref());
        found.and_then(example)
    }

    /// Returns `page of` the type of its items, and adds the model of its other fields.
    fn page(
        &mut self,
        page: &Value,
        extension: &Extension,
        place: &str,
        map: &mut YamlMap,
    ) -> String {
        let parts: Vec<_> = page
            .as_object()
            .into_iter()
            .flat_map(|page| list(page, "allOf"))
            .collect();
        let page = match parts[..] {
            [envelope, page] => {
                map.add_text("envelope", model(envelope));
                page
            }
            _ => page,
        };
        let path = extension
            .get("pagination")
            .and_then(|pagination| pagination.get("items"));
        let keys = path.map(super::unions::keys).unwrap_or_default();
        let list = keys
            .iter()
            .try_fold(page, |inner, key| inner.get("properties")?.get(key));
        let item = list.and_then(|list| list.get("items"));
        if item.is_none() {
            self.lost(
                "page without the list of items at the path in `pagination`",
                place,
            );
        }
        format!("page of {}", self.ty(item.unwrap_or(&Value::Null), place))
    }
}
