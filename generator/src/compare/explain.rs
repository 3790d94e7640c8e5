//! Which element explains a change of an item.

use super::{
    change::{Change, ChangedItem},
    element::{Element, ElementKind},
    interface::{ItemChange, ItemPath},
    pairing::Pair,
    verdict::Verdict,
};
use std::collections::BTreeMap;

/// Adds each change of an item to the change of the element that explains it. Those that no element explains are a change of
/// their own.
pub(super) fn explain(items: Vec<ItemChange>, pairs: &[Pair<'_>], changes: &mut Vec<Change>) {
    let owners = [
        Owners::new(pairs, |pair| pair.old),
        Owners::new(pairs, |pair| pair.new),
    ];
    let candidates = candidates(pairs, changes);
    let mut unexplained = Vec::new();
    for item in items {
        let version = usize::from(item.new.is_some());
        let owner = owners[version].find(&item.path);
        // They follow from which resources use a model, and are often many.
        let owner = owner.filter(|_| !item.is_of_features);
        let changed = ChangedItem {
            verdict: item.verdict,
            item: item.path.to_string(),
            old: item.old,
            new: item.new,
        };
        match owner {
            Some(index) => {
                let change = &mut changes[explaining(index, pairs, &candidates)];
                change.raise(changed.verdict);
                change.rust.push(changed);
            }
            None => unexplained.push(changed),
        }
    }
    changes.extend(crate_change(unexplained));
}

/// Returns the index of the pair that explains a change of an item of a pair: the outermost one that only one version has, the
/// pair itself if it differs, or the only difference inside of it.
fn explaining(index: usize, pairs: &[Pair<'_>], candidates: &BTreeMap<usize, Vec<usize>>) -> usize {
    let mut ancestors = std::iter::successors(Some(index), |at| pairs[*at].parent);
    if let Some(single) = ancestors
        .by_ref()
        .filter(|at| pairs[*at].is_single())
        .last()
    {
        return single;
    }
    match candidates.get(&index).map(Vec::as_slice) {
        Some([only]) => *only,
        Some(_) | None => index,
    }
}

/// Returns the pairs with a difference that may change other items, by the pairs that they are in, however deep. A pair with a
/// difference of its own is its only candidate.
fn candidates(pairs: &[Pair<'_>], changes: &[Change]) -> BTreeMap<usize, Vec<usize>> {
    let mut candidates: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let differs = |index: usize| changes[index].verdict > Verdict::Patch;
    for index in (0..pairs.len()).filter(|index| differs(*index)) {
        for ancestor in std::iter::successors(Some(index), |at| pairs[*at].parent) {
            if ancestor == index || !differs(ancestor) {
                candidates.entry(ancestor).or_default().push(index);
            }
        }
    }
    candidates
}

/// Items of the elements of a version.
struct Owners<'a> {
    members: BTreeMap<(&'a str, Option<&'a str>), usize>,
}

impl<'a> Owners<'a> {
    fn new(pairs: &[Pair<'a>], version: fn(&Pair<'a>) -> Option<&'a Element>) -> Self {
        let mut members = BTreeMap::new();
        for (index, pair) in pairs.iter().enumerate() {
            let items = version(pair).into_iter().flat_map(|element| &element.items);
            for (owner, member) in items {
                members
                    .entry((owner.as_str(), member.as_deref()))
                    .or_insert(index);
            }
        }
        Self { members }
    }

    /// Returns the pair that an item belongs to.
    fn find(&self, path: &ItemPath) -> Option<usize> {
        let owner = path.owner.as_str();
        let member = path.member.name().map(|name| (owner, Some(name)));
        let mut keys = member.into_iter().chain([(owner, None)]);
        keys.find_map(|key| self.members.get(&key)).copied()
    }
}

/// Returns the change of the items that no element explains.
fn crate_change(items: Vec<ChangedItem>) -> Option<Change> {
    let verdict = items.iter().map(|item| item.verdict).max()?;
    Some(Change {
        verdict,
        path: "crate".to_owned(),
        element: ElementKind::Crate,
        kind: super::change::ChangeKind::Changed,
        old: None,
        new: None,
        wire: Vec::new(),
        rust: items,
        other: Vec::new(),
    })
}
