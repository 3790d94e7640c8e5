//! Fields that only the API sets. They are not sent, but the testing kit puts them into its answers.

#[cfg(feature = "testing")]
use std::cell::Cell;

/// Returns `true` while read-only fields are written, which is never.
#[cfg(not(feature = "testing"))]
pub(crate) const fn is_revealing() -> bool {
    false
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

/// Returns `true` while read-only fields are written.
#[cfg(feature = "testing")]
pub(crate) fn is_revealing() -> bool {
    REVEALING.get()
}
