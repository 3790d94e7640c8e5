//! Schemas as types.

use super::{Document, text};
use crate::openapi::{
    extension::{ExtendedObject, Extension},
    scalars,
};
use serde_json::{Map, Value};

impl Document<'_> {
    /// Returns the type of a schema, in the language.
    pub(super) fn ty(&mut self, schema: &Value, place: &str) -> String {
        let Some(schema) = schema.as_object() else {
            return "json".to_owned();
        };
        match without_null(schema) {
            Some(inner) => format!("{} or null", self.plain(&inner, place)),
            None => self.plain(schema, place),
        }
    }

    fn plain(&mut self, schema: &Map<String, Value>, place: &str) -> String {
        if let Some(model) = text(schema, "$ref") {
            return last(model).to_owned();
        }
        let (extension, _) = Extension::read(ExtendedObject::Mask, schema);
        let masked = extension
            .get("mask")
            .and_then(|mask| mask.get("$ref")?.as_str());
        if let Some(model) = masked {
            return format!("field mask of {}", last(model));
        }
        let inner = |document: &mut Self, key: &str| {
            let inner = schema.get(key).unwrap_or(&Value::Null);
            match document.ty(inner, &format!("{place}/{key}")) {
                inner if inner.ends_with(" or null") => format!("({inner})"),
                inner => inner,
            }
        };
        match text(schema, "type") {
            Some("array") => format!("list of {}", inner(self, "items")),
            Some("object") if !schema.contains_key("properties") => {
                format!("map of {}", inner(self, "additionalProperties"))
            }
            _ => match scalars::find(schema) {
                Some(scalar) => scalar.row().word.to_owned(),
                None => {
                    self.lost(
                        "schema that is not under `components`, nor one of a type: any JSON",
                        place,
                    );
                    "json".to_owned()
                }
            },
        }
    }
}

/// Returns a schema without `null` among its values, if it has it.
fn without_null(schema: &Map<String, Value>) -> Option<Map<String, Value>> {
    let is_null = |ty: &Value| ty == "null";
    if let Some(types) = schema.get("type").and_then(Value::as_array)
        && types.iter().any(is_null)
    {
        let others: Vec<_> = types.iter().filter(|ty| !is_null(ty)).cloned().collect();
        let mut inner = schema.clone();
        let ty = match &others[..] {
            [only] => only.clone(),
            _ => others.into(),
        };
        inner.insert("type".to_owned(), ty);
        return Some(inner);
    }
    let [value, null] = schema.get("anyOf")?.as_array()?.as_slice() else {
        return None;
    };
    null.get("type").filter(|ty| is_null(ty))?;
    value.as_object().cloned()
}

/// Returns the last key of a JSON pointer.
pub(super) fn last(pointer: &str) -> &str {
    pointer.rsplit('/').next().unwrap_or(pointer)
}
