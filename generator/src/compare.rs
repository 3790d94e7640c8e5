//! Comparison of two versions of a description: each change, its effect on the wire and on the Rust interface, and the
//! version that it needs.
//!
//! The model says what is sent and read: each version becomes a list of elements, whose facts are compared. The emitted
//! crate says what programs see: its public items are compared, and each change is explained by the element that it
//! belongs to. What no element explains is a change of its own, so that nothing is left out.
//!
//! | module | content |
//! |---|---|
//! | `verdict` | patch, minor or major |
//! | `version` | the version that follows from a verdict |
//! | `aspect` | aspects of elements, and what a change of each means |
//! | `element` | an element of a description: a method, a parameter, a model, a field … |
//! | `elements` | the elements of a description |
//! | `words` | types and results in the words of the description |
//! | `pairing` | which element of the new version is which of the old one |
//! | `interface` | the public items of an emitted crate |
//! | `explain` | which element explains a change of an item |
//! | `place` | lines of elements |
//! | `change` | a change with its effects |
//! | `report` | all changes, as text, Markdown and JSON |

mod aspect;
mod change;
mod element;
mod elements;
mod explain;
mod interface;
mod pairing;
mod place;
mod report;
mod verdict;
mod version;
mod words;

pub use change::{Change, ChangeKind, ChangedItem};
pub use interface::EmittedCrate;
pub use place::ChangePlace;
pub use report::Comparison;
pub use verdict::Verdict;
pub use version::{is_at_least, next_version};

use crate::{model::Api, source::Sources};
use change::changes;
use elements::elements;
use explain::explain;
use interface::Interface;
use pairing::pair;

/// A version of a description, with the public items of the crate that is emitted from it.
#[derive(Debug)]
pub struct DescriptionVersion {
    sources: Sources,
    api: Api,
    interface: Interface,
}

impl DescriptionVersion {
    /// Creates a version from its source files, the resolved description, and the emitted crate.
    #[must_use]
    pub fn new(sources: Sources, api: Api, emitted: &EmittedCrate) -> Self {
        let interface = Interface::new(emitted);
        Self {
            sources,
            api,
            interface,
        }
    }

    /// Returns the version of the package.
    #[must_use]
    pub fn package_version(&self) -> &str {
        &self.api.head.package.version
    }

    /// Returns the name of the package.
    #[must_use]
    pub fn package_name(&self) -> &str {
        &self.api.head.package.name
    }

    /// Compares the version with a newer one.
    #[must_use]
    pub fn compare(&self, new: &Self) -> Comparison {
        let (old_elements, new_elements) = (elements(&self.api), elements(&new.api));
        let pairs = pair(&old_elements, &new_elements);
        let mut changes = changes(&self.sources, &new.sources, &pairs);
        explain(self.interface.changes(&new.interface), &pairs, &mut changes);
        changes.retain(|change| !change.is_empty());
        Comparison::new(changes)
    }
}
