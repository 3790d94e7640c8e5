//! Removal of all of a description that a failure does not need.

use crate::batch::{Batch, Failure};
use crate::descriptions::{Documents, Repair, repaired};
use std::time::Instant;

/// Number of smaller descriptions that are tried at once.
const AT_ONCE: usize = 6;

/// Returns the smallest description that is found in time and fails alike.
pub fn minimal(batch: &Batch, of: &Repair, failure: &Failure, until: Instant) -> Repair {
    let mut least = renamed(&of.documents, "candidate").expect("the description is accepted");
    let mut next = 0;
    while Instant::now() < until {
        let places = places(&least.documents);
        let mut candidates = Vec::new();
        while candidates.len() < AT_ONCE && next < places.len() {
            let (path, place) = &places[next];
            next += 1;
            let mut documents = least.documents.clone();
            // The file of the API is needed, and so are most of its settings.
            let is_removed =
                (path != "api.yaml" || !place.is_empty()) && documents.remove(path, place);
            let name = format!("candidate-{}", candidates.len());
            let candidate = is_removed.then(|| renamed(&documents, &name)).flatten();
            let size = |documents: &Documents| self::places(documents).len();
            candidates.extend(
                candidate
                    .filter(|candidate| size(&candidate.documents) < places.len())
                    .map(|candidate| (name, next, candidate)),
            );
        }
        if candidates.is_empty() {
            break;
        }
        let members = candidates
            .iter()
            .map(|(name, _, candidate)| (name.as_str(), &candidate.generated));
        let failures = batch.failures(members);
        let fails = |name: &String| {
            failures
                .iter()
                .any(|(other, of)| other == name && of.kind() == failure.kind())
        };
        if let Some(found) = candidates.iter().position(|(name, _, _)| fails(name)) {
            let (_, behind, candidate) = candidates.swap_remove(found);
            // The places behind the removed one have moved to it.
            next = behind - 1;
            least = candidate;
        }
    }
    least
}

/// Returns the places of all entries, outer ones first, each with its file.
fn places(documents: &Documents) -> Vec<(String, Vec<String>)> {
    let mut all = Vec::new();
    for path in documents.0.keys() {
        let of_file = documents.places(path).into_iter();
        all.extend(of_file.map(|place| (path.clone(), place)));
    }
    all.sort_by_key(|(_, place)| place.len());
    all.dedup();
    all
}

/// Returns a description with another name of its package; `None` if it is refused.
fn renamed(documents: &Documents, name: &str) -> Option<Repair> {
    let mut documents = documents.clone();
    documents.0.get_mut("api.yaml")?["package"]["name"] = name.into();
    repaired(documents)
}
