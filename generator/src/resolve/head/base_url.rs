//! The base URL of an API.

use crate::{
    diagnostic::{Code, Diagnostic},
    resolve::reporter::Reporter,
    source::Spanned,
};
use http::Uri;

/// Reports a base URL to which requests cannot be sent.
pub(super) fn check(reporter: &Reporter, url: &Spanned<String>) {
    if let Some(problem) = problem(url) {
        let help =
            "write `https://`, a host and, if needed, a path, such as `https://api.example.com/v1`";
        reporter.report(Diagnostic::at(
            Code::BadBaseUrl,
            url.span,
            format!("invalid `base_url`: {problem}"),
            help,
        ));
    }
}

/// Returns the problem with a URL. `http::Uri` drops fragments, does not refuse an empty host, and accepts characters that
/// some servers refuse, so that these three are checked here.
fn problem(url: &str) -> Option<&'static str> {
    let absolute = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let Some(rest) = absolute else {
        return Some("it does not start with `https://` or `http://`");
    };
    if rest.is_empty() || rest.starts_with(['/', ':', '?', '#']) {
        return Some("it has no host");
    }
    if url.contains(['?', '#']) {
        return Some("it has a query or a fragment");
    }
    let bad = "it has a character that is not allowed in a URL";
    let Ok(uri) = url.parse::<Uri>() else {
        return Some(bad);
    };
    let authority = uri.authority()?.as_str();
    if authority.contains('@') {
        return Some("it has a user name");
    }
    let allowed = |text: &str, marks: &str| {
        text.chars()
            .all(|c| c.is_ascii_alphanumeric() || marks.contains(c))
    };
    (!allowed(authority, ".-:[]") || !allowed(uri.path(), "/-._~%")).then_some(bad)
}
