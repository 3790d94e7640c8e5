//! The language as JSON Schema, for editors. Most of it is derived from the types that read the YAML.

pub(super) mod words;

use self::words::{Abbreviated, TypeText};
use super::{
    entries::Entries,
    language::{
        ApiFile, BodyDecl, EnumValueDecl, ErrorDecl, FakeDecl, FieldDecl, ParamDecl, ResourceFile,
        SharedFile, Values, VariantDecl,
    },
    shorthand::Short,
};
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

impl Abbreviated for FieldDecl {
    fn short(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<TypeText>()
    }
}

impl Abbreviated for ParamDecl {
    fn short(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "What it is." })
    }
}

impl Abbreviated for EnumValueDecl {
    fn short(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "null"], "description": "What it means." })
    }
}

impl Abbreviated for VariantDecl {
    fn short(generator: &mut SchemaGenerator) -> Schema {
        let ty = generator.subschema_for::<TypeText>();
        let empty = json_schema!({ "const": "empty", "description": "an empty object" });
        json_schema!({ "anyOf": [ty, empty] })
    }
}

impl Abbreviated for ErrorDecl {
    fn short(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "The model." })
    }
}

impl Abbreviated for FakeDecl {
    fn short(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "The path of an item's id." })
    }
}

impl JsonSchema for Values {
    fn schema_name() -> Cow<'static, str> {
        "Values".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let documented = generator.subschema_for::<Entries<Short<EnumValueDecl>>>();
        json_schema!({ "anyOf": [{ "type": "array", "items": { "type": "string" } }, documented] })
    }
}

impl JsonSchema for BodyDecl {
    fn schema_name() -> Cow<'static, str> {
        "Body".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let ty = generator.subschema_for::<TypeText>();
        let fields = generator.subschema_for::<Entries<Short<FieldDecl>>>();
        json_schema!({ "anyOf": [ty, fields] })
    }
}
