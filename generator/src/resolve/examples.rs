//! Documented examples, which are compared with their types.

mod scalar;

use super::{
    reporter::Reporter,
    shaped::{ShapedModel, ShapedModels},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Content, Field, Pages, Presence, Shape, Type, Union},
    scalars::Scalar,
    source::Spanned,
    syntax::{Node, NodeKind, suggest},
};
use scalar::plain;
use serde_json::{Map, Value};

/// Reader of examples.
#[derive(Clone, Copy)]
pub(super) struct Examples<'a> {
    pub(super) reporter: &'a Reporter,
    pub(super) models: &'a ShapedModels,
}

impl Examples<'_> {
    /// Reads an example of a body, or of a model. Unknown fields are only reported if all fields could be resolved.
    pub(super) fn fields(self, node: &Node, fields: &[Field], is_complete: bool) -> Option<Value> {
        let NodeKind::Map(entries) = &node.kind else {
            return self.mismatch(node, "a mapping");
        };
        let (rest, fields): (Vec<_>, Vec<_>) = fields.iter().partition(|field| field.is_rest);
        let rest = rest.first().and_then(|rest| match &rest.ty {
            Type::Map(item) => Some(&**item),
            Type::Scalar(_) | Type::Model(_) | Type::Mask(_) | Type::List(_) => None,
        });
        let mut object = Map::new();
        for (key, value) in entries {
            let field = fields.iter().find(|field| field.name.wire() == key.value);
            match field.map(|field| &field.ty).or(rest) {
                Some(ty) => {
                    if let Some(value) = self.value(value, ty) {
                        object.insert(key.value.clone(), value);
                    }
                }
                None if is_complete => self.unknown(key, &fields),
                None => {}
            }
        }
        for field in fields
            .iter()
            .filter(|field| field.presence == Presence::Required)
        {
            if !entries
                .iter()
                .any(|(key, _)| key.value == field.name.wire())
            {
                let message = format!(
                    "the required field `{}` is missing in the example",
                    field.name.wire()
                );
                self.reporter.report(Diagnostic::at(
                    Code::ExampleMismatch,
                    node.span,
                    message,
                    "add it to the example, or make the field optional with `?`",
                ));
            }
        }
        Some(Value::Object(object))
    }

    /// Reads an example of a page.
    pub(super) fn page(self, node: &Node, pages: &Pages) -> Option<Value> {
        if !pages.items.is_empty() && !matches!(node.kind, NodeKind::Map(_)) {
            return self.mismatch(node, "a mapping");
        }
        let mut found = Some(node);
        for key in &pages.items {
            found = found.and_then(|node| member(node, key));
        }
        if let Some(items) = found {
            self.value(items, &Type::List(Box::new(pages.item.clone())))?;
        }
        self.plain(node)
    }

    /// Reads an example of a union. The tag selects the variant.
    fn union(self, node: &Node, union: &Union) -> Option<Value> {
        let NodeKind::Map(entries) = &node.kind else {
            return self.mismatch(node, "a mapping");
        };
        let tag = match member(node, &union.tag).map(|tag| (tag, &tag.kind)) {
            None => return self.plain(node),
            Some((_, NodeKind::Text(tag))) => tag,
            Some((tag, _)) => return self.mismatch(tag, "a string"),
        };
        let variants = union.variants.iter();
        let Some(variant) = variants.clone().find(|variant| variant.name.wire() == tag) else {
            let known = variants.map(|variant| variant.name.wire());
            let place = member(node, &union.tag).unwrap_or(node);
            return self.word(place, known);
        };
        let is_tag = |(key, _): &&(Spanned<String>, Node)| key.value == union.tag;
        match &variant.content {
            Content::Nothing | Content::Empty(_) => {}
            Content::Keyed(key, ty) => {
                if let Some(value) = member(node, key) {
                    self.value(value, ty)?;
                }
            }
            Content::Flat(id) => {
                let fields = self.models.shape(*id).fields();
                let fields_of_variant = entries.iter().filter(|entry| !is_tag(entry)).cloned();
                let node_of_fields = Node {
                    kind: NodeKind::Map(fields_of_variant.collect()),
                    span: node.span,
                };
                self.fields(&node_of_fields, fields, self.models.get(*id).is_complete)?;
            }
        }
        self.plain(node)
    }

    fn model(self, node: &Node, model: &ShapedModel) -> Option<Value> {
        match &model.shape {
            Shape::Struct(fields) => self.fields(node, fields, model.is_complete),
            Shape::Enum(values) if model.is_complete => {
                self.word(node, values.iter().map(|value| value.name.wire()))
            }
            Shape::Union(union) => self.union(node, union),
            Shape::Enum(_) | Shape::Mask(_) => self.scalar(node, Scalar::String),
        }
    }

    /// Reads an example of a value.
    pub(super) fn value(self, node: &Node, ty: &Type) -> Option<Value> {
        match ty {
            Type::Scalar(scalar) => self.scalar(node, *scalar),
            Type::Model(id) => self.model(node, self.models.get(*id)),
            Type::Mask(_) => self.scalar(node, Scalar::String),
            Type::List(item) => {
                let NodeKind::List(items) = &node.kind else {
                    return self.mismatch(node, "a list");
                };
                items
                    .iter()
                    .map(|node| self.value(node, item))
                    .collect::<Option<Vec<_>>>()
                    .map(Value::Array)
            }
            Type::Map(item) => {
                let NodeKind::Map(entries) = &node.kind else {
                    return self.mismatch(node, "a mapping");
                };
                let entries = entries
                    .iter()
                    .map(|(key, node)| Some((key.value.clone(), self.value(node, item)?)));
                entries.collect::<Option<Map<_, _>>>().map(Value::Object)
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
            let message = format!("unknown value `{text}`");
            self.reporter.report(Diagnostic::at(
                Code::ExampleMismatch,
                node.span,
                message,
                suggest(text, &words),
            ));
        }
        Some(Value::String(text.clone()))
    }

    fn unknown(self, key: &Spanned<String>, fields: &[&Field]) {
        let known: Vec<_> = fields.iter().map(|field| field.name.wire()).collect();
        let message = format!("the type has no field `{}`", key.value);
        let help = suggest(&key.value, &known);
        self.reporter.report(Diagnostic::at(
            Code::ExampleMismatch,
            key.span,
            message,
            help,
        ));
    }

    fn mismatch(self, node: &Node, expected: &str) -> Option<Value> {
        let message = format!("the example does not match its type: expected {expected}");
        self.reporter.report(Diagnostic::at(
            Code::ExampleMismatch,
            node.span,
            message,
            "correct the example or the type",
        ));
        None
    }
}

/// Returns the value of a key of a mapping.
pub(super) fn member<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let NodeKind::Map(entries) = &node.kind else {
        return None;
    };
    let found = entries.iter().find(|(found, _)| found.value == key);
    found.map(|(_, node)| node)
}
