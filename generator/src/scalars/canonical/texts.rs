//! Texts that the runtime checks, and keeps as they are.

/// Returns `true` for digits with an optional sign, fraction and exponent.
pub(super) fn is_decimal(text: &str) -> bool {
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let number = text.strip_prefix('-').unwrap_or(text);
    let (number, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    are_digits(whole) && are_digits(fraction) && are_digits(exponent)
}

/// Returns `true` for 32 digits in the groups of a UUID.
pub(super) fn is_uuid(text: &str) -> bool {
    let groups = text.split('-');
    groups.clone().map(str::len).eq([8, 4, 4, 4, 12])
        && groups
            .flat_map(str::bytes)
            .all(|byte| byte.is_ascii_hexdigit())
}

/// Returns `true` for a scheme, `:` and more, without white space and control characters.
pub(super) fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let is_scheme = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.bytes().all(is_scheme)
        && !rest.trim_start_matches('/').is_empty()
        && !text.contains(|letter: char| letter.is_whitespace() || letter.is_control())
}
