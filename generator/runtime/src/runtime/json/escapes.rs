//! Characters of strings.

use crate::runtime::json::flaw::Flaw;

/// Reads a string up to its closing quote. Returns the string, the number of bytes that were read, and whether half of a
/// surrogate pair, which is no character, was replaced by U+FFFD.
#[cold]
pub(crate) fn unescape(text: &str) -> Result<(String, usize, bool), Flaw> {
    let bytes = text.as_bytes();
    let (mut string, mut has_replaced) = (String::new(), false);
    let mut at = 0;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let length = plain_length(rest.as_bytes());
        string.push_str(rest.get(..length).unwrap_or_default());
        at += length;
        match bytes.get(at) {
            Some(b'"') => return Ok((string, at + 1, has_replaced)),
            Some(b'\\') => {}
            Some(_) => return Err(Flaw::Malformed),
            None => return Err(Flaw::Incomplete),
        }
        let escaped = *bytes.get(at + 1).ok_or(Flaw::Incomplete)?;
        at += 2;
        string.push(match escaped {
            b'"' | b'\\' | b'/' => char::from(escaped),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let (character, length) = unicode(text.get(at..).unwrap_or_default())?;
                at += length;
                has_replaced |= character.is_none();
                character.unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return Err(Flaw::Malformed),
        });
    }
}

/// Replaces each half of a surrogate pair in the strings of a JSON text by the escape of U+FFFD, which is as long.
/// Returns `None` if there is none.
#[inline]
pub(crate) fn replace_halves(json: &str) -> Option<String> {
    let mut replaced = String::new();
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        let digits = escape.strip_prefix("\\u").unwrap_or_default();
        let length = match unicode(digits) {
            Ok((None, length)) => {
                replaced.push_str(before);
                replaced.push_str("\\ufffd");
                rest = escape.get("\\u".len() + length..)?;
                continue;
            }
            Ok((Some(_), length)) => "\\u".len() + length,
            Err(_) => 1 + escape.get(1..)?.chars().next().map_or(0, char::len_utf8),
        };
        replaced.push_str(rest.get(..at + length)?);
        rest = rest.get(at + length..)?;
    }
    replaced.push_str(rest);
    (replaced != json).then_some(replaced)
}

/// Reads the digits of an escape, and the second half of a surrogate pair. Returns the character, `None` for half of a
/// pair, and the number of bytes that were read.
fn unicode(text: &str) -> Result<(Option<char>, usize), Flaw> {
    const DIGITS: usize = 4;
    const PAIR: usize = 2 * DIGITS + "\\u".len();
    let first = hexadecimal(text)?;
    let second = text.get(DIGITS..).and_then(|rest| rest.strip_prefix("\\u"));
    if let (0xd800..0xdc00, Some(second)) = (first, second) {
        if let second @ 0xdc00..0xe000 = hexadecimal(second)? {
            let (first, second) = (u32::from(first - 0xd800), u32::from(second - 0xdc00));
            return Ok((char::from_u32(0x10000 + (first << 10) + second), PAIR));
        }
    }
    Ok((char::from_u32(first.into()), DIGITS))
}

/// Reads four hexadecimal digits.
fn hexadecimal(text: &str) -> Result<u16, Flaw> {
    let mut number = 0;
    let mut bytes = text.bytes();
    for _ in 0..4 {
        let byte = bytes.next().ok_or(Flaw::Incomplete)?;
        let digit = char::from(byte).to_digit(16).ok_or(Flaw::Malformed)?;
        number = number * 16 + digit;
    }
    u16::try_from(number).map_err(|_| Flaw::Malformed)
}

/// Returns the number of bytes before the first quote, backslash or control character. Compares eight bytes at a time.
#[inline]
pub(crate) fn plain_length(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 255;
    const QUOTES: u64 = ONES * 0x22;
    const BACKSLASHES: u64 = ONES * 0x5c;
    /// Sets the highest bit of each byte that is less than `limit`; only the first of them is certain.
    const fn less(word: u64, limit: u64) -> u64 {
        word.wrapping_sub(ONES * limit) & !word
    }
    let mut at = 0;
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let word = u64::from_le_bytes(*chunk);
        let quotes = less(word ^ QUOTES, 1);
        let backslashes = less(word ^ BACKSLASHES, 1);
        let found = (less(word, 0x20) | quotes | backslashes) & (ONES << 7);
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while let Some(byte) = bytes.get(at) {
        if matches!(byte, b'"' | b'\\' | ..b' ') {
            break;
        }
        at += 1;
    }
    at
}
