//! Schemas of scalars.

use crate::scalars::Scalar;
use serde_json::{Map, Value, json};

/// Keys of a schema that say which values it allows.
const WORDS: &[&str] = &["type", "format", "contentEncoding"];

/// Returns the schema of a scalar. No two scalars have the same one.
pub(crate) fn schema(scalar: Scalar) -> Map<String, Value> {
    let schema = match scalar {
        Scalar::String => json!({ "type": "string" }),
        Scalar::Bool => json!({ "type": "boolean" }),
        Scalar::Int32 => json!({ "type": "integer", "format": "int32" }),
        Scalar::Int64 => json!({ "type": "integer", "format": "int64" }),
        Scalar::Uint64 => json!({ "type": "integer", "format": "uint64" }),
        Scalar::Float => json!({ "type": "number", "format": "double" }),
        Scalar::DateTime => json!({ "type": "string", "format": "date-time" }),
        Scalar::Date => json!({ "type": "string", "format": "date" }),
        Scalar::Int64Text => json!({ "type": "string", "format": "int64" }),
        Scalar::Decimal => json!({ "type": ["string", "number"], "format": "decimal" }),
        Scalar::Uuid => json!({ "type": "string", "format": "uuid" }),
        Scalar::Url => json!({ "type": "string", "format": "uri" }),
        Scalar::Bytes => json!({ "type": "string", "contentEncoding": "base64" }),
        Scalar::Base64Url => json!({ "type": "string", "contentEncoding": "base64url" }),
        Scalar::Secret => json!({ "type": "string", "format": "password" }),
        Scalar::File => json!({ "type": "string", "format": "binary" }),
        Scalar::Json => json!({}),
        Scalar::Duration => json!({ "type": "string", "format": "duration-seconds" }),
        Scalar::TimeOfDay => json!({ "type": "string", "format": "time-local" }),
        Scalar::UnixSeconds => json!({ "type": "number", "format": "unix-time" }),
        Scalar::UnixMillis => json!({ "type": "integer", "format": "unix-millis" }),
        Scalar::Rfc2822 => json!({ "type": "string", "format": "rfc2822" }),
        Scalar::LabelFilter => json!({ "type": "string", "format": "label-filter" }),
    };
    match schema {
        Value::Object(schema) => schema,
        _ => Map::new(),
    }
}

/// Returns the scalar that has a schema, whatever else the schema says. A type without one of the known formats is the plain
/// scalar.
pub(crate) fn find(schema: &Map<String, Value>) -> Option<Scalar> {
    let is_same = |scalar: &Scalar| {
        let own = self::schema(*scalar);
        WORDS.iter().all(|word| own.get(*word) == schema.get(*word))
    };
    let plain = || match schema.get("type")?.as_str()? {
        "string" => Some(Scalar::String),
        "integer" => Some(Scalar::Int64),
        "number" => Some(Scalar::Float),
        "boolean" => Some(Scalar::Bool),
        _ => None,
    };
    Scalar::ALL.into_iter().find(is_same).or_else(plain)
}
