//! What an API repeats of a request, made fit to be shown: a refusal may quote the very key that was refused.

use zeroize::Zeroizing;

use super::curl::REDACTED;
use super::request::Request;

/// What is shorter is hidden nowhere: it may well be a word, and the message would tell nothing any more.
const MIN_BYTES: usize = 8;

impl Request {
    /// A text of the API without what this request, or its client, must not show; `None` where there is nothing of
    /// that in it, which is the rule.
    pub(super) fn redacted(&self, text: &str) -> Option<String> {
        let identity = &self.core.parts().identity;
        let own = self.secrets.iter().chain(identity.secrets.values());
        // As they are sent, credentials may be encoded; what stands before them is no secret.
        let headers = identity.headers.values().chain(self.headers.values());
        let sent = headers
            .filter(|value| value.is_sensitive())
            .filter_map(|value| value.to_str().ok()?.split(' ').next_back());
        let mut secrets: Vec<_> = own
            .map(|secret| secret.expose().trim())
            .chain(sent)
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
}
