//! Redaction of secrets in messages and logs.

use zeroize::Zeroizing;

/// Replacement for a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// Endings of names whose values are considered secrets.
const SECRET_WORDS: [&str; 8] = [
    "authorization",
    "cookie",
    "credential",
    "key",
    "password",
    "secret",
    "signature",
    "token",
];

/// Minimum length of a secret that is redacted. A shorter one may be a common word, and a message without that word
/// would be useless.
const MIN_SECRET_BYTES: usize = 8;

/// Returns `true` if a name suggests that its value is a secret. Redacting too much is harmless.
#[inline]
pub(crate) fn names_a_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let name = name.trim_end_matches('s');
    SECRET_WORDS.iter().any(|word| name.ends_with(word))
}

/// Replaces secrets in a text with `[redacted]`. Returns `None` if the text contains none of them.
pub(crate) fn redacted(text: &str, secrets: &[&str]) -> Option<String> {
    let mut found = Vec::new();
    for secret in secrets {
        if secret.len() >= MIN_SECRET_BYTES && text.contains(secret) {
            found.push(*secret);
        }
    }
    // Longer secrets first: replacing a shorter one with the same beginning would leave the rest of the longer one
    // visible.
    let mut redacted = None;
    while let Some(secret) = take_longest(&mut found) {
        let text = redacted
            .as_ref()
            .map_or(text, |text: &Zeroizing<String>| text);
        redacted = Some(Zeroizing::new(text.replace(secret, REDACTED)));
    }
    redacted.map(|mut text| std::mem::take(&mut *text))
}

/// Removes the longest of several secrets.
fn take_longest<'a>(secrets: &mut Vec<&'a str>) -> Option<&'a str> {
    let mut longest = (0, "");
    for (index, secret) in secrets.iter().enumerate() {
        if secret.len() >= longest.1.len() {
            longest = (index, secret);
        }
    }
    (!secrets.is_empty()).then(|| secrets.swap_remove(longest.0))
}
