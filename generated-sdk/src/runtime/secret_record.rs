//! Which secrets go into a serialised text, so that a copy of it can be shown without them.
//!
//! Serialisation exposes a [`SecretString`], and leaves nothing in the text that tells it from any other string. So
//! each one that is serialised while this thread records leaves a copy of itself here.

use std::cell::RefCell;

use super::secret::SecretString;

thread_local! {
    /// The secrets so far; `None` while nobody records.
    static RECORD: RefCell<Option<Vec<SecretString>>> = const { RefCell::new(None) };
}

/// Runs a serialisation, and gives the secrets that went into it along.
pub(super) fn recording<T>(serialise: impl FnOnce() -> T) -> (T, Vec<SecretString>) {
    let outer = exchange(Some(Vec::new()));
    let result = serialise();
    (result, exchange(outer).unwrap_or_default())
}

/// A secret is being serialised. An empty one is none: it would make every empty string look secret.
pub(super) fn note(secret: &SecretString) {
    if secret.expose().is_empty() {
        return;
    }
    RECORD.with_borrow_mut(|record| {
        if let Some(record) = record {
            record.push(secret.clone());
        }
    });
}

/// Begins a record, or goes on with an outer one. Not generic, so that it is compiled once.
fn exchange(record: Option<Vec<SecretString>>) -> Option<Vec<SecretString>> {
    RECORD.replace(record)
}
