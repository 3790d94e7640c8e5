//! Multipart bodies of requests, read by the API description: their parts have no types.

use serde_json::{Map, Value, json};

use crate::runtime::testing::rules::{BodyCodec, BodyRule, ValueKind};
use crate::runtime::text::media_types::JSON;

/// Reads multipart bodies.
///
/// A file is an object with its `file_name`, its `content_type` and its `content`.
pub const MULTIPART: BodyCodec = BodyCodec {
    media_type: "multipart/form-data",
    decode,
};

/// Returns the JSON of a multipart body.
fn decode(content: &[u8], rule: &BodyRule) -> Value {
    let fields: &[_] = match rule {
        BodyRule::Fields(fields) => fields,
        BodyRule::None | BodyRule::Whole(_) | BodyRule::Optional(_) | BodyRule::Encoded(..) => &[],
    };
    let text = String::from_utf8_lossy(content);
    let boundary = text.split("\r\n").next().unwrap_or_default();
    let mut object = Map::new();
    for part in text.split(boundary).filter_map(Part::parse) {
        let field = fields.iter().find(|field| field.name == part.name);
        let kind = field.map_or(ValueKind::Any, |field| field.kind);
        if let Some(item) = item(kind) {
            let items = object.entry(part.name).or_insert_with(|| json!([]));
            if let Value::Array(items) = items {
                items.push(part.content.typed(item));
            }
        } else {
            object.insert(part.name, part.content.typed(kind));
        }
    }
    for field in fields.iter().filter(|field| item(field.kind).is_some()) {
        let is_nullable = matches!(field.kind, ValueKind::Nullable(_));
        // An empty list has no parts, and `null` has an empty one.
        match object.get_mut(field.name) {
            Some(items) if is_nullable && *items == json!([""]) => *items = Value::Null,
            None if field.required => {
                object.insert(field.name.to_owned(), json!([]));
            }
            Some(_) | None => {}
        }
    }
    Value::Object(object)
}

/// Returns the type of the items of a list, which may be `null`.
fn item(mut kind: ValueKind) -> Option<ValueKind> {
    if let ValueKind::Nullable(inner) = kind {
        kind = *inner;
    }
    match kind {
        ValueKind::List(item) => Some(*item),
        _ => None,
    }
}

/// Part of a body.
struct Part {
    name: String,
    content: Content,
}

enum Content {
    Text(String),
    Json(Value),
    File(Value),
}

impl Part {
    fn parse(part: &str) -> Option<Self> {
        let part = part.strip_prefix("\r\n")?.strip_suffix("\r\n")?;
        let (head, text) = part.split_once("\r\n\r\n")?;
        let media_type = head
            .split("\r\n")
            .find_map(|line| line.strip_prefix("Content-Type: "));
        let content = match (parameter(head, "; filename=\""), media_type) {
            (Some(name), media_type) => Content::File(json!({
                "file_name": name,
                "content_type": media_type,
                "content": text,
            })),
            (None, Some(JSON)) => Content::Json(serde_json::from_str(text).unwrap_or_default()),
            (None, _) => Content::Text(text.to_owned()),
        };
        Some(Self {
            name: parameter(head, "; name=\"")?,
            content,
        })
    }
}

/// Returns a parameter of the header `Content-Disposition`.
fn parameter(head: &str, start: &str) -> Option<String> {
    let (_, rest) = head.split_once(start)?;
    let (value, _) = rest.split_once('"')?;
    let value = value.replace("%22", "\"").replace("%0D", "\r");
    Some(value.replace("%0A", "\n"))
}

impl Content {
    /// Returns the value as JSON of a type, or as a text if it has another type.
    fn typed(self, kind: ValueKind) -> Value {
        let text = match self {
            Self::File(value) | Self::Json(value) => return value,
            Self::Text(text) => text,
        };
        if let ValueKind::Nullable(kind) = kind {
            return match text.as_str() {
                "" => Value::Null,
                _ => Self::Text(text).typed(*kind),
            };
        }
        let json = match kind {
            ValueKind::Bool
            | ValueKind::Int32
            | ValueKind::Int64
            | ValueKind::Uint64
            | ValueKind::Number => serde_json::from_str(&text).ok(),
            ValueKind::Decoded(is_valid, _) => {
                let json = serde_json::from_str(&text);
                json.ok().filter(is_valid)
            }
            ValueKind::Any
            | ValueKind::Text
            | ValueKind::Secret
            | ValueKind::Int64Text
            | ValueKind::DateTime
            | ValueKind::Duration
            | ValueKind::Bytes
            | ValueKind::Pairs
            | ValueKind::File
            | ValueKind::List(_)
            | ValueKind::Map(_)
            | ValueKind::Nullable(_)
            | ValueKind::Model(_) => None,
        };
        json.unwrap_or(Value::String(text))
    }
}
