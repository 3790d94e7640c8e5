//! A change with its effects.

use super::{
    aspect::Aspect,
    element::{Element, ElementKind},
    pairing::Pair,
    place::{ChangePlace, Places},
    verdict::Verdict,
};
use crate::source::Sources;
use serde::Serialize;

/// Change of an element.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// Verdict.
    pub verdict: Verdict,
    /// Path of the element, such as `shelves.list.limit` or `Shelf.room`.
    pub path: String,
    /// Kind of the element.
    pub element: ElementKind,
    /// Kind of the change.
    pub kind: ChangeKind,
    /// Place in the old version.
    pub old: Option<ChangePlace>,
    /// Place in the new version.
    pub new: Option<ChangePlace>,
    /// Differences that requests or responses depend on.
    pub wire: Vec<String>,
    /// Differences of the Rust interface.
    pub rust: Vec<ChangedItem>,
    /// Other differences, such as those of the documentation.
    pub other: Vec<String>,
}

/// Kind of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// The element is new.
    Added,
    /// The element is gone.
    Removed,
    /// The element has another name in Rust, and the same name on the wire.
    Renamed {
        /// The old name.
        from: String,
    },
    /// Aspects of the element differ.
    Changed,
}

/// Change of a public item of the emitted crate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedItem {
    /// Verdict.
    pub verdict: Verdict,
    /// Path of the item.
    pub item: String,
    /// The old signature; `None` if the item is new.
    pub old: Option<String>,
    /// The new signature; `None` if the item is gone.
    pub new: Option<String>,
}

impl Change {
    /// Creates a change of an element without effects.
    pub(super) fn new(pair: &Pair<'_>, old: &Places<'_>, new: &Places<'_>) -> Self {
        let path = pair.either().map(Element::path).unwrap_or_default();
        Self {
            verdict: Verdict::Patch,
            path,
            element: pair
                .either()
                .map_or(ElementKind::Crate, |either| either.kind),
            kind: ChangeKind::Changed,
            old: pair.old.and_then(|element| old.find(&element.site)),
            new: pair.new.and_then(|element| new.find(&element.site)),
            wire: Vec::new(),
            rust: Vec::new(),
            other: Vec::new(),
        }
    }

    /// Raises the verdict.
    pub(super) fn raise(&mut self, verdict: Verdict) {
        self.verdict = self.verdict.max(verdict);
    }

    /// Returns `true` if the versions do not differ here.
    pub(super) fn is_empty(&self) -> bool {
        self.kind == ChangeKind::Changed
            && self.wire.is_empty()
            && self.rust.is_empty()
            && self.other.is_empty()
    }

    /// Returns `true` for a change that breaks programs, and that the compiler does not report.
    #[must_use]
    pub fn is_hidden_break(&self) -> bool {
        let is_reported = self.rust.iter().any(|item| item.verdict == Verdict::Major);
        self.verdict == Verdict::Major && !is_reported
    }
}

/// Compares the elements of each pair. What is in an element that only one version has is a part of its change.
pub(super) fn changes(old: &Sources, new: &Sources, pairs: &[Pair<'_>]) -> Vec<Change> {
    let (old, new) = (Places::new(old), Places::new(new));
    let changes = pairs.iter().map(|pair| {
        let mut change = Change::new(pair, &old, &new);
        if !pair.parent.is_some_and(|parent| pairs[parent].is_single()) {
            compare(pair, &mut change);
        }
        change
    });
    changes.collect()
}

fn compare(pair: &Pair<'_>, change: &mut Change) {
    match (pair.old, pair.new) {
        (Some(old), Some(new)) => compare_facts(old, new, change),
        (None, Some(new)) => {
            change.kind = ChangeKind::Added;
            change.wire.extend(on_wire(new));
            // Nothing in Rust stands for a constant.
            let is_constant = new.fact(Aspect::Constant).is_some();
            change.raise(if is_constant {
                Verdict::Major
            } else {
                Verdict::Minor
            });
        }
        (Some(old), None) => {
            change.kind = ChangeKind::Removed;
            change.wire.extend(on_wire(old));
            change.raise(Verdict::Major);
        }
        (None, None) => {}
    }
}

fn compare_facts(old: &Element, new: &Element, change: &mut Change) {
    if old.name != new.name {
        change.kind = ChangeKind::Renamed { from: old.path() };
    }
    let is_gone = |(aspect, _): &&(Aspect, String)| new.fact(*aspect).is_none();
    let aspects = new.facts.iter().chain(old.facts.iter().filter(is_gone));
    for (aspect, _) in aspects {
        let difference = aspect.compare(old.fact(*aspect), new.fact(*aspect));
        let Some(difference) = difference else {
            continue;
        };
        change.raise(difference.verdict);
        if difference.on_wire {
            change.wire.push(difference.text);
        } else {
            change.other.push(difference.text);
        }
    }
}

/// Returns the form of an element on the wire.
fn on_wire(element: &Element) -> Option<String> {
    let aspects = [
        Aspect::Route,
        Aspect::Location,
        Aspect::Key,
        Aspect::Type,
        Aspect::Presence,
        Aspect::Constant,
        Aspect::Access,
        Aspect::Content,
        Aspect::Credential,
        Aspect::ServerUrl,
    ];
    let facts = aspects.iter().filter_map(|aspect| element.fact(*aspect));
    let facts: Vec<_> = facts.map(|fact| format!("`{fact}`")).collect();
    (!facts.is_empty()).then(|| facts.join(", "))
}
