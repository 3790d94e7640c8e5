//! File names in the header `Content-Disposition` (RFC 6266).

use percent_encoding::percent_decode;

/// Maximum length of a file name in bytes, which is that of common file systems.
const MAX_LENGTH: usize = 255;

/// Names that Windows reserves for devices, also with an extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Returns the file name in a header, without anything that would be unsafe in a path; `None` if nothing is left.
pub(crate) fn file_name(header: &[u8]) -> Option<String> {
    let header = String::from_utf8_lossy(header);
    let params = parameters(&header);
    let find = |wanted: &str| {
        let mut params = params.iter();
        params.find(|(name, _)| name.eq_ignore_ascii_case(wanted))
    };
    // The extended form has precedence: the other one is for clients that do not know it.
    let extended = find("filename*").and_then(|(_, value)| decoded(value));
    let name = extended.or_else(|| find("filename").map(|(_, value)| value.clone()))?;
    safe(&name)
}

/// Returns the parameters of a header with their values, without quotes.
fn parameters(header: &str) -> Vec<(String, String)> {
    let mut params = Vec::new();
    let mut rest = header.split_once(';').map_or("", |(_, rest)| rest);
    while let Some((name, after)) = rest.split_once('=') {
        let name = name.rsplit(';').next().unwrap_or_default().trim();
        let after = after.trim_start();
        let (value, next) = if let Some(quoted) = after.strip_prefix('"') {
            unquoted(quoted)
        } else {
            let end = after.find(';').unwrap_or(after.len());
            (after[..end].trim().to_owned(), &after[end..])
        };
        params.push((name.to_owned(), value));
        rest = next;
    }
    params
}

/// Returns the content of a quoted text without its escapes, and what follows the text.
fn unquoted(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (value, &text[at + 1..]),
            '\\' => value.extend(chars.next().map(|(_, escaped)| escaped)),
            c => value.push(c),
        }
    }
    (value, "")
}

/// Decodes `UTF-8'language'name` (RFC 8187); `None` in another character set.
fn decoded(value: &str) -> Option<String> {
    let mut parts = value.splitn(3, '\'');
    let (charset, _language, name) = (parts.next()?, parts.next()?, parts.next()?);
    if !charset.eq_ignore_ascii_case("utf-8") {
        return None;
    }
    let name = percent_decode(name.as_bytes()).decode_utf8().ok()?;
    Some(name.into_owned())
}

/// Returns a name that is one part of a path on every operating system.
fn safe(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let allowed = last.chars().filter(|c| !c.is_control());
    let replaced: String = allowed
        .map(|c| if "<>:\"|?*".contains(c) { '_' } else { c })
        .collect();
    // Windows drops dots and spaces at the end, and a dot at the beginning hides a file.
    let trimmed = replaced
        .trim_start_matches(['.', ' '])
        .trim_end_matches(['.', ' ']);
    let mut name = trimmed.to_owned();
    if is_device(&name) {
        name.insert(0, '_');
    }
    while name.len() > MAX_LENGTH {
        name.pop();
    }
    (!name.is_empty()).then_some(name)
}

/// Returns `true` for a name that Windows does not use for files, such as `nul` or `com1.txt`.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let word = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = stem.len() - word.len();
    let word = word.to_ascii_lowercase();
    DEVICES.contains(&word.as_str()) && digits == usize::from(matches!(&*word, "com" | "lpt"))
}
