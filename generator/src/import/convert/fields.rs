//! Objects and their fields.

use super::{Converter, Key, Site, SiteFormat};
use crate::characters::is_name;
use crate::import::{
    document::{escape, last_key},
    documentation,
    draft::{DraftBody, DraftField, Ty},
    report::Treatment,
    schema::{Schema, SchemaShape},
};
use serde_json::{Map, Value};

impl<'d> Converter<'d> {
    /// Returns the model of an object. It does not have the field that is the tag of a union.
    pub(super) fn object(
        &mut self,
        properties: &'d Map<String, Value>,
        schema: Schema<'d>,
        site: &Site<'_>,
        tag: Option<&str>,
        key: Option<&Key>,
    ) -> Ty {
        let id = self.reserve(schema, site);
        match key {
            // A schema with a name is converted later, so that a long chain of references needs no deep stack.
            Some(key) => {
                self.known.insert(key.clone(), Ty::Model(id));
                self.waiting.push_back((id, key.clone(), site.format));
            }
            None => self.fill(id, |converter| {
                converter.object_body(properties, schema, site, tag)
            }),
        }
        Ty::Model(id)
    }

    /// Converts the fields of all models that are reserved.
    pub(in crate::import) fn fill_waiting(&mut self) {
        let depth = std::mem::take(&mut self.depth);
        let document = self.document;
        while let Some((id, Key { pointer, tag, .. }, format)) = self.waiting.pop_front() {
            let schema = document.at(&pointer).and_then(Value::as_object).map(Schema);
            if let Some(schema) = schema
                && let SchemaShape::Object(properties) = schema.shape()
            {
                let name = last_key(&pointer);
                let site = Site {
                    format,
                    names: vec![&name],
                    place: pointer.clone(),
                };
                self.fill(id, |converter| {
                    converter.object_body(properties, schema, &site, tag.as_deref())
                });
            }
        }
        self.depth = depth;
    }

    fn object_body(
        &mut self,
        properties: &'d Map<String, Value>,
        schema: Schema<'d>,
        site: &Site<'_>,
        tag: Option<&str>,
    ) -> DraftBody {
        let fields = self.fields(properties, schema, site, tag);
        let additional = schema
            .inner("additionalProperties")
            .map(|value| self.ty(value, &site.inner("value", "additionalProperties")));
        DraftBody::Fields(fields, additional)
    }

    /// Returns the fields of an object.
    pub(in crate::import) fn fields(
        &mut self,
        properties: &'d Map<String, Value>,
        schema: Schema<'d>,
        site: &Site<'_>,
        tag: Option<&str>,
    ) -> Vec<DraftField> {
        let mut fields = Vec::new();
        for (key, value) in properties
            .iter()
            .filter(|(key, _)| Some(key.as_str()) != tag)
        {
            let site = site.inner(key, &format!("properties/{}", escape(key)));
            if self.is_field(key, &site) {
                fields.push(self.field(key, value, schema.is_required(key), &site));
            }
        }
        fields
    }

    /// Returns `true` if a field can have the name of a property. Reports it as lost otherwise.
    pub(in crate::import) fn is_field(&mut self, key: &str, site: &Site<'_>) -> bool {
        // These structure the URL or the form.
        let has_brackets = key.contains(['[', ']']);
        let is_structured = matches!(site.format, SiteFormat::Query | SiteFormat::Form);
        let problem = match key {
            key if !is_name(key) => "property without a name",
            _ if has_brackets && is_structured => "property with brackets in its name",
            _ => return true,
        };
        self.lost(problem, &site.place);
        false
    }

    /// Returns a field. What stands beside a reference belongs to the field.
    pub(in crate::import) fn field(
        &mut self,
        key: &str,
        value: &'d Value,
        is_required: bool,
        site: &Site<'_>,
    ) -> DraftField {
        // An object in a form of parts is a part of JSON, which has no files.
        let site = &Site {
            format: match site.format {
                SiteFormat::Multipart if !self.is_part(value, true) => SiteFormat::Json,
                format => format,
            },
            ..site.clone()
        };
        let own = value.as_object().map(Schema);
        let target = self
            .document
            .resolve(value)
            .ok()
            .and_then(|(target, _)| target.as_object())
            .map(Schema);
        let says = |key: &str| {
            own.is_some_and(|own| own.says(key)) || target.is_some_and(|target| target.says(key))
        };
        // A value that may be left out is one of two.
        let constant = target.filter(|_| is_required).and_then(constant);
        let ty = match &constant {
            Some(Value::Bool(_)) => Ty::Word("bool"),
            Some(Value::Number(_)) => Ty::Word("int64"),
            Some(_) => Ty::STRING,
            None => self.ty(value, site),
        };
        let text = |key: &str| own.and_then(|own| own.text(key));
        // A model has its own description, so that a field says more only if the two differ.
        let docs =
            text("description").or_else(|| target.and_then(|target| target.text("description")));
        let docs = docs.or_else(|| text("title"));
        let default = own
            .and_then(|own| own.0.get("default"))
            .filter(|default| !default.is_null() && constant.is_none());
        let example =
            own.and_then(|own| own.0.get("example").or_else(|| own.list("examples").next()));
        for key in ["externalDocs"] {
            if own.is_some_and(|own| own.0.contains_key(key)) {
                self.draft
                    .report
                    .note(Treatment::Ignored, &format!("`{key}`"), &site.place);
            }
        }
        DraftField {
            key: key.to_owned(),
            is_optional: !is_required,
            docs: documentation::docs_with_default(docs, default),
            example: example.filter(|example| fits(&ty, example)).cloned(),
            is_read_only: says("readOnly"),
            is_write_only: says("writeOnly"),
            is_deprecated: says("deprecated"),
            constant,
            style: None,
            ty,
        }
    }
}

impl Converter<'_> {
    /// Returns `true` for a schema of a single value, or of a list of them.
    fn is_part(&self, value: &Value, may_be_list: bool) -> bool {
        let Ok((target, _)) = self.document.resolve(value) else {
            return false;
        };
        match target.as_object().map(|target| Schema(target).shape()) {
            Some(SchemaShape::List(Some(item))) => may_be_list && self.is_part(item, false),
            Some(SchemaShape::OneOf(parts)) => {
                may_be_list && {
                    let mut parts = parts.into_iter();
                    parts.all(|part| self.is_part(part, false))
                }
            }
            Some(SchemaShape::Any | SchemaShape::Enum(_) | SchemaShape::Scalar(..)) => true,
            Some(SchemaShape::List(None) | SchemaShape::Map(_) | SchemaShape::Object(_)) | None => {
                false
            }
        }
    }
}

/// Returns the only value of a schema that has just one.
pub(super) fn constant(schema: Schema<'_>) -> Option<Value> {
    match schema.shape() {
        SchemaShape::Enum(values) if values.len() == 1 && !schema.is_nullable() => {
            let value = values[0];
            let is_simple = value.is_boolean()
                || value.is_i64()
                || value.as_str().is_some_and(|text| !text.is_empty());
            is_simple.then(|| value.clone())
        }
        _ => None,
    }
}

/// Returns `true` if an example is one of the type. Only those of the simplest types are taken over.
fn fits(ty: &Ty, example: &Value) -> bool {
    match ty.inner() {
        Ty::Word("string") => example
            .as_str()
            .is_some_and(|text| !text.trim().is_empty() && text.len() < 200),
        Ty::Word("bool") => example.is_boolean(),
        Ty::Word("int64") => example.is_i64(),
        Ty::Word("int32") => example
            .as_i64()
            .is_some_and(|number| i32::try_from(number).is_ok()),
        Ty::Word("float") => example.is_number(),
        _ => false,
    }
}
