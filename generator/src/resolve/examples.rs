//! Documented examples: YAML or JSON in the description, held against the types that they are examples of.

use super::Context;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Content, Field, Pages, Presence, Shape, Type, Union},
    scalars::Scalar,
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
            Type::Scalar(scalar) => self.scalar(node, *scalar),
            Type::Model(id) => match self.models[id.0].shape.clone() {
                Shape::Struct(fields) => {
                    let is_complete = !self.incomplete.contains(id);
                    self.example_fields(node, &fields, is_complete)
                }
                Shape::Enum(_) if self.incomplete.contains(id) => self.scalar(node, Scalar::String),
                Shape::Enum(values) => {
                    self.word(node, values.iter().map(|value| value.name.wire()))
                }
                Shape::Union(union) => self.example_union(node, &union),
                Shape::Mask(_) => self.scalar(node, Scalar::String),
            },
            Type::Mask(_) => self.scalar(node, Scalar::String),
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

    fn scalar(&mut self, node: &Node, scalar: Scalar) -> Option<Value> {
        let fitting = match scalar {
            Scalar::Json => plain(node).ok_or("plain JSON"),
            Scalar::Bool => boolean(node),
            Scalar::Int32 => whole_number(node, |number| i32::try_from(number).is_ok()),
            Scalar::Int64 => whole_number(node, |_| true),
            Scalar::Float => number(node),
            Scalar::DateTime => text(node, "an RFC 3339 date-time", is_datetime),
            Scalar::Int64Text => text(node, "a whole number as a text", is_int64),
            Scalar::Duration => text(node, "seconds, such as `1.5s`", |text| text.ends_with('s')),
            Scalar::String | Scalar::Secret | Scalar::Bytes => text(node, "a text", |_| true),
            // It stands in no body, so that the description is wrong already.
            Scalar::LabelFilter => Err("a text"),
        };
        match fitting {
            Ok(value) => Some(value),
            Err(expected) => self.mismatch(node, expected),
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

/// Returns the boolean of a node, or the description of what should stand there.
fn boolean(node: &Node) -> Result<Value, &'static str> {
    match node.kind {
        Kind::Bool(value) => Ok(Value::Bool(value)),
        Kind::Null
        | Kind::Int(_)
        | Kind::Float(_)
        | Kind::Text(_)
        | Kind::List(_)
        | Kind::Map(_) => Err("`true` or `false`"),
    }
}

/// Returns the whole number of a node if it is in range.
fn whole_number(node: &Node, is_in_range: fn(i64) -> bool) -> Result<Value, &'static str> {
    match node.kind {
        Kind::Int(value) if is_in_range(value) => Ok(Value::from(value)),
        Kind::Null
        | Kind::Bool(_)
        | Kind::Int(_)
        | Kind::Float(_)
        | Kind::Text(_)
        | Kind::List(_)
        | Kind::Map(_) => Err("a whole number"),
    }
}

/// Returns the number of a node, always as a floating-point number: the emitted crate writes it with a point, and JSON
/// distinguishes the two.
fn number(node: &Node) -> Result<Value, &'static str> {
    const DUE: &str = "a number";
    match node.kind {
        Kind::Int(value) => value
            .to_string()
            .parse::<f64>()
            .map(Value::from)
            .map_err(|_| DUE),
        Kind::Float(value) if value.is_finite() => Ok(Value::from(value)),
        Kind::Null
        | Kind::Bool(_)
        | Kind::Float(_)
        | Kind::Text(_)
        | Kind::List(_)
        | Kind::Map(_) => Err(DUE),
    }
}

/// Returns the text of a node if it has the format of its type; otherwise `format` describes what should stand there.
fn text(
    node: &Node,
    format: &'static str,
    has_format: fn(&str) -> bool,
) -> Result<Value, &'static str> {
    match &node.kind {
        Kind::Text(text) if has_format(text) => Ok(Value::String(text.clone())),
        Kind::Text(_) => Err(format),
        Kind::Null
        | Kind::Bool(_)
        | Kind::Int(_)
        | Kind::Float(_)
        | Kind::List(_)
        | Kind::Map(_) => Err("a text"),
    }
}

fn is_int64(text: &str) -> bool {
    text.parse::<i64>().is_ok()
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
