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
pub(crate) fn names_a_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let name = name.trim_end_matches('s');
    SECRET_WORDS.iter().any(|word| name.ends_with(word))
}

/// Replaces secrets in a text with `[redacted]`. Returns `None` if the text contains none of them.
pub(crate) fn redacted<'a>(text: &str, secrets: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut secrets: Vec<_> = secrets
        .filter(|secret| secret.len() >= MIN_SECRET_BYTES && text.contains(secret))
        .collect();
    // Longer secrets first: replacing a shorter one with the same beginning would leave the rest of the longer one
    // visible.
    let mut redacted = None;
    while let Some((index, secret)) = longest(&secrets) {
        let text = redacted
            .as_ref()
            .map_or(text, |text: &Zeroizing<String>| text);
        redacted = Some(Zeroizing::new(text.replace(secret, REDACTED)));
        secrets.swap_remove(index);
    }
    redacted.map(|mut text| std::mem::take(&mut *text))
}

fn longest<'a>(secrets: &[&'a str]) -> Option<(usize, &'a str)> {
    let secrets = secrets.iter().copied().enumerate();
    secrets.max_by_key(|(_, secret)| secret.len())
}
