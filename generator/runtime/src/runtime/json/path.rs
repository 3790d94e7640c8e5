//! Where in a document decoding is, and what it met there that nobody knows.

use std::cell::{Cell, RefCell};
use std::fmt::Write as _;
use std::rc::Rc;

use crate::runtime::json::unknown::UnknownKind;

thread_local! {
    /// Counts the enum values that this thread did not know. They are found by comparing it before and after a string
    /// was decoded: a value that is known costs nothing then.
    pub(crate) static UNKNOWN_VALUES: Cell<u64> = const { Cell::new(0) };
    /// The track of the document that this thread decodes, for parts of it that are decoded on their own.
    pub(crate) static CURRENT: RefCell<Option<Rc<DocumentPath>>> = const { RefCell::new(None) };
}

/// Decodes under a track, which parts of the document find in [`CURRENT`].
pub(crate) fn under<T>(track: &Rc<DocumentPath>, decode: impl FnOnce() -> T) -> T {
    let outer = CURRENT.replace(Some(Rc::clone(track)));
    let decoded = decode();
    CURRENT.set(outer);
    decoded
}

/// Unknown fields and values, with their paths.
pub(crate) type Findings = Vec<(UnknownKind, String)>;

/// The way to the value that is being decoded, and what was found on the way.
#[derive(Default)]
pub(crate) struct DocumentPath {
    path: RefCell<Vec<PathStep>>,
    findings: RefCell<Findings>,
    /// The key of a tag that is no field of what is decoded, and how deep that is.
    pub(crate) tag: Cell<Option<(usize, &'static str)>>,
}

/// One step into a document.
pub(crate) enum PathStep {
    /// The field of a model.
    Field(String),
    /// An entry of a map, whose key is data.
    Entry(String),
    /// An item of a list.
    Item(usize),
}

/// How a path is written.
#[derive(Clone, Copy)]
enum PathStyle {
    /// For the one error that a response may give: with keys and indexes.
    Exact,
    /// For reports, which must not repeat data, and not tell of each item of a list.
    Pattern,
}

impl DocumentPath {
    /// How deep decoding is.
    pub(crate) fn depth(&self) -> usize {
        self.path.borrow().len()
    }

    /// Goes to a value below a depth. What is deeper was left by a failure that somebody has forgiven.
    pub(crate) fn enter(&self, depth: usize, step: PathStep) {
        let mut path = self.path.borrow_mut();
        path.truncate(depth);
        path.push(step);
    }

    /// Goes back to a depth. After a failure nobody does, so that the path leads to it.
    pub(crate) fn leave(&self, depth: usize) {
        self.path.borrow_mut().truncate(depth);
    }

    /// Something unknown stands here. It is kept once, however many items of a list have it.
    pub(crate) fn found(&self, kind: UnknownKind) {
        if self.is_at_tag() {
            return;
        }
        let path = self.written(PathStyle::Pattern);
        let mut findings = self.findings.borrow_mut();
        if !path.is_empty() && !findings.iter().any(|known| *known == (kind, path.clone())) {
            findings.push((kind, path));
        }
    }

    /// The path to where decoding has failed; empty for the document as a whole.
    pub(crate) fn failed_at(&self) -> String {
        self.written(PathStyle::Exact)
    }

    /// What was found.
    pub(crate) fn findings(&self) -> Findings {
        self.findings.take()
    }

    /// Whether here stands the tag of a union, which is read by the union and not by the variant.
    fn is_at_tag(&self) -> bool {
        let path = self.path.borrow();
        let step = path.last();
        self.tag.get().is_some_and(|(depth, key)| {
            let is_key = matches!(step, Some(PathStep::Field(name)) if name == key);
            is_key && path.len() == depth + 1
        })
    }

    fn written(&self, style: PathStyle) -> String {
        let mut text = String::new();
        for step in &*self.path.borrow() {
            if !text.is_empty() && !matches!(step, PathStep::Item(_)) {
                text.push('.');
            }
            match (step, style) {
                (PathStep::Field(name), _) | (PathStep::Entry(name), PathStyle::Exact) => {
                    text.push_str(name);
                }
                (PathStep::Entry(_), PathStyle::Pattern) => text.push('*'),
                // Writing to a string does not fail.
                (PathStep::Item(index), PathStyle::Exact) => {
                    let _ = write!(text, "[{index}]");
                }
                (PathStep::Item(_), PathStyle::Pattern) => text.push_str("[]"),
            }
        }
        text
    }
}
