//! Optional: needed by an API that sends models with fields that only it sets.

#[cfg(feature = "testing")]
use std::cell::Cell;

/// Whether a read-only field is left out: always, for it is never sent.
#[cfg(not(feature = "testing"))]
#[must_use]
pub fn is_read_only<T>(_: &T) -> bool {
    true
}

/// Whether a read-only field is left out: always, but for the answers that tests prepare.
#[cfg(feature = "testing")]
#[must_use]
pub fn is_read_only<T>(_: &T) -> bool {
    !is_revealing()
}

#[cfg(feature = "testing")]
thread_local! {
    /// Whether this thread serialises an answer.
    static REVEALING: Cell<bool> = const { Cell::new(false) };
}

/// Runs a serialisation that does not leave out what is read-only.
#[cfg(feature = "testing")]
pub(crate) fn revealing<T>(serialise: impl FnOnce() -> T) -> T {
    let outer = is_revealing();
    REVEALING.set(true);
    let result = serialise();
    REVEALING.set(outer);
    result
}

/// Returns `true` while read-only fields are serialised.
#[cfg(feature = "testing")]
fn is_revealing() -> bool {
    REVEALING.get()
}
