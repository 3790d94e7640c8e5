//! Random valid descriptions with all constructs, whose names come from the vocabulary of emitted crates.
//!
//! A description is written with random names, of which the checks refuse some: two fields with one name in Rust, for
//! example. What is refused is taken out until the rest is accepted.

mod api;
mod docs;
mod document;
mod examples;
mod fakes;
mod fields;
mod headers;
mod methods;
mod minimize;
mod models;
mod names;
mod pagination;
mod params;
mod repair;
mod resources;
mod uploads;
mod waits;
mod words;

pub use document::Documents;
pub use minimize::minimal;
pub use names::Vocabulary;
pub use repair::{Repair, repaired};
pub use words::{TURNS, of_words};

use crate::support::random::Random;

/// Returns the description of a seed, of which nothing is taken out yet. `package` is the name of the package.
pub fn random(seed: u64, package: &str, vocabulary: &Vocabulary) -> Documents {
    let mut random = Random::new(seed);
    resources::documents(package, &mut names::Names::new(vocabulary, &mut random))
}
