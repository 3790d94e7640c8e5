//! The base URL of an API.

use crate::{
    diagnostic::{Code, Diagnostic},
    resolve::reporter::Reporter,
    source::Spanned,
};
use http::Uri;

/// Reports a base URL that requests cannot be sent to.
pub(super) fn check(reporter: &Reporter, url: &Spanned<String>) {
    if let Some(problem) = problem(url) {
        let help =
            "write a scheme, a host and perhaps a path, such as `https://api.example.com/v1`";
        reporter.report(Diagnostic::at(
            Code::BadBaseUrl,
            url.span,
            format!("a bad base URL: {problem}"),
            help,
        ));
    }
}

/// Returns what is wrong with a URL. `http::Uri` drops fragments, knows no empty host, and takes characters that some
/// servers refuse, so that these three are checked here.
fn problem(url: &str) -> Option<&'static str> {
    let absolute = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let Some(rest) = absolute else {
        return Some("it is not absolute");
    };
    if rest.is_empty() || rest.starts_with(['/', ':', '?', '#']) {
        return Some("it names no host");
    }
    if url.contains(['?', '#']) {
        return Some("it carries a query or a fragment");
    }
    let bad = "it has a character that no URL may have";
    let Ok(uri) = url.parse::<Uri>() else {
        return Some(bad);
    };
    let authority = uri.authority()?.as_str();
    if authority.contains('@') {
        return Some("it carries a user");
    }
    let allowed = |text: &str, marks: &str| {
        text.chars()
            .all(|c| c.is_ascii_alphanumeric() || marks.contains(c))
    };
    (!allowed(authority, ".-:[]") || !allowed(uri.path(), "/-._~%")).then_some(bad)
}
