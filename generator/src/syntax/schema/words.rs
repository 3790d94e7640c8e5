//! Schemas of types that serde derives none for: spans, short forms, types and routes.

use super::super::{
    body_words::{BODY_FORMATS, FORM_LISTS},
    entries::Entries,
    key_path::KeyPath,
    shorthand::Shorthand,
    tree::Node,
};
use crate::{scalars::Scalar, source::Spanned};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// Schema of a type expression.
pub(in crate::syntax) struct TypeText;
/// Schema of a type expression in `returns`, which may also be pages or events.
pub(in crate::syntax) struct ReturnsText;
/// Schema of statuses with their meanings.
pub(in crate::syntax) struct StatusWords;
/// Schema of an HTTP method and a path.
pub(in crate::syntax) struct RouteText;
/// Schema of the formats of request bodies.
pub(in crate::syntax) struct BodyFormatText;
/// Schema of the default format of request bodies, which has no parts.
pub(in crate::syntax) struct DefaultFormat;
/// Schema of the names of items in a form.
pub(in crate::syntax) struct FormListsText;

impl JsonSchema for TypeText {
    fn schema_name() -> Cow<'static, str> {
        "Type".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<_> = Scalar::ALL
            .map(Scalar::row)
            .iter()
            .map(|known| word(known.word, known.title))
            .collect();
        json_schema!({
            "description": "A scalar, the name of a model, or `list of`, `map of` or `field mask of` and a type; with `or null` if `null` is a value of it.",
            "anyOf": [{ "oneOf": words }, { "type": "string", "examples": ["list of string", "map of string"] }],
        })
    }
}

/// Returns the schema of a word.
fn word(word: &str, title: &str) -> Schema {
    json_schema!({ "const": word, "description": title })
}

impl JsonSchema for BodyFormatText {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "BodyFormatWord".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words = BODY_FORMATS.map(|(name, title)| word(name, title));
        json_schema!({ "oneOf": words })
    }
}

impl JsonSchema for DefaultFormat {
    fn schema_name() -> Cow<'static, str> {
        "DefaultBodyFormat".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let formats = BODY_FORMATS.iter().filter(|(name, _)| *name != "multipart");
        let words: Vec<_> = formats.map(|(name, title)| word(name, title)).collect();
        let lists = generator.subschema_for::<FormListsText>();
        json_schema!({ "anyOf": [
            { "oneOf": &words },
            {
                "type": "object",
                "properties": { "type": { "oneOf": &words }, "lists": lists },
                "required": ["type"],
                "additionalProperties": false,
            },
        ] })
    }
}

impl JsonSchema for FormListsText {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "FormListsWord".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words = FORM_LISTS.map(|(name, title)| word(name, title));
        json_schema!({ "oneOf": words })
    }
}

impl JsonSchema for ReturnsText {
    fn schema_name() -> Cow<'static, str> {
        "Returns".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let ty = generator.subschema_for::<TypeText>();
        let of = json_schema!({ "type": "string", "pattern": "^(page|events|lines) of ", "examples": ["page of string", "events of json"] });
        json_schema!({ "anyOf": [
            ty,
            of,
            { "const": "text", "description": "The response body as text." },
            { "const": "download", "description": "The response body in chunks, or as a file." },
            { "const": "redirect", "description": "The URL to which the API redirects." },
        ] })
    }
}

/// Meanings of statuses, with their titles.
const STATUS_MEANINGS: [(&str, &str); 6] = [
    ("pending", "The response is not ready yet."),
    ("nothing", "There is no content."),
    ("not_modified", "The caller has the response already."),
    ("text", "The response body as text."),
    ("download", "The response body in chunks, or as a file."),
    ("redirect", "The URL to which the API redirects."),
];

impl JsonSchema for StatusWords {
    fn schema_name() -> Cow<'static, str> {
        "Statuses".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words = STATUS_MEANINGS.map(|(name, title)| word(name, title));
        json_schema!({
            "type": "object",
            "additionalProperties": { "oneOf": words },
            "examples": [{ "202": "pending" }],
        })
    }
}

impl JsonSchema for RouteText {
    fn schema_name() -> Cow<'static, str> {
        "Route".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^\\s*(GET|HEAD|POST|PUT|PATCH|DELETE)(\\s|$)",
            "examples": ["GET", "GET /{id}", "HEAD /{id}", "POST", "POST /{id}:archive", "PUT /{id}",
                         "PATCH /{id}", "DELETE /{id}", "GET /{path*}"],
        })
    }
}

/// Type with a short form.
pub(super) trait Abbreviated: JsonSchema {
    /// Returns the schema of the short form.
    fn short(generator: &mut SchemaGenerator) -> Schema;
}

impl<T: Abbreviated> JsonSchema for Shorthand<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Shorthand{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (short, long) = (T::short(generator), generator.subschema_for::<T>());
        json_schema!({ "anyOf": [short, long] })
    }
}

impl<T: JsonSchema> JsonSchema for Spanned<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T>()
    }
}

impl<T: JsonSchema> JsonSchema for Entries<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Entries{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({ "type": "object", "additionalProperties": value })
    }
}

impl JsonSchema for KeyPath {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "KeyPath".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [
            { "type": "string", "examples": ["meta.next"] },
            { "type": "array", "items": { "type": "string" } },
        ] })
    }
}

impl JsonSchema for Node {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Json".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        Schema::default()
    }
}
