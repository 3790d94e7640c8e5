//! Which element of the new version is which of the old one.

use super::element::Element;
use std::collections::{BTreeMap, BTreeSet};

/// Element of either version, or of both.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'a> {
    /// The element of the old version.
    pub old: Option<&'a Element>,
    /// The element of the new version.
    pub new: Option<&'a Element>,
    /// Index of the pair of the element that holds it.
    pub parent: Option<usize>,
}

impl<'a> Pair<'a> {
    /// Returns the element of the new version, or of the old one if there is no other.
    pub(super) fn either(&self) -> Option<&'a Element> {
        self.new.or(self.old)
    }

    /// Returns `true` if only one version has the element.
    pub(super) fn is_single(&self) -> bool {
        self.old.is_none() || self.new.is_none()
    }
}

/// Pairs the elements of two versions: by their names, and else by their names on the wire, if they are of the same kind and
/// in the same element. A pair follows that of the element that holds it.
pub(super) fn pair<'a>(old: &'a [Element], new: &'a [Element]) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    let (old, new) = (by_parent(old), by_parent(new));
    let roots: BTreeSet<_> = [&old, &new]
        .into_iter()
        .flat_map(|elements| roots(elements))
        .collect();
    for root in roots {
        pair_inside(Some(root), Some(root), None, &old, &new, &mut pairs);
    }
    pairs
}

type ByParent<'a> = BTreeMap<&'a str, Vec<&'a Element>>;

fn by_parent(elements: &[Element]) -> ByParent<'_> {
    let mut by_parent = ByParent::new();
    for element in elements {
        by_parent.entry(&element.parent).or_default().push(element);
    }
    by_parent
}

/// Returns the parents that are no elements themselves.
fn roots<'a>(elements: &ByParent<'a>) -> Vec<&'a str> {
    let paths = elements.values().flatten().map(|element| element.path());
    let paths: BTreeSet<_> = paths.collect();
    let parents = elements.keys().copied();
    parents.filter(|parent| !paths.contains(*parent)).collect()
}

fn pair_inside<'a>(
    old_parent: Option<&str>,
    new_parent: Option<&str>,
    parent: Option<usize>,
    old: &ByParent<'a>,
    new: &ByParent<'a>,
    pairs: &mut Vec<Pair<'a>>,
) {
    let inside = |parent: Option<&str>, elements: &ByParent<'a>| {
        let found = parent.and_then(|parent| elements.get(parent));
        found.cloned().unwrap_or_default()
    };
    let (old_inside, new_inside) = (inside(old_parent, old), inside(new_parent, new));
    for found in matches(&old_inside, &new_inside) {
        let index = pairs.len();
        pairs.push(Pair { parent, ..found });
        let (old_path, new_path) = (found.old.map(Element::path), found.new.map(Element::path));
        pair_inside(
            old_path.as_deref(),
            new_path.as_deref(),
            Some(index),
            old,
            new,
            pairs,
        );
    }
}

/// Pairs elements with the same parent, in the order of the new version. Those that are gone come last.
fn matches<'a>(old: &[&'a Element], new: &[&'a Element]) -> Vec<Pair<'a>> {
    let mut rest: Vec<_> = old.to_vec();
    let mut take = |is_same: &dyn Fn(&Element) -> bool| {
        let at = rest.iter().position(|element| is_same(element))?;
        Some(rest.remove(at))
    };
    let mut by_name: Vec<_> = new
        .iter()
        .map(|new| take(&|old| old.name == new.name))
        .collect();
    for (found, new) in by_name.iter_mut().zip(new) {
        if found.is_none() {
            *found = take(&|old| old.kind == new.kind && old.identity == new.identity);
        }
    }
    let known = by_name.into_iter().zip(new).map(|(old, new)| Pair {
        old,
        new: Some(new),
        parent: None,
    });
    let mut pairs: Vec<_> = known.collect();
    pairs.extend(rest.into_iter().map(|old| Pair {
        old: Some(old),
        new: None,
        parent: None,
    }));
    pairs
}
