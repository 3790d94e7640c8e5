//! Features of Cargo, and the conditions under which items are there.

use crate::names::is_internal;
use quote::ToTokens;
use std::{collections::BTreeSet, fmt};
use syn::Attribute;
use toml_edit::{DocumentMut, Item};

/// Conditions that all hold where an item is there. Each is a list of features, one of which is on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Features(Vec<BTreeSet<String>>);

impl Features {
    /// Returns the conditions together with those of `cfg` attributes.
    pub(super) fn and(&self, attributes: &[Attribute]) -> Self {
        let mut conditions = self.0.clone();
        for attribute in attributes
            .iter()
            .filter(|found| found.path().is_ident("cfg"))
        {
            let text = attribute.meta.to_token_stream().to_string();
            let words = text.split('"').skip(1).step_by(2);
            let features: BTreeSet<_> = words.map(str::to_owned).collect();
            if !conditions.contains(&features) {
                conditions.push(features);
            }
        }
        Self(conditions)
    }

    /// Returns `true` if the conditions hold wherever the others do.
    pub(super) fn include(&self, others: &Self) -> bool {
        let follows = |condition: &BTreeSet<String>| {
            let mut others = others.0.iter();
            others.any(|other| other.is_subset(condition))
        };
        self.0.iter().all(follows)
    }
}

impl fmt::Display for Features {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("with any features");
        }
        let conditions = self.0.iter().map(|condition| {
            let features: Vec<_> = condition.iter().map(String::as_str).collect();
            features.join(" or ")
        });
        let conditions: Vec<_> = conditions.collect();
        write!(f, "with feature {}", conditions.join(", and "))
    }
}

/// Returns the features of a manifest that programs turn on.
pub(super) fn names(manifest: &str) -> Vec<String> {
    let document = manifest.parse::<DocumentMut>().unwrap_or_default();
    let features = document.get("features").and_then(Item::as_table_like);
    let names = features.into_iter().flat_map(|table| table.iter());
    let names = names.map(|(name, _)| name.to_owned());
    names.filter(|name| !is_internal(name)).collect()
}
