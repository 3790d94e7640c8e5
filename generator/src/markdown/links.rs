//! Links that a text may hold, and those that it may not.

use http::Uri;

/// Link that is not an absolute URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenLink {
    /// The link as it is written in the text.
    pub word: String,
    /// Reason why it is not allowed.
    pub reason: String,
}

/// Returns `true` if a text is an absolute URL of the web.
pub(super) fn is_url(text: &str) -> bool {
    let uri = text.is_ascii().then(|| text.parse::<Uri>().ok()).flatten();
    uri.is_some_and(|uri| {
        matches!(uri.scheme_str(), Some("http" | "https"))
            && uri.host().is_some_and(|host| !host.is_empty())
    })
}
