//! Optional: needed by an API with date-times, for those who test against it.

use crate::runtime::values::timestamp::Timestamp;

/// A moment of a fixture.
///
/// # Panics
/// If the text is none; the generator writes only such that are.
#[must_use]
pub fn moment(text: &str) -> Timestamp {
    text.parse()
        .unwrap_or_else(|error| panic!("{text} is no moment: {error}"))
}
