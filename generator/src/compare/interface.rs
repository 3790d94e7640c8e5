//! The public items of an emitted crate.
//!
//! The runtime is left out: it is the same for both versions, and what an API needs of it is exported in `lib.rs`.

mod features;
mod item;
mod macros;
mod signature;
mod walk;

use super::verdict::Verdict;
use features::Features;
pub(super) use item::ItemPath;
use item::{Member, PublicItems};
use std::collections::BTreeMap;
use walk::walk;

/// Emitted crate, as far as its public items depend on the description.
pub struct EmittedCrate {
    /// Rust files by their paths, without the runtime.
    pub modules: BTreeMap<String, syn::File>,
    /// Text of `Cargo.toml`.
    pub manifest: String,
}

/// Public items of a crate, with their signatures.
#[derive(Debug, Default)]
pub(super) struct Interface(PublicItems);

/// Difference between two interfaces.
#[derive(Debug)]
pub(super) struct ItemChange {
    pub path: ItemPath,
    pub verdict: Verdict,
    pub old: Option<String>,
    pub new: Option<String>,
    /// Whether only the features differ with which the item is there.
    pub is_of_features: bool,
}

impl Interface {
    /// Collects the items of a crate.
    pub(super) fn new(emitted: &EmittedCrate) -> Self {
        let mut items = PublicItems::default();
        for feature in features::names(&emitted.manifest) {
            let always = Features::default();
            items.add("", &feature, Member::Feature, String::new(), &always);
        }
        walk(&emitted.modules, &mut items);
        Self(items)
    }

    /// Returns the changes that lead to a newer interface.
    pub(super) fn changes(&self, new: &Self) -> Vec<ItemChange> {
        let mut changes = Vec::new();
        for (path, item) in &self.0.0 {
            let found = new.0.0.get(path);
            if found.is_some_and(|found| found.signature == item.signature) {
                continue;
            }
            changes.push(ItemChange {
                path: path.clone(),
                verdict: Verdict::Major,
                old: Some(item.signature.clone()),
                new: found.map(|found| found.signature.clone()),
                is_of_features: false,
            });
        }
        let added = new.0.0.iter();
        let added = added.filter(|(path, _)| !self.0.0.contains_key(path));
        changes.extend(added.map(|(path, item)| ItemChange {
            path: path.clone(),
            verdict: Verdict::Minor,
            old: None,
            new: Some(item.signature.clone()),
            is_of_features: false,
        }));
        changes.extend(self.changes_of_features(new));
        changes
    }

    /// Returns the items of both versions that are there with other features. The feature of a resource promises what its
    /// methods need, and no other models: with fewer features, programs that use one without its resource may miss it.
    fn changes_of_features<'a>(&'a self, new: &'a Self) -> impl Iterator<Item = ItemChange> + 'a {
        self.0.0.iter().filter_map(|(path, item)| {
            let found = new.0.0.get(path)?;
            if found.features == item.features || !matches!(path.member, Member::Itself) {
                return None;
            }
            let is_wider = found.features.include(&item.features);
            Some(ItemChange {
                path: path.clone(),
                verdict: if is_wider {
                    Verdict::Patch
                } else {
                    Verdict::Minor
                },
                old: Some(item.features.to_string()),
                new: Some(found.features.to_string()),
                is_of_features: true,
            })
        })
    }
}
