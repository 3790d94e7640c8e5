//! Redaction of text that is shown.

use zeroize::Zeroizing;

/// Text that is shown in place of a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// Words at the end of a name that say that its value is a secret.
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

/// Minimum length of a secret that is searched for. A shorter one may well be a word, and a message without it would say
/// nothing.
const MIN_BYTES: usize = 8;

/// Returns `true` if values of this name are secrets, as far as a name can tell. To hide too much does no harm.
pub(crate) fn names_a_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let name = name.trim_end_matches('s');
    SECRET_WORDS.iter().any(|word| name.ends_with(word))
}

/// Returns a text without some secrets; `None` if it contains none of them, which is the rule.
pub(crate) fn redacted<'a>(text: &str, secrets: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut secrets: Vec<_> = secrets
        .filter(|secret| secret.len() >= MIN_BYTES && text.contains(secret))
        .collect();
    // Of two secrets that begin alike, the shorter one must not leave the rest of the longer one behind.
    secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    let mut shown = Zeroizing::new(text.to_owned());
    for secret in &secrets {
        shown = Zeroizing::new(shown.replace(secret, REDACTED));
    }
    (!secrets.is_empty()).then(|| std::mem::take(&mut *shown))
}
