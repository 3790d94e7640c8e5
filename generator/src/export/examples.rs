//! Examples. `OpenAPI` has only whole ones; in a description, they may leave out fields, which have their own.

use super::words::put;
use crate::{
    model::{Body, Content, Field, Method, Models, Pages, Presence, Returns, Shape, Type, Union},
    openapi::extension::{ExtendedObject, Extension},
};
use serde_json::{Map, Value};

/// Adds the example of a schema: under `examples` if it is whole, in the extension otherwise.
pub(super) fn of_schema(
    object: &mut Map<String, Value>,
    place: ExtendedObject,
    example: Option<&Value>,
    is_whole: bool,
) {
    let listed = example
        .filter(|_| is_whole)
        .map(|example| vec![example.clone()]);
    put(object, "examples", listed);
    partial(object, place, example.filter(|_| !is_whole));
}

/// Adds the example of a parameter or a media type: under `example` if it is whole, in the extension otherwise.
pub(super) fn of_value(
    object: &mut Map<String, Value>,
    place: ExtendedObject,
    example: Option<&Value>,
    is_whole: bool,
) {
    put(object, "example", example.filter(|_| is_whole).cloned());
    partial(object, place, example.filter(|_| !is_whole));
}

fn partial(object: &mut Map<String, Value>, place: ExtendedObject, example: Option<&Value>) {
    let mut extension = Extension::new(place);
    extension.add("example", example.cloned());
    extension.attach(object);
}

/// Returns `true` if a value has all fields that its type requires.
pub(super) fn is_whole(models: &Models, ty: &Type, value: &Value) -> bool {
    match ty {
        Type::Scalar(_) | Type::Mask(_) => true,
        Type::Nullable(inner) => value.is_null() || is_whole(models, inner, value),
        Type::List(item) => {
            let mut items = value.as_array().into_iter().flatten();
            items.all(|value| is_whole(models, item, value))
        }
        Type::Map(item) => {
            let mut entries = value.as_object().into_iter().flatten();
            entries.all(|(_, value)| is_whole(models, item, value))
        }
        Type::Model(id) => match &models.get(*id).shape {
            Shape::Struct(fields) => has_all(models, fields, value),
            Shape::Enum(values) => values.iter().any(|known| known.json() == *value),
            Shape::Union(union) => is_whole_variant(models, union, value),
            Shape::Mask(_) => true,
        },
    }
}

/// Returns `true` if an object has all required fields of a struct or a body.
pub(super) fn has_all(models: &Models, fields: &[Field], object: &Value) -> bool {
    let rest = fields.iter().find(|field| field.is_rest);
    let is_there = |field: &Field| match object.get(field.name.wire()) {
        Some(value) => field.constant.is_some() || is_whole(models, &field.ty, value),
        None => field.presence == Presence::Optional,
    };
    let mut described = fields.iter().filter(|field| !field.is_rest);
    object.is_object()
        && described.all(is_there)
        && rest.is_none_or(|rest| {
            let is_known = |key: &str| fields.iter().any(|field| field.name.wire() == key);
            let entries = object.as_object().into_iter().flatten();
            let mut others = entries.filter(|(key, _)| !is_known(key));
            match &rest.ty {
                Type::Map(item) => others.all(|(_, value)| is_whole(models, item, value)),
                Type::Scalar(_)
                | Type::Model(_)
                | Type::Mask(_)
                | Type::List(_)
                | Type::Nullable(_) => true,
            }
        })
}

fn is_whole_variant(models: &Models, union: &Union, value: &Value) -> bool {
    let Some(variant) = union.variant_of(value) else {
        return false;
    };
    match &variant.content {
        Content::Nothing => true,
        Content::Empty(key) => value.get(key).is_some(),
        Content::Keyed(key, ty) => value
            .get(key)
            .is_some_and(|value| is_whole(models, ty, value)),
        Content::Flat(id) => is_whole(models, &Type::Model(*id), value),
        Content::Whole(ty) => is_whole(models, ty, value),
    }
}

/// Returns `true` if a request body has all that a method requires.
pub(super) fn is_whole_request(models: &Models, method: &Method, value: &Value) -> bool {
    match &method.body {
        Body::None => true,
        Body::Fields(fields) => has_all(models, fields, value),
        Body::Whole(whole) => is_whole(models, &whole.ty, value),
    }
}

/// Returns `true` if a response body has all that the type of its value requires.
pub(super) fn is_whole_response(models: &Models, returns: &Returns, value: &Value) -> bool {
    match returns.pages() {
        Some(pages) => is_whole_page(models, pages, value),
        None => returns.ty().is_none_or(|ty| is_whole(models, ty, value)),
    }
}

fn is_whole_page(models: &Models, pages: &Pages, value: &Value) -> bool {
    let items = pages
        .items
        .iter()
        .try_fold(value, |value, key| value.get(key));
    let items = items.and_then(Value::as_array);
    items.is_some_and(|items| items.iter().all(|item| is_whole(models, &pages.item, item)))
        && pages
            .envelope
            .as_ref()
            .is_none_or(|envelope| is_whole(models, envelope, value))
}
