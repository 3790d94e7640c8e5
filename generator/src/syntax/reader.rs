//! Conversion of the located tree to the types of the language, with serde.
//!
//! The tree between the YAML library and the types allows one run to report every problem: unknown keys are reported and
//! skipped, a placeholder replaces a value that cannot be read, and a broken entry does not affect the other entries.

mod access;
mod deserializer;

use super::{
    problem::{Problem, ProblemKind},
    recovery::Placeholder,
    tree::{self, Node, NodeKind},
};
use crate::source::FileId;
use serde::{
    Deserialize,
    de::{self, DeserializeOwned, Visitor},
};
use std::cell::RefCell;

/// Parses one file. Returns `None` if nothing of it can be used, and all problems.
#[must_use]
pub fn parse<T: DeserializeOwned>(file: FileId, text: &str) -> (Option<T>, Vec<Problem>) {
    let node = match tree::parse(file, text) {
        Ok(node) => node,
        Err(problem) => return (None, vec![problem]),
    };
    let problems = RefCell::new(Vec::new());
    let reader = Reader {
        node: &node,
        problems: &problems,
    };
    let value = T::deserialize(reader);
    let mut problems = problems.into_inner();
    match value {
        Ok(value) => (Some(value), problems),
        Err(problem) => {
            problems.push(problem.or_at(node.span));
            (None, problems)
        }
    }
}

/// Deserializer of a node.
#[derive(Clone, Copy)]
struct Reader<'a> {
    node: &'a Node,
    problems: &'a RefCell<Vec<Problem>>,
}

impl<'a> Reader<'a> {
    fn child(self, node: &'a Node) -> Self {
        Self { node, ..self }
    }

    /// Reports a problem, at this node unless it already has a span.
    fn report(self, problem: Problem) {
        self.problems
            .borrow_mut()
            .push(problem.or_at(self.node.span));
    }

    /// Reads a value. If that fails, reports the problem and returns a placeholder.
    fn read<T: Deserialize<'a>>(self) -> Result<T, Problem> {
        T::deserialize(self).or_else(|problem| {
            self.report(problem);
            T::deserialize(Placeholder::Unreadable(0))
        })
    }

    fn unexpected(self, expected: &dyn de::Expected) -> Problem {
        let help = match self.node.kind {
            NodeKind::Null => "write a value, or remove the key if it is optional".to_owned(),
            NodeKind::List(_) if expected.to_string().contains("a type") => {
                format!("write {expected} here; the type of a list is `list of …`")
            }
            NodeKind::Bool(_)
            | NodeKind::Int(_)
            | NodeKind::Float(_)
            | NodeKind::Text(_)
            | NodeKind::List(_)
            | NodeKind::Map(_) => format!("write {expected} here"),
        };
        Problem {
            kind: ProblemKind::WrongKind,
            span: Some(self.node.span),
            message: format!("expected {expected}, found {}", self.node.kind.describe()),
            label: format!("expected {expected}"),
            help,
        }
    }

    fn text<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Problem> {
        match &self.node.kind {
            NodeKind::Text(text) => visitor
                .visit_borrowed_str(text)
                .map_err(|p: Problem| p.or_at(self.node.span)),
            NodeKind::Bool(_) | NodeKind::Int(_) | NodeKind::Float(_) => Err(Problem {
                help: "write a string here; put a number or a boolean in quotes".to_owned(),
                ..self.unexpected(&"a string")
            }),
            NodeKind::Null | NodeKind::List(_) | NodeKind::Map(_) => {
                Err(self.unexpected(&"a string"))
            }
        }
    }
}
