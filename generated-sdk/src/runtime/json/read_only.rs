//! Read-only fields. They are not sent, but the replies of the testing kit contain them.

#[cfg(feature = "testing")]
use std::cell::Cell;

/// Returns `true` if read-only fields are written, which is never the case.
#[cfg(not(feature = "testing"))]
pub(crate) const fn is_revealing() -> bool {
    false
}

#[cfg(feature = "testing")]
thread_local! {
    /// Whether this thread serializes a reply of the testing kit.
    static REVEALING: Cell<bool> = const { Cell::new(false) };
}

/// Runs a serialization that includes read-only fields.
#[cfg(feature = "testing")]
pub(crate) fn revealing<T>(serialize: impl FnOnce() -> T) -> T {
    let outer = is_revealing();
    REVEALING.set(true);
    let result = serialize();
    REVEALING.set(outer);
    result
}

/// Returns `true` if read-only fields are written.
#[cfg(feature = "testing")]
pub(crate) fn is_revealing() -> bool {
    REVEALING.get()
}
