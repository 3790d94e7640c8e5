//! Documented examples, which are compared with their types by the rules of the wire.

mod envelope;
mod param;
mod query;
mod scalar;
mod segment;
mod union;

pub(super) use scalar::scalar;

use super::{
    masks::Masks,
    reporter::Reporter,
    shaped::{ShapedModel, ShapedModels},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Access, Constant, EnumValue, Field, ModelId, Pages, Presence, Shape, Type},
    scalars::Scalar,
    source::Spanned,
    syntax::{Node, NodeKind, suggest},
};
use scalar::plain;
pub(super) use segment::client_param;
use serde_json::{Map, Value};

/// Reader of examples.
#[derive(Clone, Copy)]
pub(super) struct Examples<'a> {
    pub(super) reporter: &'a Reporter,
    pub(super) models: &'a ShapedModels,
    /// Field masks; `None` where no type is one.
    pub(super) masks: Option<&'a Masks<'a>>,
    /// Whether the example is sent: read-only fields are not.
    pub(super) is_request: bool,
    /// Whether objects may leave out required fields, whose own examples complete them.
    pub(super) is_partial: bool,
    /// Whether the value is in an object with keys that are no fields, which a program can only read from JSON.
    pub(super) is_read: bool,
}

impl Examples<'_> {
    /// Reads an example of a body, or of a model. Unknown fields are only reported if all fields could be resolved.
    pub(super) fn fields(
        mut self,
        node: &Node,
        fields: &[Field],
        is_complete: bool,
    ) -> Option<Value> {
        let NodeKind::Map(entries) = &node.kind else {
            return self.mismatch(node, "a mapping");
        };
        let (rest, fields): (Vec<_>, Vec<_>) = fields.iter().partition(|field| field.is_rest);
        let rest = rest.first().and_then(|rest| match &rest.ty {
            Type::Map(item) => Some(&**item),
            Type::Scalar(_)
            | Type::Model(_)
            | Type::Mask(_)
            | Type::List(_)
            | Type::Nullable(_) => None,
        });
        let is_field = |key: &str| fields.iter().any(|field| field.name.wire() == key);
        self.is_read |= rest.is_some() && !entries.iter().all(|(key, _)| is_field(&key.value));
        let mut object = Map::new();
        for (key, value) in entries {
            let field = fields.iter().find(|field| field.name.wire() == key.value);
            if field.is_some_and(|field| !self.has_access(field)) {
                self.read_only(key);
                continue;
            }
            match field.map(|field| &field.ty).or(rest) {
                Some(ty) => {
                    if let Some(value) = self.entry(&key.value, value, field.copied(), ty) {
                        object.insert(key.value.clone(), value);
                    }
                }
                None if is_complete => {
                    let known = fields.iter().filter(|field| self.has_access(field));
                    self.unknown(key, entries, known.map(|field| field.name.wire()));
                }
                None => {}
            }
        }
        for field in fields.iter().filter(|field| field.constant.is_some()) {
            let constant = field.constant.as_ref().map(Constant::json);
            let wire = field.name.wire().to_owned();
            object.entry(wire).or_insert(constant.unwrap_or_default());
        }
        let required = fields.iter().filter(|field| {
            field.presence == Presence::Required
                && field.constant.is_none()
                && self.has_access(field)
        });
        for field in required.filter(|_| !self.is_partial) {
            let wire = field.name.wire();
            if !entries.iter().any(|(key, _)| key.value == wire) {
                let message = format!("the required field `{wire}` is missing in the example");
                let help = "add it to the example, or make the field optional with `?`";
                self.report(node, message, help);
            }
        }
        Some(Value::Object(object))
    }

    /// Reads the value of a key: that of a field, or of another entry.
    fn entry(self, key: &str, node: &Node, field: Option<&Field>, ty: &Type) -> Option<Value> {
        if field.is_some_and(|field| self.drops_null(field, node)) {
            let message = format!(
                "`null` of the optional field `{key}` counts as missing when this value is read, and its other keys can only be read"
            );
            self.report(node, message, "leave the field out");
        }
        let value = self.value(node, ty)?;
        self.check_constant(
            node,
            &value,
            field.and_then(|field| field.constant.as_ref()),
        );
        Some(value)
    }

    /// Returns `true` if a value is `null`, and is not kept.
    fn drops_null(self, field: &Field, node: &Node) -> bool {
        self.is_request
            && self.is_read
            && field.presence == Presence::Optional
            && matches!(
                (&field.ty, &node.kind),
                (Type::Scalar(Scalar::Json), NodeKind::Null)
            )
    }

    /// Reports a value of a constant that is another one.
    fn check_constant(self, node: &Node, value: &Value, constant: Option<&Constant>) {
        if let Some(constant) = constant.filter(|constant| constant.json() != *value) {
            let message = format!("the value is always `{constant}`");
            self.report(node, message, "correct it, or leave it out of the example");
        }
    }

    /// Returns `true` if the example may have a field.
    fn has_access(self, field: &Field) -> bool {
        match field.access {
            Access::ReadWrite => true,
            Access::ReadOnly => !self.is_request,
        }
    }

    /// Reads an example of a page.
    pub(super) fn page(self, node: &Node, pages: &Pages) -> Option<Value> {
        if !pages.items.is_empty() && !matches!(node.kind, NodeKind::Map(_)) {
            return self.mismatch(node, "a mapping");
        }
        let mut page = self.plain(node)?;
        let known = self.reporter.count();
        let items = pages
            .items
            .iter()
            .try_fold(node, |node, key| node.member(key));
        if let Some(items) = items {
            let typed = self.value(items, &Type::List(Box::new(pages.item.clone())))?;
            let place = pages
                .items
                .iter()
                .try_fold(&mut page, |value, key| value.get_mut(key));
            if let Some(place) = place {
                *place = typed;
            }
        }
        self.check_last(node, pages, &page)?;
        if let Some(envelope) = &pages.envelope {
            self.envelope(node, envelope, &mut page)?;
        }
        // A value that the envelope describes has been compared with its type.
        if self.reporter.count() == known {
            self.check_page_values(node, pages)?;
        }
        Some(page)
    }

    /// Reads an example of a model.
    pub(super) fn model(self, node: &Node, model: &ShapedModel) -> Option<Value> {
        match &model.shape {
            Shape::Struct(fields) => self.fields(node, fields, model.is_complete),
            Shape::Enum(values) if model.shape.is_integer_enum() => {
                self.number(node, values, model.is_complete)
            }
            Shape::Enum(values) if model.is_complete => {
                self.word(node, values.iter().map(|value| value.name.wire()))
            }
            Shape::Union(union) => self.union(node, union, model.is_complete),
            Shape::Enum(_) | Shape::Mask(_) => self.scalar(node, Scalar::String),
        }
    }

    /// Reads an example of a value.
    pub(super) fn value(self, node: &Node, ty: &Type) -> Option<Value> {
        match ty {
            Type::Scalar(scalar) => self.scalar(node, *scalar),
            Type::Model(id) => self.model(node, self.models.get(*id)),
            Type::Mask(id) => self.mask(node, *id),
            Type::Nullable(_) if matches!(node.kind, NodeKind::Null) => Some(Value::Null),
            Type::Nullable(ty) => self.value(node, ty),
            Type::List(item) => {
                let NodeKind::List(items) = &node.kind else {
                    return self.mismatch(node, "a list");
                };
                // All items are read, so that all problems are reported.
                let items = items.iter().map(|node| self.value(node, item));
                let items: Vec<_> = items.collect();
                let items: Option<Vec<_>> = items.into_iter().collect();
                items.map(Value::Array)
            }
            Type::Map(item) => {
                let NodeKind::Map(entries) = &node.kind else {
                    return self.mismatch(node, "a mapping");
                };
                let entries = entries
                    .iter()
                    .map(|(key, node)| Some((key.value.clone(), self.value(node, item)?)));
                let entries: Vec<_> = entries.collect();
                let entries: Option<Map<_, _>> = entries.into_iter().collect();
                entries.map(Value::Object)
            }
        }
    }

    /// Reads a node as JSON, without a type.
    fn plain(self, node: &Node) -> Option<Value> {
        plain(node).or_else(|| self.mismatch(node, "a JSON value"))
    }

    fn scalar(self, node: &Node, scalar: Scalar) -> Option<Value> {
        match scalar::scalar(node, scalar) {
            Ok(value) => Some(value),
            Err(expected) => self.mismatch(node, expected),
        }
    }

    fn word<'a>(self, node: &Node, words: impl Iterator<Item = &'a str>) -> Option<Value> {
        let NodeKind::Text(text) = &node.kind else {
            return self.mismatch(node, "a string");
        };
        let words: Vec<_> = words.collect();
        if !words.contains(&text.as_str()) {
            self.report(
                node,
                format!("unknown value `{text}`"),
                suggest(text, &words),
            );
        }
        Some(Value::String(text.clone()))
    }

    /// Reads an example of an enum of integers.
    fn number(self, node: &Node, values: &[EnumValue], is_complete: bool) -> Option<Value> {
        let NodeKind::Int(number) = &node.kind else {
            return self.mismatch(node, "an integer");
        };
        let known = values.iter().filter_map(|value| value.number);
        let known: Vec<_> = known.map(i128::from).collect();
        if is_complete && !known.contains(number) {
            let known = known.iter().map(i128::to_string).collect::<Vec<_>>();
            let help = format!("write one of {}", known.join(", "));
            self.report(node, format!("unknown value `{number}`"), help);
        }
        scalar::integer(*number)
    }

    /// Reads an example of a field mask: paths, joined by commas.
    fn mask(self, node: &Node, id: ModelId) -> Option<Value> {
        let NodeKind::Text(text) = &node.kind else {
            return self.mismatch(node, "a string");
        };
        let paths = self.masks.map_or(&[][..], |masks| masks.paths(id));
        let known: Vec<_> = paths.iter().map(|path| path.name.wire()).collect();
        for path in text.split(',').filter(|path| !known.contains(path)) {
            let message = format!("the field mask has no path `{path}`");
            self.report(node, message, suggest(path, &known));
        }
        Some(Value::String(text.clone()))
    }

    /// Reports a key that the type does not have. The remedy is one of the `known` keys that the example does not have yet.
    fn unknown<'a>(
        self,
        key: &Spanned<String>,
        entries: &[(Spanned<String>, Node)],
        known: impl Iterator<Item = &'a str>,
    ) {
        let message = format!("the type has no field `{}`", key.value);
        let is_used = |known: &str| entries.iter().any(|(key, _)| key.value == known);
        let free: Vec<_> = known.filter(|known| !is_used(known)).collect();
        let help = if free.is_empty() {
            "remove it: the example has all fields of the type".to_owned()
        } else {
            suggest(&key.value, &free)
        };
        let diagnostic = Diagnostic::at(Code::ExampleMismatch, key.span, message, help);
        self.reporter.report(diagnostic);
    }

    fn read_only(self, key: &Spanned<String>) {
        let message = format!(
            "the field `{}` is `read_only`, and is not sent in a request",
            key.value
        );
        let help = "remove it from the example";
        let diagnostic = Diagnostic::at(Code::ExampleMismatch, key.span, message, help);
        self.reporter.report(diagnostic);
    }

    fn mismatch(self, node: &Node, expected: &str) -> Option<Value> {
        let message = format!("the example does not match its type: expected {expected}");
        let help = match &node.kind {
            NodeKind::Null => format!("write {expected}, or leave an optional field out"),
            NodeKind::Bool(_) | NodeKind::Int(_) | NodeKind::Float(_)
                if expected.starts_with("a string") =>
            {
                "put the value in quotes".to_owned()
            }
            NodeKind::Bool(_)
            | NodeKind::Int(_)
            | NodeKind::Float(_)
            | NodeKind::Text(_)
            | NodeKind::List(_)
            | NodeKind::Map(_) => format!("write {expected}, or correct the type"),
        };
        self.report(node, message, help);
        None
    }

    pub(super) fn report(self, node: &Node, message: impl Into<String>, help: impl Into<String>) {
        let diagnostic = Diagnostic::at(Code::ExampleMismatch, node.span, message, help);
        self.reporter.report(diagnostic);
    }
}
