//! Request bodies.

use super::{
    examples::{self, is_whole_request},
    fields,
    schemas::schema,
    words::put,
};
use crate::{
    model::{Body, BodyFormat, Field, FormLists, Method, Models, Presence, Type},
    names::Role,
    openapi::{
        extension::{ExtendedObject, Extension},
        media_types::{FORM, JSON, MULTIPART},
    },
};
use serde_json::{Map, Value, json};

/// Returns the request body of a method that has one.
pub(super) fn body(models: &Models, method: &Method) -> Option<Value> {
    let (schema, presence) = match &method.body {
        Body::None => return None,
        Body::Fields(fields) => (
            fields::object(models, fields, Role::Setter),
            Presence::Required,
        ),
        Body::Whole(whole) => (schema(models, &whole.ty), whole.presence),
    };
    let mut media = Map::from_iter([("schema".to_owned(), Value::Object(schema))]);
    let example = method.example_request.as_ref();
    let is_whole = example.is_some_and(|example| is_whole_request(models, method, example));
    examples::of_value(&mut media, ExtendedObject::Body, example, is_whole);
    let (media_type, lists) = match &method.body_format {
        BodyFormat::Json { media_type } => (media_type.as_deref().unwrap_or(JSON), None),
        BodyFormat::Form(lists) => (FORM, Some(*lists)),
        BodyFormat::Multipart => (MULTIPART, None),
        BodyFormat::Text { media_type } | BodyFormat::File { media_type } => {
            (media_type.as_str(), None)
        }
    };
    if let Some(lists) = lists {
        let encoding = encoding(models, method.body_fields(), lists);
        put(
            &mut media,
            "encoding",
            (!encoding.is_empty()).then_some(encoding),
        );
        let mut extension = Extension::new(ExtendedObject::Body);
        extension.add("lists", Some(word(lists)));
        extension.attach(&mut media);
    }
    let content = Map::from_iter([(media_type.to_owned(), Value::Object(media))]);
    Some(match presence {
        Presence::Required => json!({ "required": true, "content": content }),
        Presence::Optional => json!({ "content": content }),
    })
}

fn word(lists: FormLists) -> &'static str {
    match lists {
        FormLists::Brackets => "brackets",
        FormLists::Repeated => "repeated",
        FormLists::Indexed => "indexed",
    }
}

/// Returns how the fields of a form are sent that are no single values.
fn encoding(models: &Models, fields: &[Field], lists: FormLists) -> Map<String, Value> {
    let encoded = fields.iter().filter_map(|field| {
        let encoding = match field.ty.unless_null() {
            Type::List(_) if lists == FormLists::Repeated => {
                json!({ "style": "form", "explode": true })
            }
            Type::List(_) | Type::Map(_) => json!({ "style": "deepObject", "explode": true }),
            // An enum is a single value.
            Type::Model(_) if !models.is_leaf(&field.ty) => {
                json!({ "style": "deepObject", "explode": true })
            }
            Type::Scalar(_) | Type::Model(_) | Type::Mask(_) | Type::Nullable(_) => return None,
        };
        Some((field.name.wire().to_owned(), encoding))
    });
    encoded.collect()
}
