//! Values of fixtures.

use std::fmt::Display;
use std::str::FromStr;

/// Parses a value of a fixture.
///
/// # Panics
/// Panics if the text does not have the format of the type. Those in generated fixtures have it.
#[must_use]
pub fn parsed<T: FromStr<Err: Display>>(text: &str) -> T {
    text.parse()
        .unwrap_or_else(|error| panic!("{text} cannot be parsed: {error}"))
}
