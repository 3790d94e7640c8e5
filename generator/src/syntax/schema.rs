//! The language as JSON Schema, for editors. Most of it is derived from the types that read the YAML; here is what
//! serde does not know: spans, short forms, and the words that types and routes are made of.

use super::{
    ApiFile, Body, Entries, EnumValue, ErrorShape, Fake, Field, Node, Param, ResourceFile,
    SharedFile, Short, Values, Variant,
};
use crate::{scalars::Scalar, source::Spanned};
use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use std::borrow::Cow;

/// The schema of each kind of file, as JSON text, with the name of the kind.
#[must_use]
pub fn schemas() -> [(&'static str, String); 3] {
    [
        (
            "api",
            text::<ApiFile>("api.yaml: what holds for the whole API"),
        ),
        (
            "shared",
            text::<SharedFile>("shared.yaml: models that several resources use"),
        ),
        (
            "resource",
            text::<ResourceFile>("resources/<name>.yaml: a resource, its methods and its models"),
        ),
    ]
}

fn text<T: JsonSchema>(title: &str) -> String {
    // Editors know this draft best.
    let mut schema = SchemaSettings::draft07()
        .into_generator()
        .into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    format!("{:#}\n", schema.to_value())
}

/// Stands for a type, as a text.
pub(super) struct TypeText;
/// Stands for a type, or pages or events of it, as a text.
pub(super) struct ReturnsText;
/// Stands for an HTTP method and a path, as a text.
pub(super) struct RouteText;

impl JsonSchema for TypeText {
    fn schema_name() -> Cow<'static, str> {
        "Type".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let scalar =
            |word: &str, title: &str| json_schema!({ "const": word, "description": title });
        let words: Vec<_> = Scalar::ALL
            .map(Scalar::row)
            .iter()
            .map(|known| scalar(known.word, known.title))
            .collect();
        json_schema!({
            "description": "A scalar, the name of a model, or `list of`, `map of` or `field mask of` and a type.",
            "anyOf": [{ "oneOf": words }, { "type": "string", "examples": ["list of string", "map of string"] }],
        })
    }
}

impl JsonSchema for ReturnsText {
    fn schema_name() -> Cow<'static, str> {
        "Returns".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let ty = generator.subschema_for::<TypeText>();
        json_schema!({ "anyOf": [ty, { "type": "string", "pattern": "^(page|events) of ", "examples": ["page of string", "events of json"] }] })
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
                         "PATCH /{id}", "DELETE /{id}"],
        })
    }
}

/// A type whose short form is a text.
pub(super) trait Abbreviated: JsonSchema {
    /// What the text is.
    fn short(generator: &mut SchemaGenerator) -> Schema;
}

impl Abbreviated for Field {
    fn short(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<TypeText>()
    }
}

impl Abbreviated for Param {
    fn short(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "What it is." })
    }
}

impl Abbreviated for EnumValue {
    fn short(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "null"], "description": "What it means." })
    }
}

impl Abbreviated for Variant {
    fn short(generator: &mut SchemaGenerator) -> Schema {
        let ty = generator.subschema_for::<TypeText>();
        let empty = json_schema!({ "const": "empty", "description": "an empty object" });
        json_schema!({ "anyOf": [ty, empty] })
    }
}

impl Abbreviated for ErrorShape {
    fn short(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "The model." })
    }
}

impl Abbreviated for Fake {
    fn short(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "The path of an item's id." })
    }
}

impl<T: Abbreviated> JsonSchema for Short<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Short{}", T::schema_name()).into()
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
        T::json_schema(generator)
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

impl JsonSchema for Values {
    fn schema_name() -> Cow<'static, str> {
        "Values".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let documented = generator.subschema_for::<Entries<Short<EnumValue>>>();
        json_schema!({ "anyOf": [{ "type": "array", "items": { "type": "string" } }, documented] })
    }
}

impl JsonSchema for Body {
    fn schema_name() -> Cow<'static, str> {
        "Body".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let ty = generator.subschema_for::<TypeText>();
        let fields = generator.subschema_for::<Entries<Short<Field>>>();
        json_schema!({ "anyOf": [ty, fields] })
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
