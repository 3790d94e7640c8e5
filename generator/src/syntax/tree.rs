//! Located tree: the YAML of a file with its spans, not yet interpreted.

use super::problem::{Problem, ProblemKind};
use crate::source::{FileId, Span, Spanned};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use std::{fmt, marker::PhantomData};

/// Value with its place in the file.
#[derive(Clone, Debug)]
pub struct Node {
    /// Place. A block mapping or list has the place of its key.
    pub span: Span,
    /// The value.
    pub kind: NodeKind,
}

impl Node {
    /// Returns the value of a key; `None` if there is none, or if this is no mapping.
    pub(crate) fn member(&self, key: &str) -> Option<&Self> {
        let NodeKind::Map(entries) = &self.kind else {
            return None;
        };
        let found = entries.iter().find(|(found, _)| found.value == key);
        found.map(|(_, value)| value)
    }

    /// Returns the text, if it is one.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Text(text) => Some(text),
            NodeKind::Null
            | NodeKind::Bool(_)
            | NodeKind::Int(_)
            | NodeKind::Float(_)
            | NodeKind::List(_)
            | NodeKind::Map(_) => None,
        }
    }
}

/// Value of YAML. `N` is the type of items, and `K` the type of keys.
#[derive(Clone, Debug)]
pub enum NodeKind<N = Node, K = Spanned<String>> {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Int(i128),
    /// Any other number.
    Float(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<N>),
    /// A mapping, in the order of the file.
    Map(Vec<(K, N)>),
}

impl NodeKind {
    /// Returns a description for messages.
    pub(crate) fn describe(&self) -> String {
        match self {
            Self::Null => "nothing".to_owned(),
            Self::Bool(value) => format!("the boolean `{value}`"),
            Self::Int(value) => format!("the number `{value}`"),
            Self::Float(value) => format!("the number `{value}`"),
            Self::Text(value) if value.len() > 40 => "a string".to_owned(),
            Self::Text(value) => format!("the string `{value}`"),
            Self::List(_) => "a list".to_owned(),
            Self::Map(_) => "a mapping".to_owned(),
        }
    }
}

/// Deserializes a value that may be left out. `null` is a value, too.
pub(super) fn present<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Node>, D::Error> {
    // A missing key has a placeholder.
    let node = Node::deserialize(deserializer)?;
    Ok(Some(node).filter(|node| !node.span.is_nowhere()))
}

/// Maximum depth of a description. Each level takes up to 45 KB of the stack in a debug build, and threads may have 2 MB.
const MAX_DEPTH: usize = 32;

/// Parses the document of a file.
pub(super) fn parse(file: FileId, text: &str) -> Result<Node, Problem> {
    let budget = serde_yaml::budget! { max_depth: MAX_DEPTH };
    let options =
        serde_yaml::options! { strict_booleans: true, with_snippet: false, budget: budget };
    serde_yaml::from_str_with_options::<RawNode>(text, options)
        .map(|raw| raw.locate(file, None))
        .map_err(|error| problem(file, text, &error))
}

/// Converts an error of the YAML library.
fn problem(file: FileId, text: &str, error: &serde_yaml::Error) -> Problem {
    let start = error
        .location()
        .map_or(0, |location| start_of(text, location));
    let span = match error.location() {
        Some(location) if location.span().byte_offset().is_some() => span_of(file, location),
        Some(_) | None => Span {
            file,
            start,
            end: start,
        },
    };
    let before = text.get(..span.start as usize).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let error = error.without_snippet();
    let (kind, message, help) = if line.trim_start_matches(' ').starts_with('\t') {
        (
            ProblemKind::Tab,
            first_line(error),
            "indent with spaces: YAML does not allow tabs here",
        )
    } else {
        explain(error)
    };
    Problem {
        kind,
        span: Some(span),
        message,
        label: String::new(),
        help: help.to_owned(),
    }
}

/// Returns the kind of an error of the YAML library, its message and the remedy.
fn explain(error: &serde_yaml::Error) -> (ProblemKind, String, &'static str) {
    use serde_yaml::Error;
    match error {
        Error::MultipleDocuments { .. } => (
            ProblemKind::Documents,
            "a second YAML document starts here".to_owned(),
            "keep one document in each file: remove the line `---`",
        ),
        Error::DuplicateMappingKey { key, .. } => (
            ProblemKind::DuplicateKey,
            format!("duplicate key `{}`", key.as_deref().unwrap_or_default()),
            "remove or rename one of the two",
        ),
        _ if first_line(error).contains("deserialize null into string") => (
            ProblemKind::Yaml,
            "a key is missing or `null`".to_owned(),
            "write a key before the `:`; put the word `null` in quotes if it is meant as text",
        ),
        _ if first_line(error) == "expected string scalar" => (
            ProblemKind::Yaml,
            "a key is a list or a mapping".to_owned(),
            "write a text as the key; put it in quotes if it starts with a bracket",
        ),
        _ if first_line(error).starts_with("non-finite float") => (
            ProblemKind::Yaml,
            "this number is not finite".to_owned(),
            "write a number that JSON has; put it in quotes if it is meant as text",
        ),
        _ if is_limit(error) => (
            ProblemKind::TooLarge,
            "the YAML is too large, is nested too deeply or has too many aliases".to_owned(),
            "simplify it, or split it into several files",
        ),
        _ => (
            ProblemKind::Yaml,
            first_line(error),
            "correct the YAML here or just above; put text in quotes if it contains `: ` or ` #`, or starts with a \
             special character",
        ),
    }
}

/// Returns `true` if a file exceeds a limit of the YAML library. The text is compared, because the library wraps some of
/// these errors in others.
fn is_limit(error: &serde_yaml::Error) -> bool {
    let line = first_line(error);
    let limits = [
        "budget breached",
        "recursion limit exceeded",
        "alias replay",
        "alias expansion",
    ];
    limits.iter().any(|limit| line.starts_with(limit))
}

/// Returns the byte of a line and a column, which count from 1. Errors of the scanner have no byte offset.
fn start_of(text: &str, location: serde_yaml::Location) -> u32 {
    let place = |count: u64| usize::try_from(count.saturating_sub(1)).unwrap_or(usize::MAX);
    let mut start = 0;
    for line in text.split_inclusive('\n').take(place(location.line())) {
        start += line.len();
    }
    let line = text[start..].lines().next().unwrap_or_default();
    let column = line
        .chars()
        .take(place(location.column()))
        .map(char::len_utf8);
    u32::try_from(start + column.sum::<usize>()).unwrap_or(u32::MAX)
}

/// Returns the message without the position, which the diagnostic shows itself.
fn first_line(error: &serde_yaml::Error) -> String {
    let message = error.to_string();
    let line = message.lines().next().unwrap_or_default();
    let line = line.strip_prefix("error: ").unwrap_or(line);
    let end = line.find(" at line ").unwrap_or(line.len());
    line[..end].to_owned()
}

fn span_of(file: FileId, location: serde_yaml::Location) -> Span {
    let clamp = |value: u64| u32::try_from(value).unwrap_or(u32::MAX);
    let span = location.span();
    let start = span.byte_offset().unwrap_or(0);
    let end = start.saturating_add(span.byte_len().unwrap_or(0));
    Span {
        file,
        start: clamp(start),
        end: clamp(end),
    }
}

/// Node with the spans of the YAML library.
#[derive(Deserialize)]
struct RawNode(serde_yaml::Spanned<NodeKind<RawNode, serde_yaml::Spanned<String>>>);

impl RawNode {
    /// Converts the spans. `key` is the place of the key.
    fn locate(self, file: FileId, key: Option<Span>) -> Node {
        let own = span_of(file, self.0.defined);
        let span = match key {
            Some(key) if own.start == own.end => key,
            _ => own,
        };
        let kind = match self.0.value {
            NodeKind::Null => NodeKind::Null,
            NodeKind::Bool(value) => NodeKind::Bool(value),
            NodeKind::Int(value) => NodeKind::Int(value),
            NodeKind::Float(value) => NodeKind::Float(value),
            NodeKind::Text(value) => NodeKind::Text(value),
            NodeKind::List(items) => NodeKind::List(
                items
                    .into_iter()
                    .map(|item| item.locate(file, Some(span)))
                    .collect(),
            ),
            NodeKind::Map(entries) => NodeKind::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| pair(file, key, value))
                    .collect(),
            ),
        };
        Node { span, kind }
    }
}

fn pair(file: FileId, key: serde_yaml::Spanned<String>, value: RawNode) -> (Spanned<String>, Node) {
    let span = span_of(file, key.defined);
    (
        Spanned {
            value: key.value,
            span,
        },
        value.locate(file, Some(span)),
    )
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spanned { value: kind, span } = Spanned::deserialize(deserializer)?;
        Ok(Self { span, kind })
    }
}

impl<'de, N: Deserialize<'de>, K: Deserialize<'de>> Deserialize<'de> for NodeKind<N, K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(KindVisitor(PhantomData))
    }
}

struct KindVisitor<N, K>(PhantomData<(N, K)>);

impl<'de, N: Deserialize<'de>, K: Deserialize<'de>> Visitor<'de> for KindVisitor<N, K> {
    type Value = NodeKind<N, K>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(NodeKind::Null)
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(NodeKind::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(NodeKind::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(NodeKind::Int(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(NodeKind::Int(value.into()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Self::Value, E> {
        Ok(NodeKind::Int(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(NodeKind::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(NodeKind::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Self::Value, E> {
        Ok(NodeKind::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(NodeKind::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(NodeKind::Map(entries))
    }
}
