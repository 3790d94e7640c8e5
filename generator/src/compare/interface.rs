//! The public items of an emitted crate.
//!
//! Of the runtime, only the files are read that one version does not have. What an API needs of it is exported in `lib.rs`.

mod features;
mod item;
mod macros;
mod requests;
mod signature;
mod walk;

use super::verdict::Verdict;
use features::Features;
pub(super) use item::ItemPath;
use item::{Member, PublicItems};
use std::collections::BTreeMap;
use walk::{walk, walk_runtime};

/// Emitted crate, as far as its public items depend on the description.
pub struct EmittedCrate {
    /// Rust files by their paths, without the runtime.
    pub modules: BTreeMap<String, syn::File>,
    /// Texts of the files of the runtime by their paths.
    pub runtime: BTreeMap<String, String>,
    /// Text of `Cargo.toml`.
    pub manifest: String,
}

/// Public items of a crate, with their signatures.
#[derive(Debug, Default)]
pub(super) struct Interface {
    items: PublicItems,
    /// Texts of the files of the runtime.
    runtime: BTreeMap<String, String>,
}

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
        Self {
            items,
            runtime: emitted.runtime.clone(),
        }
    }

    /// Returns the changes that lead to a newer interface.
    pub(super) fn changes(&self, new: &Self) -> Vec<ItemChange> {
        let mut changes = differences(&self.items, &new.items);
        changes.extend(differences(
            &self.functions_without(new),
            &new.functions_without(self),
        ));
        changes.extend(self.changes_of_features(new));
        changes
    }

    /// Returns the functions of exported types in the files of the runtime that another version does not have. Both versions
    /// may still have the types.
    fn functions_without(&self, other: &Self) -> PublicItems {
        let files = self.runtime.iter();
        let files = files.filter(|(path, _)| !other.runtime.contains_key(*path));
        let exported = |ty: &str| {
            let own = self.items.module_of(ty)?;
            other.items.module_of(ty).is_some().then_some(own)
        };
        let mut items = PublicItems::default();
        for (_, text) in files {
            walk_runtime(text, &exported, &mut items);
        }
        items
    }

    /// Returns the items of both versions that are there with other features. The feature of a resource promises what its
    /// methods need, and no other models: with fewer features, programs that use one without its resource may miss it.
    fn changes_of_features<'a>(&'a self, new: &'a Self) -> impl Iterator<Item = ItemChange> + 'a {
        self.items.0.iter().filter_map(|(path, item)| {
            let found = new.items.0.get(path)?;
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

/// Returns the items that only one version has, or that have other signatures.
fn differences(old: &PublicItems, new: &PublicItems) -> Vec<ItemChange> {
    let mut changes = Vec::new();
    for (path, item) in &old.0 {
        let found = new.0.get(path);
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
    let added = new.0.iter();
    let added = added.filter(|(path, _)| !old.0.contains_key(path));
    changes.extend(added.map(|(path, item)| ItemChange {
        path: path.clone(),
        verdict: Verdict::Minor,
        old: None,
        new: Some(item.signature.clone()),
        is_of_features: false,
    }));
    changes
}
