//! Optional: needed by an API that sends models with fields that only it sets.

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
    !super::testing_reveal::is_revealing()
}
