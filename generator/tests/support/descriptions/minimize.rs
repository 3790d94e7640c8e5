//! Removal of all of a description that a failure does not need.

use super::{Documents, Repair, document::Place, repaired};
use std::time::Instant;

/// Number of smaller descriptions that are tried at once.
const AT_ONCE: usize = 6;

/// Returns the smallest description that is found in time and fails alike. `fails` returns the indices of those of some
/// descriptions that fail alike; each has the name of its package.
pub fn minimal(
    of: &Repair,
    until: Instant,
    fails: impl Fn(&[(String, Repair)]) -> Vec<usize>,
) -> Repair {
    let mut least = renamed(&of.documents, "candidate").expect("the description is accepted");
    let mut depth = 0;
    // Outer entries first, in halves, quarters and so on.
    while let size @ 1.. = places(&least.documents, depth).len() {
        let mut size = size.div_ceil(2);
        while size > 0 {
            least = without_chunks(least, depth, size, until, &fails);
            size /= 2;
        }
        depth += 1;
    }
    least
}

/// Removes chunks of entries at a depth that the failure does not need.
fn without_chunks(
    mut least: Repair,
    depth: usize,
    size: usize,
    until: Instant,
    fails: &impl Fn(&[(String, Repair)]) -> Vec<usize>,
) -> Repair {
    let mut next = 0;
    while Instant::now() < until {
        let places = places(&least.documents, depth);
        let (mut candidates, mut starts) = (Vec::new(), Vec::new());
        while candidates.len() < AT_ONCE && next < places.len() {
            let chunk = &places[next..places.len().min(next + size)];
            let name = format!("candidate-{}", candidates.len());
            let candidate = renamed(&without(&least.documents, chunk), &name);
            let is_smaller =
                |candidate: &Repair| entries(&candidate.documents) < entries(&least.documents);
            if let Some(candidate) = candidate.filter(is_smaller) {
                candidates.push((name, candidate));
                starts.push(next);
            }
            next += size;
        }
        if candidates.is_empty() {
            break;
        }
        if let Some(&found) = fails(&candidates).first() {
            // The entries behind the removed ones have moved to their places.
            next = starts[found];
            least = candidates.swap_remove(found).1;
        }
    }
    least
}

/// Returns the places of all entries at a depth, each with its file. The file of the API is needed.
fn places(documents: &Documents, depth: usize) -> Vec<(String, Place)> {
    let mut all = Vec::new();
    for path in documents.0.keys() {
        let of_file = documents.places(path).into_iter();
        let of_file = of_file.filter(|place| place.len() == depth);
        all.extend(of_file.map(|place| (path.clone(), place)));
    }
    all.retain(|(path, place)| path != "api.yaml" || !place.is_empty());
    // The last line of an entry has its place too.
    let mut seen = std::collections::HashSet::new();
    all.retain(|place| seen.insert(place.clone()));
    all
}

/// Returns the number of entries of all files.
fn entries(documents: &Documents) -> usize {
    let paths = documents.0.keys();
    paths.map(|path| documents.places(path).len()).sum()
}

fn without(documents: &Documents, places: &[(String, Place)]) -> Documents {
    let mut documents = documents.clone();
    // From the end, so that the places of items in front stay where they are.
    for (path, place) in places.iter().rev() {
        documents.remove(path, place);
    }
    documents
}

/// Returns a description with another name of its package; `None` if it is refused.
fn renamed(documents: &Documents, name: &str) -> Option<Repair> {
    let mut documents = documents.clone();
    documents.0.get_mut("api.yaml")?["package"]["name"] = name.into();
    repaired(documents)
}
