//! Lines of elements.

use super::element::{ElementSite, SiteKey};
use crate::{
    source::{SourceFile, Sources},
    syntax::{self, Node, NodeKind},
};
use serde::Serialize;
use std::{collections::BTreeMap, fmt};

/// File and line of an element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangePlace {
    /// Path for messages.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
}

impl fmt::Display for ChangePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// The YAML of a description, in which sites are looked up.
pub(super) struct Places<'a> {
    /// Files by their names, with their content.
    files: BTreeMap<&'a str, (&'a SourceFile, Option<Node>)>,
}

impl<'a> Places<'a> {
    /// Parses the files. They have no problems, because the description was resolved.
    pub(super) fn new(sources: &'a Sources) -> Self {
        let ids = sources.api.iter().chain(&sources.shared);
        let ids = ids.chain(&sources.resources);
        let files = ids.map(|id| {
            let file = sources.file(*id);
            let (node, _) = syntax::parse(*id, &file.text);
            (file.name.as_str(), (file, node))
        });
        Self {
            files: files.collect(),
        }
    }

    /// Returns the place of the last key of a site that the file has. The others were derived, such as the parameters that
    /// methods share.
    pub(super) fn find(&self, site: &ElementSite) -> Option<ChangePlace> {
        let (file, node) = self.files.get(site.file.as_str())?;
        let mut start = 0;
        let mut node = node.as_ref();
        for key in &site.keys {
            let Some((found, value)) = node.and_then(|node| entry(node, key)) else {
                break;
            };
            start = found;
            node = Some(value);
        }
        let before = file.text.get(..start).unwrap_or_default();
        Some(ChangePlace {
            file: file.path.clone(),
            line: before.matches('\n').count() + 1,
        })
    }
}

/// Returns the start of an entry, and its value.
fn entry<'a>(node: &'a Node, key: &SiteKey) -> Option<(usize, &'a Node)> {
    match &node.kind {
        NodeKind::Map(entries) => {
            let found = entries.iter().find(|(word, value)| is(key, word, value));
            found.map(|(word, value)| (word.span.start as usize, value))
        }
        NodeKind::List(items) => {
            let mut items = items.iter();
            let found = items.find(|item| item.text().is_some_and(|text| names(key, text)));
            found.map(|item| (item.span.start as usize, item))
        }
        NodeKind::Null
        | NodeKind::Bool(_)
        | NodeKind::Int(_)
        | NodeKind::Float(_)
        | NodeKind::Text(_) => None,
    }
}

/// Returns `true` if an entry is that of a key: by its own key, or by the name that it gives.
fn is(key: &SiteKey, word: &str, value: &Node) -> bool {
    let given = |name: &str| value.member(name).and_then(Node::text);
    match (given("rust"), given("wire")) {
        (Some(rust), _) => rust == key.rust,
        (None, Some(wire)) => wire == key.wire,
        (None, None) => names(key, word),
    }
}

/// Returns `true` if a word of the description is the name: on the wire, or in another casing in Rust.
fn names(key: &SiteKey, word: &str) -> bool {
    let word = word.trim_end_matches('?');
    word == key.wire || letters(word) == letters(&key.rust)
}

fn letters(word: &str) -> String {
    let letters = word.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
