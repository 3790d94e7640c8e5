//! Request bodies.

use super::{Document, example, says, text, types::last};
use crate::{
    openapi::{
        extension::ExtendedObject,
        media_types::{FORM, JSON, MULTIPART, OCTET_STREAM},
        scalars,
    },
    scalars::Scalar,
    yaml::{Map as YamlMap, Yaml},
};
use serde_json::{Map, Value};

impl Document<'_> {
    /// Adds the request body of an operation to a method. Returns its example.
    pub(super) fn body<'v>(
        &mut self,
        operation: &'v Map<String, Value>,
        place: &str,
        map: &mut YamlMap,
    ) -> Option<&'v Value> {
        let body = operation.get("requestBody")?.as_object()?;
        let place = format!("{place}/requestBody");
        let content = body.get("content").and_then(Value::as_object)?;
        let (media_type, media) = content.iter().next()?;
        if content.len() > 1 {
            self.lost("request body of several media types", &place);
        }
        let media = media.as_object()?;
        let schema = media.get("schema").unwrap_or(&Value::Null);
        let extension = self.extension(ExtendedObject::Body, media, &place);
        let is_file = schema.as_object().and_then(scalars::find) == Some(Scalar::File);
        match media_type.as_str() {
            JSON => {}
            FORM => {
                map.add("body_format", form(extension.text("lists")));
            }
            MULTIPART => map.add_text("body_format", Some("multipart")),
            OCTET_STREAM if is_file => {}
            other => map.add_text("sends", Some(other)),
        }
        let object = schema
            .as_object()
            .filter(|schema| schema.contains_key("properties"));
        match object {
            Some(object) => {
                let fields = self.fields(object, &format!("{place}/schema"));
                map.add("body", fields.into());
            }
            None => {
                let key = if says(body, "required") {
                    "body"
                } else {
                    "body?"
                };
                let ty = self.ty(schema, &format!("{place}/schema"));
                map.add_text(key, Some(&ty));
            }
        }
        example(media)
    }
}

/// Returns the format of a form.
fn form(lists: Option<&str>) -> Yaml {
    let mut map = YamlMap::default();
    map.add_text("type", Some("form"));
    map.add_text("lists", lists.filter(|lists| *lists != "brackets"));
    map.only("type").unwrap_or_else(|| map.into())
}

/// Returns the content of a response of success: its media type, and what is said about it.
pub(super) fn content(response: &Map<String, Value>) -> Option<(&str, &Map<String, Value>)> {
    let content = response.get("content").and_then(Value::as_object)?;
    let (media_type, media) = content.iter().next()?;
    Some((media_type, media.as_object()?))
}

/// Returns the name of the model that a schema refers to.
pub(super) fn model(schema: &Value) -> Option<&str> {
    schema
        .as_object()
        .and_then(|schema| text(schema, "$ref"))
        .map(last)
}
