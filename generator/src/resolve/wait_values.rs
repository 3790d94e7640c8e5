//! Values for which a method waits, and their paths in its result.

use super::{
    examples::scalar,
    reporter::Reporter,
    result_fields::{FieldAt, field_at, is_reported},
    shaped::ShapedModels,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{ModelId, Shape, Type, WaitCondition, WaitValue},
    scalars::Scalar,
    source::{Span, Spanned},
    syntax::{Entries, Node, NodeKind, suggest},
};
use serde_json::Value as Json;

/// Conditions of `until` or `fail`, with the places of their values.
pub(super) struct LocatedCondition {
    pub(super) path: Vec<String>,
    pub(super) values: Vec<(WaitValue, Span)>,
}

impl From<LocatedCondition> for WaitCondition {
    fn from(located: LocatedCondition) -> Self {
        Self {
            path: located.path,
            values: located.values.into_iter().map(|(value, _)| value).collect(),
        }
    }
}

/// Result of a method, in which values are waited for.
pub(super) struct WaitedModel<'a> {
    pub(super) reporter: &'a Reporter,
    pub(super) models: &'a ShapedModels,
    pub(super) id: ModelId,
    pub(super) omits_defaults: bool,
}

/// Type of values that can be compared.
enum Comparable {
    Scalar(Scalar),
    Enum(ModelId),
}

impl<'a> WaitedModel<'a> {
    /// Resolves paths and their values; `None` if something is wrong, which has been reported.
    pub(super) fn conditions(
        &self,
        described: &Entries<Vec<Node>>,
    ) -> Option<Vec<LocatedCondition>> {
        let entries = described.entries.iter();
        let resolved: Vec<_> = entries
            .map(|(path, values)| self.condition(path, values))
            .collect();
        let resolved: Option<Vec<_>> = resolved.into_iter().collect();
        resolved.filter(|_| described.broken.is_empty())
    }

    fn condition(&self, path: &Spanned<String>, nodes: &[Node]) -> Option<LocatedCondition> {
        let Some(target) = field_at(self.models, self.id, path) else {
            if is_reported(self.models, self.id, path) {
                return None;
            }
            let name = self.models.get(self.id).wire();
            let message = format!("the model `{name}` has no field `{}`", path.value);
            let help = "write the path of a field of a struct, with dots between its keys; a path does not lead into lists, \
                        maps and unions";
            return self.bad(path.span, message, help);
        };
        let Some(comparable) = self.comparable(&target.field.ty) else {
            let message = format!("the values of `{}` cannot be compared", path.value);
            let help = "name a field of an enum, or one that is a `string`, a `bool` or an integer";
            return self.bad(path.span, message, help);
        };
        if nodes.is_empty() {
            let message = format!("`{}` has no values", path.value);
            return self.bad(path.span, message, "list the values, such as `[DONE]`");
        }
        let mut values = self.values(path, &comparable, nodes)?;
        let zero = self.zero(&target, &comparable);
        let zero = values
            .iter()
            .find(|(value, _)| Some(value) == zero.as_ref());
        values.extend(zero.map(|(_, span)| (WaitValue::Missing, *span)));
        Some(LocatedCondition {
            path: target.path,
            values,
        })
    }

    /// Resolves the values of a field. Each of them stands once.
    fn values(
        &self,
        path: &Spanned<String>,
        comparable: &Comparable,
        nodes: &[Node],
    ) -> Option<Vec<(WaitValue, Span)>> {
        let mut values: Vec<(WaitValue, Span)> = Vec::new();
        for node in nodes {
            let value = match comparable {
                Comparable::Enum(id) => self.word(*id, node),
                Comparable::Scalar(ty) => match scalar(node, *ty) {
                    Ok(value) => wait_value(value),
                    Err(expected) => {
                        let message = format!("`{}` is {expected}", path.value);
                        self.bad(node.span, message, format!("write {expected} here"))
                    }
                },
            };
            let Some(value) = value else { continue };
            if let Some((_, first)) = values.iter().find(|(known, _)| *known == value) {
                let message = "this value is listed twice";
                let diagnostic =
                    Diagnostic::at(Code::BadWait, node.span, message, "remove one of them");
                self.reporter.report(diagnostic.other(*first, "first use"));
                continue;
            }
            values.push((value, node.span));
        }
        (values.len() == nodes.len()).then_some(values)
    }

    /// Returns the type of the values of a field; `None` if they cannot be compared.
    fn comparable(&self, ty: &Type) -> Option<Comparable> {
        match ty {
            Type::Scalar(
                ty @ (Scalar::Bool
                | Scalar::Int32
                | Scalar::Int64
                | Scalar::Int64Text
                | Scalar::String),
            ) => Some(Comparable::Scalar(*ty)),
            Type::Model(id) => match self.models.shape(*id) {
                shape if shape.is_integer_enum() => Some(Comparable::Scalar(Scalar::Int64)),
                Shape::Enum(_) => Some(Comparable::Enum(*id)),
                Shape::Struct(_) | Shape::Union(_) | Shape::Mask(_) => None,
            },
            Type::Scalar(
                Scalar::Float
                | Scalar::DateTime
                | Scalar::Date
                | Scalar::TimeOfDay
                | Scalar::UnixSeconds
                | Scalar::UnixMillis
                | Scalar::Rfc2822
                | Scalar::Uint64
                | Scalar::Decimal
                | Scalar::Uuid
                | Scalar::Url
                | Scalar::Base64Url
                | Scalar::Duration
                | Scalar::Bytes
                | Scalar::Json
                | Scalar::Secret
                | Scalar::LabelFilter
                | Scalar::File,
            )
            | Type::Mask(_)
            | Type::List(_)
            | Type::Map(_)
            | Type::Nullable(_) => None,
        }
    }

    /// Resolves a value of an enum, which is written as in the enum itself.
    fn word(&self, id: ModelId, node: &Node) -> Option<WaitValue> {
        let model = self.models.get(id);
        let Shape::Enum(values) = &model.shape else {
            return None;
        };
        let prefix = &model.declared.prefix;
        let short = |wire: &'a str| wire.strip_prefix(prefix.as_str()).unwrap_or(wire);
        let NodeKind::Text(text) = &node.kind else {
            let message = format!(
                "{} is not a value of the enum `{}`",
                node.kind.describe(),
                model.wire()
            );
            return self.bad(
                node.span,
                message,
                "write a value of the enum, as in its `values:`",
            );
        };
        let found = values.iter().find(|value| short(value.name.wire()) == text);
        if let Some(found) = found {
            return Some(WaitValue::Text(found.name.wire().to_owned()));
        }
        if !model.is_complete {
            // The value may be one of those that have been reported.
            return None;
        }
        let known: Vec<_> = values
            .iter()
            .map(|value| short(value.name.wire()))
            .collect();
        let message = format!("the enum `{}` has no value `{text}`", model.wire());
        self.bad(node.span, message, suggest(text, &known))
    }

    /// Returns the value that an API which omits defaults leaves out.
    fn zero(&self, target: &FieldAt<'_>, comparable: &Comparable) -> Option<WaitValue> {
        if !self.omits_defaults || !target.is_required {
            return None;
        }
        match comparable {
            Comparable::Scalar(ty) if !ty.row().has_zero => None,
            Comparable::Scalar(Scalar::Bool) => Some(WaitValue::Bool(false)),
            Comparable::Scalar(Scalar::Int32 | Scalar::Int64) => Some(WaitValue::Integer(0)),
            Comparable::Scalar(Scalar::Int64Text) => Some(WaitValue::Text("0".to_owned())),
            Comparable::Scalar(_) => Some(WaitValue::Text(String::new())),
            Comparable::Enum(id) => match self.models.shape(*id) {
                Shape::Enum(values) => {
                    let first = values.first()?;
                    Some(WaitValue::Text(first.name.wire().to_owned()))
                }
                Shape::Struct(_) | Shape::Union(_) | Shape::Mask(_) => None,
            },
        }
    }

    fn bad<T>(&self, span: Span, message: impl Into<String>, help: impl Into<String>) -> Option<T> {
        let diagnostic = Diagnostic::at(Code::BadWait, span, message, help);
        self.reporter.report(diagnostic);
        None
    }
}

/// Returns a scalar in JSON as a value that can be compared.
fn wait_value(json: Json) -> Option<WaitValue> {
    match json {
        Json::String(text) => Some(WaitValue::Text(text)),
        Json::Bool(boolean) => Some(WaitValue::Bool(boolean)),
        Json::Number(number) => number.as_i64().map(WaitValue::Integer),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}
