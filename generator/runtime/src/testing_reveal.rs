//! Serialisation as the API does it. A client leaves out what is read-only, and an answer in a test must not.

use std::cell::Cell;

thread_local! {
    /// Whether this thread serialises an answer.
    static REVEALING: Cell<bool> = const { Cell::new(false) };
}

/// Runs a serialisation that does not leave out what is read-only.
pub(super) fn revealing<T>(serialise: impl FnOnce() -> T) -> T {
    let outer = is_revealing();
    REVEALING.set(true);
    let result = serialise();
    REVEALING.set(outer);
    result
}

/// Whether what is read-only is serialised.
pub(super) fn is_revealing() -> bool {
    REVEALING.get()
}
