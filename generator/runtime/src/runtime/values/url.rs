//! URLs.

use crate::runtime::values::checked_text::checked_text;

/// Absolute URL, such as `https://example.com/a?b=c`. Its text is checked, and kept as it is.
///
/// It has a scheme, `:` and more, and neither white space nor control characters. To take it apart, parse it with a library such
/// as `url`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url(String);

checked_text!(
    Url,
    "an absolute URL such as `https://example.com/`",
    is_url
);

fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let is_scheme = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.bytes().all(is_scheme)
        && !rest.trim_start_matches('/').is_empty()
        && !text.contains(|letter: char| letter.is_whitespace() || letter.is_control())
}
