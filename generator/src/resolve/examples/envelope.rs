//! Examples of pages: their other fields, the values that lead to the next page, and the id of the last item.

use super::{Examples, scalar::plain};
use crate::{
    model::{CursorSource, ModelId, Next, Pages, Shape, Type},
    resolve::page_values::{self, PageValue},
    syntax::{Node, NodeKind},
};
use serde_json::Value;

impl Examples<'_> {
    /// Reads the fields of an envelope from an example of a page, which has other values besides. The values that are read
    /// replace those in `page`.
    pub(super) fn envelope(self, node: &Node, ty: &Type, page: &mut Value) -> Option<()> {
        let known = match ty {
            Type::Model(id) => self.known(node, *id),
            Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) => {
                node.clone()
            }
        };
        let read = self.value(&known, ty)?;
        overlay(page, read);
        Some(())
    }

    /// Reports a last item without an id, if it is the only thing that leads to the next page.
    pub(super) fn check_last(self, node: &Node, pages: &Pages, page: &Value) -> Option<()> {
        let Next::Cursor {
            source: CursorSource::LastItem(path),
            more: None,
            ..
        } = &pages.next
        else {
            return Some(());
        };
        let mut keys = pages.items.iter();
        let items = keys.try_fold(page, |value, key| value.get(key));
        let last = items
            .and_then(Value::as_array)
            .and_then(|items| items.last());
        let id = last.and_then(|last| path.iter().try_fold(last, |value, key| value.get(key)));
        if id
            .and_then(Value::as_str)
            .is_some_and(|id| id.trim().is_empty())
        {
            let message = "the id of the last item is empty, and leads to the next page";
            self.report(node, message.to_owned(), "write an id in the last item");
            return None;
        }
        Some(())
    }

    /// Reports values that lead to the next page, but are none that clients decode.
    pub(super) fn check_page_values(self, node: &Node, pages: &Pages) -> Option<()> {
        let mut is_right = true;
        for value in page_values::of(&pages.next) {
            let Some((found, preposition, expected)) = misfit(node, &value) else {
                continue;
            };
            let PageValue { key, path, .. } = value;
            let path = path.join(".");
            let message = format!(
                "the path `{path}` of `{key}` leads {preposition} this value, which must be {expected}"
            );
            let help = format!("write {expected}, or correct the path in `{key}:`");
            self.report(found, message, help);
            is_right = false;
        }
        is_right.then_some(())
    }

    /// Returns an object with the fields of a struct only.
    fn known(self, node: &Node, id: ModelId) -> Node {
        let (NodeKind::Map(entries), Shape::Struct(fields)) = (&node.kind, self.models.shape(id))
        else {
            return node.clone();
        };
        if fields.iter().any(|field| field.is_rest) {
            return node.clone();
        }
        let entries = entries.iter().filter_map(|(key, value)| {
            let field = fields.iter().find(|field| field.name.wire() == key.value)?;
            let ty = match &field.ty {
                Type::Nullable(inner) => inner,
                ty => ty,
            };
            let value = match ty {
                Type::Model(inner) => self.known(value, *inner),
                Type::Scalar(_)
                | Type::Mask(_)
                | Type::List(_)
                | Type::Map(_)
                | Type::Nullable(_) => value.clone(),
            };
            Some((key.clone(), value))
        });
        Node {
            kind: NodeKind::Map(entries.collect()),
            ..node.clone()
        }
    }
}

/// Returns the value to or into which a path leads, that preposition, and what the value should be; `None` if it is that, or
/// is missing.
fn misfit<'a>(
    page: &'a Node,
    value: &PageValue<'_>,
) -> Option<(&'a Node, &'static str, &'static str)> {
    let mut node = page;
    for key in value.path {
        match &node.kind {
            NodeKind::Null => return None,
            NodeKind::Map(_) => node = node.member(key)?,
            NodeKind::Bool(_)
            | NodeKind::Int(_)
            | NodeKind::Float(_)
            | NodeKind::Text(_)
            | NodeKind::List(_) => return Some((node, "into", "a mapping")),
        }
    }
    let json = plain(node)?;
    (!value.kind.decodes(&json)).then(|| (node, "to", value.kind.json()))
}

/// Replaces the values of an object that another has as well.
fn overlay(object: &mut Value, other: Value) {
    match (object, other) {
        (Value::Object(object), Value::Object(other)) => {
            for (key, value) in other {
                overlay(object.entry(key).or_insert(Value::Null), value);
            }
        }
        (place, other) => *place = other,
    }
}
