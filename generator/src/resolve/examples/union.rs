//! Examples of unions.

use super::Examples;
use crate::{
    model::{Content, ModelId, Tag, Union},
    syntax::{Node, NodeKind, suggest},
};
use serde_json::{Map, Value};

impl Examples<'_> {
    /// Reads an example of a union. The tag or the form selects the variant. Unknown tags are only reported if all variants could be
    /// resolved.
    pub(super) fn union(self, node: &Node, union: &Union, is_complete: bool) -> Option<Value> {
        match union.tag() {
            Some(tag) => self.tagged(node, union, tag, is_complete),
            None => self.one_of(node, union, is_complete),
        }
    }

    /// Reads an example of a union without a tag.
    fn one_of(self, node: &Node, union: &Union, is_complete: bool) -> Option<Value> {
        let value = self.plain(node)?;
        let Some(variant) = union.variant_of(&value) else {
            if is_complete {
                let names = union.variants.iter().map(|variant| variant.name.wire());
                let names = names.collect::<Vec<_>>().join("`, `");
                let message = "the example has the form of no variant";
                self.report(node, message, format!("write a value of one of `{names}`"));
            }
            return None;
        };
        match &variant.content {
            Content::Whole(ty) => self.value(node, ty),
            Content::Nothing | Content::Empty(_) | Content::Keyed(..) | Content::Flat(_) => None,
        }
    }

    fn tagged(self, node: &Node, union: &Union, tag: &Tag, is_complete: bool) -> Option<Value> {
        if !matches!(&node.kind, NodeKind::Map(_)) {
            return self.mismatch(node, "a mapping");
        }
        let keys = tag.path.iter();
        let Some(tag_node) = keys.clone().try_fold(node, |node, key| node.member(key)) else {
            let message = format!("the tag `{}` is missing in the example", tag.dotted());
            self.report(node, message, "add it, with the tag of a variant");
            return None;
        };
        let word = match &tag_node.kind {
            NodeKind::Text(text) if !tag.is_integer => text.clone(),
            NodeKind::Int(number) if tag.is_integer => number.to_string(),
            _ if tag.is_integer => return self.mismatch(tag_node, "an integer"),
            _ => return self.mismatch(tag_node, "a string"),
        };
        let variants = union.variants.iter();
        let Some(variant) = variants.clone().find(|variant| variant.name.wire() == word) else {
            if is_complete {
                let words: Vec<_> = variants.map(|variant| variant.name.wire()).collect();
                self.report(
                    tag_node,
                    format!("unknown value `{word}`"),
                    suggest(&word, &words),
                );
            }
            return None;
        };
        let mut object = Map::new();
        object.insert(tag.head().to_owned(), tag.value(&word));
        match &variant.content {
            Content::Nothing => self.only(node, &[tag.head()]),
            Content::Empty(key) => {
                self.only(node, &[tag.head(), key]);
                object.insert(key.clone(), self.empty(node, &word, key)?);
            }
            Content::Keyed(key, ty) => {
                self.only(node, &[tag.head(), key]);
                let Some(content) = node.member(key) else {
                    return self.missing(node, &word, key);
                };
                object.insert(key.clone(), self.value(content, ty)?);
            }
            Content::Flat(id) => object.extend(self.beside(node, tag, *id)?),
            Content::Whole(ty) => return self.value(node, ty),
        }
        Some(Value::Object(object))
    }

    /// Reads the fields beside the tag.
    fn beside(self, node: &Node, tag: &Tag, id: ModelId) -> Option<Map<String, Value>> {
        let model = self.models.get(id);
        let entries = match &node.kind {
            NodeKind::Map(entries) => entries.as_slice(),
            _ => &[],
        };
        let fields = entries.iter().filter(|(key, _)| key.value != tag.head());
        let node = Node {
            kind: NodeKind::Map(fields.cloned().collect()),
            span: node.span,
        };
        match self.fields(&node, model.shape.fields(), model.is_complete)? {
            Value::Object(fields) => Some(fields),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_) => None,
        }
    }

    /// Reads the empty object of a variant.
    fn empty(self, node: &Node, tag: &str, key: &str) -> Option<Value> {
        let Some(content) = node.member(key) else {
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
