//! The alternatives of a union, without those in each other.

use super::super::{Converter, Site, SiteFormat};
use crate::import::schema::{Schema, SchemaShape, is_null};
use serde_json::Value;

/// Number of unions in each other.
const MAX_DEPTH: usize = 16;

/// Alternatives of a union.
#[derive(Default)]
pub(super) struct UnionAlternatives<'d> {
    pub(super) all: Vec<Alternative<'d>>,
    /// `true` if one of them may be `null`.
    pub(super) is_nullable: bool,
}

/// Alternative of a union.
pub(super) struct Alternative<'d> {
    /// The schema, which may be a reference.
    pub(super) value: &'d Value,
    /// The schema itself.
    pub(super) schema: Schema<'d>,
    /// JSON type: `text`, `number`, `flag`, `list`, `object` or `any`.
    pub(super) kind: &'static str,
    /// Pointer, if the schema has one.
    pub(super) pointer: Option<&'d str>,
    /// Path in the union.
    pub(super) path: String,
}

impl UnionAlternatives<'_> {
    /// Returns the JSON types, each once.
    pub(super) fn kinds(&self) -> Vec<&'static str> {
        let mut kinds = Vec::new();
        for part in &self.all {
            if !kinds.contains(&part.kind) {
                kinds.push(part.kind);
            }
        }
        kinds
    }
}

impl<'d> Converter<'d> {
    /// Adds the alternatives of a union, and those of unions inside of it.
    pub(super) fn collect(
        &mut self,
        schemas: &[&'d Value],
        site: &Site<'_>,
        parts: &mut UnionAlternatives<'d>,
        depth: usize,
    ) {
        for (index, value) in schemas.iter().enumerate() {
            let resolved = self.document.resolve(value);
            let Ok((target, pointer)) = resolved else {
                self.lost("reference that leads nowhere", &site.place);
                continue;
            };
            if is_null(target) {
                parts.is_nullable = true;
                continue;
            }
            let Some(schema) = target.as_object().map(Schema) else {
                continue;
            };
            let shape = schema.shape();
            parts.is_nullable |= schema.is_nullable();
            // In a form, an empty text is `null`.
            if let (SiteFormat::Form, SchemaShape::Enum(values)) = (site.format, &shape)
                && values.iter().all(|value| *value == "")
            {
                parts.is_nullable = true;
                continue;
            }
            if let SchemaShape::OneOf(inner) = shape {
                if depth < MAX_DEPTH {
                    self.collect(&inner, site, parts, depth + 1);
                }
                continue;
            }
            let is_known = parts.all.iter().any(|known| {
                known.pointer.is_some() && known.pointer == pointer || known.value == *value
            });
            if !is_known {
                let kind = kind(&shape);
                parts.all.push(Alternative {
                    value,
                    schema,
                    kind,
                    pointer,
                    path: format!("oneOf/{index}"),
                });
            }
        }
    }
}

fn kind(shape: &SchemaShape<'_>) -> &'static str {
    match shape {
        SchemaShape::Any | SchemaShape::OneOf(_) => "any",
        SchemaShape::Scalar("string", _) => "text",
        SchemaShape::Scalar("boolean", _) => "flag",
        SchemaShape::Scalar(..) => "number",
        SchemaShape::List(_) => "list",
        SchemaShape::Map(_) | SchemaShape::Object(_) => "object",
        SchemaShape::Enum(values) => match values[0] {
            Value::String(_) => "text",
            Value::Number(_) => "number",
            Value::Bool(_) => "flag",
            _ => "any",
        },
    }
}
