//! The language as JSON Schema, for editors. Most of it is derived from the types that read the YAML.

pub(super) mod words;

use self::words::{Abbreviated, BodyFormatText, TypeText};
use super::{
    entries::Entries,
    language::{
        AlternativeDecl, ApiFile, BodyDecl, BodyFormatDecl, EnumValueDecl, ErrorDecl, FakeDecl,
        FieldDecl, HeaderAuthDecl, HeaderDecl, MethodNamesDecl, ParamDecl, QueryAuthDecl,
        ResourceFile, ResponseHeaderDecl, ServerDecl, SharedFile, TimestampDecl, Values,
        VariantDecl, WebhooksDecl,
    },
    shorthand::Shorthand,
};
use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use std::borrow::Cow;

/// Returns the name of each kind of file, and its schema as JSON text.
#[must_use]
pub fn schemas() -> [(&'static str, String); 3] {
    [
        (
            "api",
            text::<ApiFile>("api.yaml: settings of the whole API"),
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
    // Most editors support this draft.
    let mut schema = SchemaSettings::draft07()
        .into_generator()
        .into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    format!("{:#}\n", schema.to_value())
}

impl Abbreviated for FieldDecl {
    fn short(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<TypeText>()
    }
}

impl Abbreviated for ParamDecl {
    fn short(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "Documentation." })
    }
}

impl Abbreviated for EnumValueDecl {
    fn short(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "integer", "null"], "description": "Documentation, or the integer on the wire." })
    }
}

impl Abbreviated for VariantDecl {
    fn short(generator: &mut SchemaGenerator) -> Schema {
        let ty = generator.subschema_for::<TypeText>();
        let empty = json_schema!({ "const": "empty", "description": "an empty object" });
        json_schema!({ "anyOf": [ty, empty] })
    }
}

impl Abbreviated for AlternativeDecl {
    fn short(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<TypeText>()
    }
}

impl Abbreviated for ErrorDecl {
    fn short(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "Model of an error body." })
    }
}

impl Abbreviated for BodyFormatDecl {
    fn short(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<BodyFormatText>()
    }
}

impl Abbreviated for HeaderDecl {
    fn short(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "Constant value." })
    }
}

impl Abbreviated for ResponseHeaderDecl {
    fn short(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<TypeText>()
    }
}

impl Abbreviated for ServerDecl {
    fn short(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "URL of the server." })
    }
}

impl Abbreviated for HeaderAuthDecl {
    fn short(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "Name of the header." })
    }
}

impl Abbreviated for QueryAuthDecl {
    fn short(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "Name of the query parameter." })
    }
}

impl Abbreviated for WebhooksDecl {
    fn short(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "Union of the events." })
    }
}

impl Abbreviated for TimestampDecl {
    fn short(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "Header with the timestamp." })
    }
}

impl Abbreviated for FakeDecl {
    fn short(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "Path of the id of an item." })
    }
}

impl Abbreviated for MethodNamesDecl {
    fn short(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "Rust name of the method." })
    }
}

impl JsonSchema for Values {
    fn schema_name() -> Cow<'static, str> {
        "Values".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let documented = generator.subschema_for::<Entries<Shorthand<EnumValueDecl>>>();
        json_schema!({ "anyOf": [{ "type": "array", "items": { "type": "string" } }, documented] })
    }
}

impl JsonSchema for BodyDecl {
    fn schema_name() -> Cow<'static, str> {
        "Body".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let ty = generator.subschema_for::<TypeText>();
        let fields = generator.subschema_for::<Entries<Shorthand<FieldDecl>>>();
        json_schema!({ "anyOf": [ty, fields] })
    }
}
