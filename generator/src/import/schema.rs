//! A schema, read in one way however the document states it.

use serde_json::{Map, Value};

/// Schema that is no reference.
#[derive(Clone, Copy, Debug)]
pub(super) struct Schema<'d>(pub(super) &'d Map<String, Value>);

/// Shape of a schema, apart from `null`.
#[derive(Debug)]
pub(super) enum SchemaShape<'d> {
    /// Any value.
    Any,
    /// One of a few values, at least one.
    Enum(Vec<&'d Value>),
    /// Value of a JSON type, which may have a format.
    Scalar(&'d str, Option<&'d str>),
    /// List of items.
    List(Option<&'d Value>),
    /// Object with keys that are not known, and the schema of their values.
    Map(Option<&'d Value>),
    /// Object with known keys.
    Object(&'d Map<String, Value>),
    /// Value of one of several schemas.
    OneOf(Vec<&'d Value>),
}

impl<'d> Schema<'d> {
    /// Returns what the schema describes, apart from `null`.
    pub(super) fn shape(self) -> SchemaShape<'d> {
        if let Some(constant) = self.0.get("const") {
            return if constant.is_null() {
                SchemaShape::Any
            } else {
                SchemaShape::Enum(vec![constant])
            };
        }
        let values = self.list("enum").filter(|value| !value.is_null());
        let values: Vec<_> = values.collect();
        if !values.is_empty() {
            return SchemaShape::Enum(values);
        }
        for key in ["oneOf", "anyOf"] {
            // An object whose alternatives only say which keys are required stays an object.
            if self.0.contains_key("properties") && self.list(key).all(is_condition) {
                continue;
            }
            let parts: Vec<_> = self.list(key).filter(|part| !is_null(part)).collect();
            if !parts.is_empty() {
                return SchemaShape::OneOf(parts);
            }
        }
        self.typed()
    }

    fn typed(self) -> SchemaShape<'d> {
        match self.text("type") {
            Some("object") => self.object(),
            Some("array") => SchemaShape::List(self.inner("items")),
            Some(ty @ ("string" | "integer" | "number" | "boolean")) => {
                SchemaShape::Scalar(ty, self.text("format"))
            }
            _ if self.0.contains_key("properties")
                || self.0.contains_key("additionalProperties") =>
            {
                self.object()
            }
            _ if self.0.contains_key("items") => SchemaShape::List(self.inner("items")),
            _ => SchemaShape::Any,
        }
    }

    fn object(self) -> SchemaShape<'d> {
        match self.0.get("properties").and_then(Value::as_object) {
            Some(properties) if !properties.is_empty() => SchemaShape::Object(properties),
            _ => SchemaShape::Map(self.inner("additionalProperties")),
        }
    }

    /// Returns `true` if `null` is a value.
    pub(super) fn is_nullable(self) -> bool {
        self.says("nullable")
            || self.list("enum").any(Value::is_null)
            || self.list("anyOf").any(is_null)
            || self.list("oneOf").any(is_null)
    }

    /// Returns the schema under a key.
    pub(super) fn inner(self, key: &str) -> Option<&'d Value> {
        self.0.get(key).filter(|value| value.is_object())
    }

    /// Returns the items of a list under a key.
    pub(super) fn list(self, key: &str) -> impl Iterator<Item = &'d Value> {
        self.0
            .get(key)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
    }

    /// Returns `true` if the key must be there.
    pub(super) fn is_required(self, key: &str) -> bool {
        self.list("required").any(|required| required == key)
    }

    /// Returns a text of the schema.
    pub(super) fn text(self, key: &str) -> Option<&'d str> {
        self.0.get(key).and_then(Value::as_str)
    }

    /// Returns `true` if the schema sets a key to `true`.
    pub(super) fn says(self, key: &str) -> bool {
        self.0.get(key) == Some(&Value::Bool(true))
    }
}

/// Returns `true` for a schema whose only value is `null`.
pub(super) fn is_null(schema: &Value) -> bool {
    let values = schema.get("enum").and_then(Value::as_array);
    schema
        .get("type")
        .is_some_and(|ty| ty == "null" || *ty == serde_json::json!(["null"]))
        || schema.get("const").is_some_and(Value::is_null)
        || values.is_some_and(|values| !values.is_empty() && values.iter().all(Value::is_null))
}

/// Returns `true` for a part of `anyOf` or `oneOf` that only says which keys are required.
fn is_condition(part: &Value) -> bool {
    let is_said =
        |key: &String| matches!(key.as_str(), "required" | "not" | "title" | "description");
    part.as_object()
        .is_some_and(|part| part.keys().all(is_said))
}
