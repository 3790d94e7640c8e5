//! Paths of values in documents, and records of failures and unknown values.

use std::cell::RefCell;
use std::fmt::Write as _;

use crate::runtime::json::flaw::Flaw;
use crate::runtime::json::unknown::UnknownKind;

/// Unknown fields and values, with their paths.
pub(crate) type Findings = Vec<(UnknownKind, String)>;

/// Path of a value: a linked list from the value to the document. Each level is on the stack, so that a path costs
/// nothing until it is written.
#[derive(Clone, Copy)]
pub enum JsonPath<'a> {
    /// Document.
    Document(&'a Notes),
    /// Field of a model.
    Field(&'a JsonPath<'a>, &'a str),
    /// Entry of a map, whose key is data.
    Entry(&'a JsonPath<'a>, &'a str),
    /// Item of a list.
    Item(&'a JsonPath<'a>, usize),
    /// The same object, after a union has read this tag.
    Tagged(&'a JsonPath<'a>, &'a str),
}

/// Failure and unknown values of a document that is being decoded.
#[derive(Default)]
pub struct Notes {
    failure: RefCell<Option<Failure>>,
    /// `None` if unknown values are not recorded.
    findings: Option<RefCell<Findings>>,
}

/// Reading failed. The notes of the path contain the position and the reason.
pub struct Failed;

/// First failure.
pub(crate) struct Failure {
    /// Path of the value; empty for the document.
    pub(crate) path: String,
    pub(crate) flaw: Flaw,
    /// Position in the text, in bytes.
    pub(crate) position: usize,
}

impl Notes {
    /// Creates notes that record unknown fields and values.
    pub(crate) fn listening() -> Self {
        Self {
            findings: Some(RefCell::default()),
            ..Self::default()
        }
    }

    /// Returns the failure, and the unknown fields and values.
    pub(crate) fn into_parts(self) -> (Option<Failure>, Findings) {
        let findings = self.findings.map(RefCell::into_inner);
        (self.failure.into_inner(), findings.unwrap_or_default())
    }
}

/// Format of a path.
#[derive(Clone, Copy)]
pub(crate) enum Style {
    /// For errors: with keys and indexes.
    Exact,
    /// For reports: `*` for a key that may be data, and `[]` for any item, because reports contain no data and combine the
    /// items of a list.
    Pattern,
}

impl Style {
    /// Appends the step to an item of a list.
    pub(crate) fn push_item(self, path: &mut String, index: usize) {
        // Writing to a string does not fail.
        let _ = match self {
            Self::Exact => write!(path, "[{index}]"),
            Self::Pattern => write!(path, "[]"),
        };
    }
}

impl JsonPath<'_> {
    /// Records why reading the value failed, unless a failure is recorded already.
    #[cold]
    pub(crate) fn fail(&self, flaw: Flaw, position: usize) -> Failed {
        let mut failure = self.notes().failure.borrow_mut();
        failure.get_or_insert_with(|| Failure {
            path: self.text(Style::Exact),
            flaw,
            position,
        });
        Failed
    }

    /// Records an unknown field or value at this path, once for all items of a list.
    #[cold]
    pub(crate) fn found(&self, kind: UnknownKind) {
        let Some(findings) = &self.notes().findings else {
            return;
        };
        let finding = (kind, self.text(Style::Pattern));
        let mut findings = findings.borrow_mut();
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }

    /// Returns `true` if a key of this object is a tag that a union has read.
    pub(crate) fn is_tag(&self, key: &str) -> bool {
        match self {
            Self::Tagged(object, tag) => *tag == key || object.is_tag(key),
            Self::Document(_) | Self::Field(..) | Self::Entry(..) | Self::Item(..) => false,
        }
    }

    fn notes(&self) -> &Notes {
        match self {
            Self::Document(notes) => notes,
            Self::Field(parent, _)
            | Self::Entry(parent, _)
            | Self::Item(parent, _)
            | Self::Tagged(parent, _) => parent.notes(),
        }
    }

    fn text(&self, style: Style) -> String {
        let mut text = String::new();
        self.write(style, &mut text);
        text
    }

    fn write(&self, style: Style, text: &mut String) {
        let name = match (self, style) {
            (Self::Document(_), _) => return,
            (Self::Tagged(parent, _), _) => return parent.write(style, text),
            (Self::Item(parent, index), _) => {
                parent.write(style, text);
                return style.push_item(text, *index);
            }
            (Self::Field(parent, name), _) | (Self::Entry(parent, name), Style::Exact) => {
                parent.write(style, text);
                name
            }
            (Self::Entry(parent, _), Style::Pattern) => {
                parent.write(style, text);
                "*"
            }
        };
        if !text.is_empty() {
            text.push('.');
        }
        text.push_str(name);
    }
}
