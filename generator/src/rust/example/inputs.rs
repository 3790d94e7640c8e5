//! Sample values of the inputs of methods: path parameters, query parameters and bodies.

use super::{
    sample::{self, Direction, SampleValue},
    scalar,
};
use crate::{
    model::{
        Api, Body, BodyFormat, Field, HandleParam, HeaderParam, Input, ListStyle, Method, ModelId,
        ParamSource, PathParam, QueryParam, QueryStyle, Resource, Shape, Type, can_be_in_brackets,
        is_segment,
    },
    scalars::Scalar,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Direction of all inputs.
const SENT: Direction = Direction::Request;

/// Returns the value of an input; `None` if the documented body leaves the field out.
pub(in crate::rust) fn value<'a>(
    api: &'a Api,
    method: &'a Method,
    input: &Input<'a>,
) -> Option<SampleValue<'a>> {
    let value = plain_value(api, method, input)?;
    Some(match (input, &method.body_format) {
        (Input::Body(_) | Input::Whole(_), BodyFormat::Form(_)) => in_brackets(api, value),
        (Input::Path(..) | Input::Query(_) | Input::Header(_), _)
        | (
            Input::Body(_) | Input::Whole(_),
            BodyFormat::Json { .. }
            | BodyFormat::Text { .. }
            | BodyFormat::Multipart
            | BodyFormat::File { .. },
        ) => value,
    })
}

/// Returns the value of an input, whatever the format of the body.
fn plain_value<'a>(api: &'a Api, method: &'a Method, input: &Input<'a>) -> Option<SampleValue<'a>> {
    let documented = method.example_request.as_ref();
    match (input, documented) {
        (Input::Path(param, ty), _) => Some(path(api, param, ty)),
        (Input::Query(param), _) => Some(query(api, param)),
        (Input::Header(header), _) => Some(self::header(api, header)),
        (Input::Body(field), Some(_)) if field.constant.is_some() => {
            Some(sample::field(api, field, SENT))
        }
        (Input::Body(field), Some(body)) => {
            let json = body.get(field.name.wire())?;
            Some(sample::documented(api, &field.ty, json, SENT))
        }
        (Input::Body(field), None) => Some(self::field(api, method, field)),
        (Input::Whole(whole), Some(body)) => Some(sample::documented(api, &whole.ty, body, SENT)),
        (Input::Whole(whole), None) => Some(sample::named(api, &whole.ty, whole.name.wire(), SENT)),
    }
}

/// Returns the text of a path parameter.
pub(in crate::rust) fn path_text(
    api: &Api,
    resource: &Resource,
    param: &PathParam,
    of_client: &str,
) -> String {
    match &param.source {
        ParamSource::Client => of_client.to_owned(),
        ParamSource::Argument(ty) => text(&path(api, param, ty).json()),
        ParamSource::Handle => {
            let mut params = resource.params.iter();
            let param = params.find(|given| given.name.wire() == param.name.wire());
            param.map_or_else(String::new, |param| text(&handle(api, param).json()))
        }
    }
}

/// Returns the pairs of keys and values that a query parameter sends.
pub(in crate::rust) fn query_pairs(api: &Api, param: &QueryParam) -> Vec<(String, String)> {
    let (key, value) = (param.key().into_owned(), query(api, param).json());
    match &param.style {
        QueryStyle::One(_) | QueryStyle::Pairs { .. } => vec![(key, text(&value))],
        QueryStyle::List(_, style) => {
            let texts = value.as_array().into_iter().flatten().map(text);
            match style {
                ListStyle::Repeated | ListStyle::Brackets => {
                    texts.map(|text| (key.clone(), text)).collect()
                }
                ListStyle::Comma => {
                    let texts: Vec<_> = texts.collect();
                    let pair = (!texts.is_empty()).then(|| (key, texts.join(",")));
                    pair.into_iter().collect()
                }
            }
        }
        QueryStyle::Deep(_) => nested(&key, &value),
    }
}

/// Returns the pairs of a value, with the keys inside of it in brackets.
fn nested(key: &str, value: &Value) -> Vec<(String, String)> {
    match value {
        Value::Object(entries) => {
            let entries = entries.iter();
            entries
                .flat_map(|(inner, value)| nested(&format!("{key}[{inner}]"), value))
                .collect()
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items
                .flat_map(|(index, item)| match item {
                    Value::Object(_) | Value::Array(_) => nested(&format!("{key}[{index}]"), item),
                    Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                        nested(&format!("{key}[]"), item)
                    }
                })
                .collect()
        }
        Value::Null => vec![(key.to_owned(), String::new())],
        Value::String(text) => vec![(key.to_owned(), text.clone())],
        Value::Bool(_) | Value::Number(_) => vec![(key.to_owned(), value.to_string())],
    }
}

/// Returns a value as a URL has it.
fn text(json: &Value) -> String {
    match json {
        Value::String(text) => text.clone(),
        Value::Number(number) => match number.as_f64().filter(|_| number.is_f64()) {
            Some(number) => number.to_string(),
            None => number.to_string(),
        },
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => json.to_string(),
    }
}

/// Returns the value of a header.
fn header<'a>(api: &'a Api, header: &'a HeaderParam) -> SampleValue<'a> {
    let name = header.name.wire();
    or_named(api, &header.ty, header.example.as_ref(), name)
}

/// Returns the text of a header.
pub(in crate::rust) fn header_text(api: &Api, param: &HeaderParam) -> String {
    text(&header(api, param).json())
}

/// Returns the value of a parameter of a handle.
pub(in crate::rust) fn handle<'a>(api: &'a Api, param: &'a HandleParam) -> SampleValue<'a> {
    let name = param.name.wire();
    segment(api, &param.ty, param.example.as_ref(), name)
}

fn path<'a>(api: &'a Api, param: &'a PathParam, ty: &'a Type) -> SampleValue<'a> {
    segment(api, ty, param.example.as_ref(), param.name.wire())
}

/// Returns a value that a path can have. Of an enum, the sample may have none, but one of its values has.
fn segment<'a>(api: &'a Api, ty: &'a Type, example: Option<&Value>, name: &str) -> SampleValue<'a> {
    match or_named(api, ty, example, name) {
        SampleValue::Word(id, Some(word)) if !is_segment(word.name.wire()) => {
            let values = match &api.models.get(id).shape {
                Shape::Enum(values) => values.as_slice(),
                Shape::Struct(_) | Shape::Mask(_) | Shape::Union(_) => &[],
            };
            let mut values = values.iter();
            SampleValue::Word(id, values.find(|value| is_segment(value.name.wire())))
        }
        value => value,
    }
}

fn query<'a>(api: &'a Api, param: &'a QueryParam) -> SampleValue<'a> {
    let (name, example) = (param.name.wire(), param.example.as_ref());
    match &param.style {
        QueryStyle::One(ty) => or_named(api, ty, example, name),
        QueryStyle::Deep(ty) => match example {
            Some(json) => in_brackets(api, sample::completed(api, ty, json, SENT)),
            None => in_brackets(api, sample::named(api, ty, name, SENT)),
        },
        QueryStyle::List(ty, style) => {
            let name = match style {
                ListStyle::Repeated | ListStyle::Brackets => name.to_owned(),
                // A comma separates values.
                ListStyle::Comma => name.replace(',', " "),
            };
            let items = match example {
                Some(Value::Array(items)) => items
                    .iter()
                    .map(|item| sample::documented(api, ty, item, SENT))
                    .collect(),
                Some(_) | None => vec![sample::named(api, ty, &name, SENT)],
            };
            SampleValue::List(ty, items)
        }
        QueryStyle::Pairs { .. } => {
            let text = example.and_then(Value::as_str).unwrap_or("key=value");
            // Pairs are sent sorted.
            let sorted: BTreeMap<_, _> = scalar::pairs(text).into_iter().collect();
            let pairs = sorted.iter().map(|(key, value)| format!("{key}={value}"));
            let text = pairs.collect::<Vec<_>>().join(",");
            SampleValue::Scalar(Scalar::LabelFilter, json!(text))
        }
    }
}

/// Returns a value without the entries whose keys cannot be inside of brackets: they are examples from elsewhere. The
/// other entries are sorted by key, and the fields are in the order of the description, behind the constants, as they are sent.
fn in_brackets<'a>(api: &'a Api, value: SampleValue<'a>) -> SampleValue<'a> {
    match value {
        SampleValue::Map(item, entries) => {
            let entries = entries.into_iter();
            let fit = entries.filter(|(key, _)| can_be_in_brackets(key));
            let fit = fit.map(|(key, value)| (key, in_brackets(api, value)));
            let sorted: BTreeMap<_, _> = fit.collect();
            SampleValue::Map(item, sorted.into_iter().collect())
        }
        SampleValue::List(item, items) => SampleValue::List(
            item,
            items
                .into_iter()
                .map(|item| in_brackets(api, item))
                .collect(),
        ),
        SampleValue::Struct(id, mut fields) => {
            let described = api.models.get(id).shape.fields();
            fields.sort_by_key(|(field, _)| {
                let position = described
                    .iter()
                    .position(|other| std::ptr::eq(other, *field));
                (field.constant.is_none(), position)
            });
            let fields = fields.into_iter();
            let fields = fields.map(|(field, value)| (field, in_brackets(api, value)));
            // `additional` entries are keys of the object itself.
            let fit = fields.filter(|(field, value)| !field.is_rest || !is_empty_map(value));
            SampleValue::Struct(id, fit.collect())
        }
        SampleValue::Nullable(value) => {
            SampleValue::Nullable(value.map(|value| Box::new(in_brackets(api, *value))))
        }
        SampleValue::Variant(id, union, variant, content) => {
            let content = content.map(|content| Box::new(in_brackets(api, *content)));
            SampleValue::Variant(id, union, variant, content)
        }
        SampleValue::Scalar(scalar, json) => SampleValue::Scalar(scalar, json_in_brackets(json)),
        value @ (SampleValue::Word(..) | SampleValue::Mask(..)) => value,
    }
}

/// Returns JSON without the entries whose keys cannot be inside of brackets.
fn json_in_brackets(json: Value) -> Value {
    match json {
        Value::Object(entries) => {
            let fit = entries
                .into_iter()
                .filter(|(key, _)| can_be_in_brackets(key));
            let fit = fit.map(|(key, value)| (key, json_in_brackets(value)));
            Value::Object(fit.collect())
        }
        Value::Array(items) => items.into_iter().map(json_in_brackets).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => json,
    }
}

fn is_empty_map(value: &SampleValue<'_>) -> bool {
    matches!(value, SampleValue::Map(_, entries) if entries.is_empty())
}

fn or_named<'a>(
    api: &'a Api,
    ty: &'a Type,
    example: Option<&Value>,
    name: &str,
) -> SampleValue<'a> {
    match example {
        Some(json) => sample::documented(api, ty, json, SENT),
        None => sample::named(api, ty, name, SENT),
    }
}

/// Returns the value of a field of a body. A field mask has the paths of the other fields, since these are sent.
fn field<'a>(api: &'a Api, method: &'a Method, field: &'a Field) -> SampleValue<'a> {
    match (&field.ty, &field.example) {
        (Type::Mask(id), None) => {
            let paths = sent_paths(api, method, *id);
            if paths.is_empty() {
                sample::field(api, field, SENT)
            } else {
                SampleValue::Mask(*id, paths)
            }
        }
        (
            Type::Scalar(_)
            | Type::Model(_)
            | Type::Mask(_)
            | Type::List(_)
            | Type::Map(_)
            | Type::Nullable(_),
            _,
        ) => sample::field(api, field, SENT),
    }
}

/// Returns the paths of a mask that are fields of the body.
fn sent_paths(api: &Api, method: &Method, mask: ModelId) -> Vec<String> {
    let fields = match &method.body {
        Body::Fields(fields) => fields.as_slice(),
        Body::None | Body::Whole(..) => &[],
    };
    let paths = match &api.models.get(mask).shape {
        Shape::Mask(paths) => paths.as_slice(),
        Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_) => &[],
    };
    let paths = paths.iter().map(|path| path.name.wire());
    let is_sent = |path: &&str| fields.iter().any(|field| field.name.wire() == *path);
    paths.filter(is_sent).map(str::to_owned).collect()
}
