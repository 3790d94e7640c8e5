//! Paths of URLs: dots and escapes.

/// Returns `true` for a segment that servers and proxies resolve.
pub(crate) fn is_dots(segment: &str) -> bool {
    let plain = segment.replace("%2e", ".").replace("%2E", ".");
    plain == "." || plain == ".."
}

/// Returns a text without its percent-encoded bytes.
pub(crate) fn without_escapes(text: &str) -> String {
    let mut parts = text.split('%');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_escape = part.len() > 1 && part.bytes().take(2).all(|b| b.is_ascii_hexdigit());
        match part.get(2..).filter(|_| is_escape) {
            Some(rest) => plain.push_str(rest),
            None => {
                plain.push('%');
                plain.push_str(part);
            }
        }
    }
    plain
}
