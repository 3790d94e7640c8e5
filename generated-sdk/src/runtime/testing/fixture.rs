//! Values of fixtures.

use crate::runtime::values::timestamp::Timestamp;

/// Parses the timestamp of a fixture.
///
/// # Panics
/// Panics if the text is not a timestamp. Those in generated fixtures are.
#[must_use]
pub fn moment(text: &str) -> Timestamp {
    text.parse()
        .unwrap_or_else(|error| panic!("{text} is not a timestamp: {error}"))
}
