//! Public items and their paths.

use super::features::Features;
use std::{collections::BTreeMap, fmt};

/// Public items by their paths.
#[derive(Debug, Default)]
pub(super) struct PublicItems(pub(super) BTreeMap<ItemPath, PublicItem>);

/// Public item.
#[derive(Debug)]
pub(super) struct PublicItem {
    /// Signature as text.
    pub(super) signature: String,
    /// Features with which it is there.
    pub(super) features: Features,
}

impl PublicItems {
    /// Adds an item.
    pub(super) fn add(
        &mut self,
        module: &str,
        owner: &str,
        member: Member,
        signature: String,
        features: &Features,
    ) {
        let path = ItemPath {
            module: module.to_owned(),
            owner: owner.trim_start_matches("r#").to_owned(),
            member,
        };
        let item = PublicItem {
            signature,
            features: features.clone(),
        };
        self.0.insert(path, item);
    }
}

impl PublicItems {
    /// Returns the module that exports a type of the runtime, which is given by its path in it.
    pub(super) fn module_of(&self, ty: &str) -> Option<&str> {
        let mut items = self.0.iter();
        let is_export = |item: &PublicItem| item.signature.trim_start_matches("crate::") == ty;
        let (path, _) =
            items.find(|(path, item)| path.member == Member::Itself && is_export(item))?;
        Some(&path.module)
    }
}

/// Path of an item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::compare) struct ItemPath {
    /// Public module, such as `resources::shelves`; empty for the root of the crate.
    pub module: String,
    /// Name of the type, function or module.
    pub owner: String,
    /// Member of it.
    pub member: Member,
}

/// Member of an item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::compare) enum Member {
    /// The item itself.
    Itself,
    /// Feature of Cargo with the name of the item.
    Feature,
    /// Field of a struct.
    Field(String),
    /// Variant of an enum.
    Variant(String),
    /// Associated function.
    Function(String),
    /// Implemented trait.
    Trait(String),
}

impl fmt::Display for ItemPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            module,
            owner,
            member,
        } = self;
        if *member == Member::Feature {
            return write!(f, "feature {owner}");
        }
        if let Member::Trait(name) = member {
            write!(f, "impl {name} for ")?;
        }
        if !module.is_empty() {
            write!(f, "{module}::")?;
        }
        match member {
            Member::Itself | Member::Feature | Member::Trait(_) => f.write_str(owner),
            Member::Field(name) => write!(f, "{owner}.{name}"),
            Member::Variant(name) => write!(f, "{owner}::{name}"),
            Member::Function(name) => write!(f, "{owner}::{name}()"),
        }
    }
}

impl Member {
    /// Returns the name of the member in its owner.
    pub(in crate::compare) fn name(&self) -> Option<&str> {
        match self {
            Self::Itself | Self::Feature => None,
            Self::Field(name) | Self::Variant(name) | Self::Function(name) | Self::Trait(name) => {
                Some(name)
            }
        }
    }
}
