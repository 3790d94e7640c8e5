//! Documented examples: YAML or JSON in the description, held against the types that they are examples of.

use super::Context;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Content, Field, Pages, Presence, Shape, Type, Union},
    source::Spanned,
    syntax::{Kind, Node, suggest},
};
use serde_json::{Map, Value};

impl Context {
    /// An example of a body, or of a model. Where not all of the fields could be resolved, a field that is not
    /// among them may be one of the others.
    pub(super) fn example_fields(
        &mut self,
        node: &Node,
        fields: &[Field],
        is_complete: bool,
    ) -> Option<Value> {
        let Kind::Map(entries) = &node.kind else {
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
                    if let Some(value) = self.example_value(value, ty) {
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
                let message = format!("the example lacks the required `{}`", field.name.wire());
                self.report(Diagnostic::at(
                    Code::ExampleMismatch,
                    node.span,
                    message,
                    "add it, or make the field optional with `?`",
                ));
            }
        }
        Some(Value::Object(object))
    }

    /// An example of a page.
    pub(super) fn example_page(&mut self, node: &Node, pages: &Pages) -> Option<Value> {
        if !pages.items.is_empty() && !matches!(node.kind, Kind::Map(_)) {
            return self.mismatch(node, "a mapping");
        }
        let mut found = Some(node);
        for key in &pages.items {
            found = found.and_then(|node| member(node, key));
        }
        if let Some(items) = found {
            self.example_value(items, &Type::List(Box::new(pages.item.clone())))?;
        }
        plain(node).or_else(|| self.mismatch(node, "plain JSON"))
    }

    /// An example of a union: its tag says of which variant.
    fn example_union(&mut self, node: &Node, union: &Union) -> Option<Value> {
        let Kind::Map(entries) = &node.kind else {
            return self.mismatch(node, "a mapping");
        };
        let tag = match member(node, &union.tag).map(|tag| (tag, &tag.kind)) {
            None => return plain(node).or_else(|| self.mismatch(node, "plain JSON")),
            Some((_, Kind::Text(tag))) => tag,
            Some((tag, _)) => return self.mismatch(tag, "a text"),
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
                    self.example_value(value, ty)?;
                }
            }
            Content::Flat(id) => {
                let fields = self.models[id.0].shape.fields().to_vec();
                let beside = entries.iter().filter(|entry| !is_tag(entry)).cloned();
                let beside = Node {
                    kind: Kind::Map(beside.collect()),
                    span: node.span,
                };
                self.example_fields(&beside, &fields, !self.incomplete.contains(id))?;
            }
        }
        plain(node).or_else(|| self.mismatch(node, "plain JSON"))
    }

    /// An example of a value.
    pub(super) fn example_value(&mut self, node: &Node, ty: &Type) -> Option<Value> {
        match ty {
            Type::Scalar(scalar) => self.scalar(node, scalar.word),
            Type::Model(id) => match self.models[id.0].shape.clone() {
                Shape::Struct(fields) => {
                    let is_complete = !self.incomplete.contains(id);
                    self.example_fields(node, &fields, is_complete)
                }
                Shape::Enum(_) if self.incomplete.contains(id) => self.scalar(node, "string"),
                Shape::Enum(values) => {
                    self.word(node, values.iter().map(|value| value.name.wire()))
                }
                Shape::Union(union) => self.example_union(node, &union),
                Shape::Mask(_) => self.scalar(node, "string"),
            },
            Type::Mask(_) => self.scalar(node, "string"),
            Type::List(item) => {
                let Kind::List(items) = &node.kind else {
                    return self.mismatch(node, "a list");
                };
                items
                    .iter()
                    .map(|node| self.example_value(node, item))
                    .collect::<Option<Vec<_>>>()
                    .map(Value::Array)
            }
            Type::Map(item) => {
                let Kind::Map(entries) = &node.kind else {
                    return self.mismatch(node, "a mapping");
                };
                let entries = entries
                    .iter()
                    .map(|(key, node)| Some((key.value.clone(), self.example_value(node, item)?)));
                entries.collect::<Option<Map<_, _>>>().map(Value::Object)
            }
        }
    }

    fn scalar(&mut self, node: &Node, word: &str) -> Option<Value> {
        match (word, &node.kind) {
            ("json", _) => plain(node).or_else(|| self.mismatch(node, "plain JSON")),
            ("bool", Kind::Bool(value)) => Some(Value::Bool(*value)),
            ("int32", Kind::Int(value)) if i32::try_from(*value).is_ok() => {
                Some(Value::from(*value))
            }
            ("int64", Kind::Int(value)) => Some(Value::from(*value)),
            // The crate writes it with a point, and JSON tells the two apart.
            ("float", Kind::Int(value)) => value.to_string().parse::<f64>().ok().map(Value::from),
            ("float", Kind::Float(value)) if value.is_finite() => Some(Value::from(*value)),
            ("datetime", Kind::Text(text)) if !is_datetime(text) => {
                self.mismatch(node, "an RFC 3339 date-time")
            }
            ("int64_text", Kind::Text(text)) if text.parse::<i64>().is_err() => {
                self.mismatch(node, "a whole number as a text")
            }
            ("duration", Kind::Text(text)) if !text.ends_with('s') => {
                self.mismatch(node, "seconds, such as `1.5s`")
            }
            (
                "string" | "secret" | "datetime" | "bytes" | "int64_text" | "duration",
                Kind::Text(text),
            ) => Some(Value::String(text.clone())),
            ("bool", _) => self.mismatch(node, "`true` or `false`"),
            ("int32" | "int64", _) => self.mismatch(node, "a whole number"),
            ("float", _) => self.mismatch(node, "a number"),
            (_, _) => self.mismatch(node, "a text"),
        }
    }

    fn word<'a>(&mut self, node: &Node, words: impl Iterator<Item = &'a str>) -> Option<Value> {
        let Kind::Text(text) = &node.kind else {
            return self.mismatch(node, "a text");
        };
        let words: Vec<_> = words.collect();
        if !words.contains(&text.as_str()) {
            let message = format!("unknown value `{text}`");
            self.report(Diagnostic::at(
                Code::ExampleMismatch,
                node.span,
                message,
                suggest(text, &words),
            ));
        }
        Some(Value::String(text.clone()))
    }

    fn unknown(&mut self, key: &Spanned<String>, fields: &[&Field]) {
        let known: Vec<_> = fields.iter().map(|field| field.name.wire()).collect();
        let message = format!("unknown field `{}`", key.value);
        let help = suggest(&key.value, &known);
        self.report(Diagnostic::at(
            Code::ExampleMismatch,
            key.span,
            message,
            help,
        ));
    }

    fn mismatch(&mut self, node: &Node, expected: &str) -> Option<Value> {
        let message = format!("the example does not fit: {expected} is due here");
        self.report(Diagnostic::at(
            Code::ExampleMismatch,
            node.span,
            message,
            "mend the example, or the type that it is an example of",
        ));
        None
    }
}

/// What stands under a key of a mapping.
fn member<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let Kind::Map(entries) = &node.kind else {
        return None;
    };
    let found = entries.iter().find(|(found, _)| found.value == key);
    found.map(|(_, node)| node)
}

/// The node as JSON, whatever it is. `None` where JSON has no such number.
fn plain(node: &Node) -> Option<Value> {
    match &node.kind {
        Kind::Null => Some(Value::Null),
        Kind::Bool(value) => Some(Value::Bool(*value)),
        Kind::Int(value) => Some(Value::from(*value)),
        Kind::Float(value) => serde_json::Number::from_f64(*value).map(Value::Number),
        Kind::Text(text) => Some(Value::String(text.clone())),
        Kind::List(items) => items
            .iter()
            .map(plain)
            .collect::<Option<Vec<_>>>()
            .map(Value::Array),
        Kind::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| Some((key.value.clone(), plain(value)?)));
            entries.collect::<Option<Map<_, _>>>().map(Value::Object)
        }
    }
}

/// Whether a text has the form of RFC 3339. The days of months are the runtime's business.
fn is_datetime(text: &str) -> bool {
    let pattern = "0000-00-00T00:00:00";
    let (Some(head), Some(tail)) = (text.get(..pattern.len()), text.get(pattern.len()..)) else {
        return false;
    };
    let head_fits = head
        .bytes()
        .zip(pattern.bytes())
        .all(|(found, due)| match due {
            b'0' => found.is_ascii_digit(),
            due => found == due,
        });
    let zone = tail.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let zone_fits = match zone.as_bytes() {
        b"Z" => true,
        [b'+' | b'-', a, b, b':', c, d] => [a, b, c, d].into_iter().all(u8::is_ascii_digit),
        _ => false,
    };
    head_fits && zone_fits
}
