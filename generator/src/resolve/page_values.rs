//! Values in a page that lead to the next one.

use crate::{
    model::{CursorSource, Next, NumberEnd},
    scalars::{Scalar, UrlForm},
};
use serde_json::Value;

/// A value that leads to the next page.
pub(super) struct PageValue<'a> {
    /// Key of `pagination`.
    pub(super) key: &'static str,
    /// Keys that lead to it.
    pub(super) path: &'a [String],
    pub(super) kind: ValueKind,
}

/// Kind of a value that leads to the next page.
#[derive(Clone, Copy)]
pub(super) enum ValueKind {
    /// Cursor of the next page.
    Cursor,
    /// URL of the next page.
    Url,
    /// Whether there is a next page.
    More,
    /// Number of all pages or items.
    Count,
}

/// Returns the values in a page that lead to the next one.
pub(super) fn of(next: &Next) -> Vec<PageValue<'_>> {
    let mut values = Vec::new();
    let mut add = |key, path, kind| values.push(PageValue { key, path, kind });
    match next {
        Next::Cursor { source, more, .. } => {
            if let CursorSource::Body(path) = source {
                add("next", path.as_slice(), ValueKind::Cursor);
            }
            if let Some(more) = more {
                add("more", more, ValueKind::More);
            }
        }
        Next::Url { path, more } => {
            add("next_url", path, ValueKind::Url);
            if let Some(more) = more {
                add("more", more, ValueKind::More);
            }
        }
        Next::Page { end, .. } | Next::Offset { end, .. } => match end {
            NumberEnd::Empty => {}
            NumberEnd::More(path) => add("more", path, ValueKind::More),
            NumberEnd::Pages(path) => add("pages", path, ValueKind::Count),
            NumberEnd::Total(path) => add("total", path, ValueKind::Count),
        },
        Next::Link => {}
    }
    values
}

impl ValueKind {
    /// Returns the types that a value may have, in words.
    pub(super) fn types(self) -> &'static str {
        match self {
            Self::Cursor => "`string` or an integer",
            Self::Url => "`string`",
            Self::More => "`bool`",
            Self::Count => "`int32`, `int64` or `int64_text`",
        }
    }

    /// Returns `true` if a value may have a type.
    pub(super) fn may_be(self, scalar: Scalar) -> bool {
        let is_text = scalar.row().url == UrlForm::Text;
        let is_integer = matches!(scalar, Scalar::Int32 | Scalar::Int64 | Scalar::Int64Text);
        match self {
            Self::Cursor => is_text || is_integer,
            Self::Url => is_text,
            Self::More => scalar == Scalar::Bool,
            Self::Count => is_integer,
        }
    }

    /// Returns the JSON that a value may be, in words. It may also be `null`.
    pub(super) fn json(self) -> &'static str {
        match self {
            Self::Cursor => "a string or an integer",
            Self::Url => "a string",
            Self::More => "`true` or `false`",
            Self::Count => "an integer",
        }
    }

    /// Returns `true` for JSON that clients decode.
    pub(super) fn decodes(self, json: &Value) -> bool {
        let is_signed = |text: &str| text.trim().parse::<i64>().is_ok();
        match (self, json) {
            (Self::Cursor | Self::Url | Self::More | Self::Count, Value::Null)
            | (Self::Cursor | Self::Url, Value::String(_))
            | (Self::More, Value::Bool(_)) => true,
            (Self::Cursor, Value::Number(number)) => number.is_i64() || number.is_u64(),
            (Self::Count, Value::Number(number)) => number.is_i64(),
            (Self::Count, Value::String(text)) => is_signed(text),
            (Self::Cursor | Self::Url | Self::Count, Value::Bool(_))
            | (Self::Url | Self::More, Value::Number(_))
            | (Self::More, Value::String(_))
            | (
                Self::Cursor | Self::Url | Self::More | Self::Count,
                Value::Array(_) | Value::Object(_),
            ) => false,
        }
    }
}
