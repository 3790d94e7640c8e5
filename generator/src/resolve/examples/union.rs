//! Examples of unions.

use super::{Examples, member};
use crate::{
    model::{Content, Union},
    syntax::{Node, NodeKind},
};
use serde_json::{Map, Value};

impl Examples<'_> {
    /// Reads an example of a union. The tag selects the variant. Unknown tags are only reported if all variants could be
    /// resolved.
    pub(super) fn union(self, node: &Node, union: &Union, is_complete: bool) -> Option<Value> {
        let NodeKind::Map(entries) = &node.kind else {
            return self.mismatch(node, "a mapping");
        };
        let Some(tag_node) = member(node, &union.tag) else {
            let message = format!("the tag `{}` is missing in the example", union.tag);
            self.report(node, message, "add it, with the tag of a variant");
            return None;
        };
        let NodeKind::Text(tag) = &tag_node.kind else {
            return self.mismatch(tag_node, "a string");
        };
        let variants = union.variants.iter();
        let Some(variant) = variants.clone().find(|variant| variant.name.wire() == tag) else {
            if is_complete {
                self.word(tag_node, variants.map(|variant| variant.name.wire()));
            }
            return None;
        };
        let mut object = Map::new();
        object.insert(union.tag.clone(), Value::String(tag.clone()));
        let is_tag = |key: &str| key == union.tag;
        match &variant.content {
            Content::Nothing => self.only(node, &[&union.tag]),
            Content::Empty(key) => {
                self.only(node, &[&union.tag, key]);
                object.insert(key.clone(), self.empty(node, tag, key)?);
            }
            Content::Keyed(key, ty) => {
                self.only(node, &[&union.tag, key]);
                let Some(content) = member(node, key) else {
                    return self.missing(node, tag, key);
                };
                object.insert(key.clone(), self.value(content, ty)?);
            }
            Content::Flat(id) => {
                let model = self.models.get(*id);
                let fields = entries.iter().filter(|(key, _)| !is_tag(key));
                let node_of_fields = Node {
                    kind: NodeKind::Map(fields.cloned().collect()),
                    span: node.span,
                };
                let fields = model.shape.fields();
                match self.fields(&node_of_fields, fields, model.is_complete)? {
                    Value::Object(fields) => object.extend(fields),
                    Value::Null
                    | Value::Bool(_)
                    | Value::Number(_)
                    | Value::String(_)
                    | Value::Array(_) => {}
                }
            }
        }
        Some(Value::Object(object))
    }

    /// Reads the empty object of a variant.
    fn empty(self, node: &Node, tag: &str, key: &str) -> Option<Value> {
        let Some(content) = member(node, key) else {
            return self.missing(node, tag, key);
        };
        match &content.kind {
            NodeKind::Map(entries) if entries.is_empty() => Some(Value::Object(Map::new())),
            NodeKind::Map(_)
            | NodeKind::Null
            | NodeKind::Bool(_)
            | NodeKind::Int(_)
            | NodeKind::Float(_)
            | NodeKind::Text(_)
            | NodeKind::List(_) => self.mismatch(content, "`{}`"),
        }
    }

    fn missing(self, node: &Node, tag: &str, key: &str) -> Option<Value> {
        let message = format!("the value of the variant `{tag}` is missing in the example");
        self.report(node, message, format!("add it under the key `{key}`"));
        None
    }

    /// Reports keys that the variant does not have.
    fn only(self, node: &Node, known: &[&str]) {
        let NodeKind::Map(entries) = &node.kind else {
            return;
        };
        for (key, _) in entries {
            if !known.contains(&key.value.as_str()) {
                self.unknown(key, entries, known.iter().copied());
            }
        }
    }
}
