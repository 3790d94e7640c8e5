//! The base URL.

use crate::{
    diagnostic::{Code, Diagnostic},
    resolve::reporter::Reporter,
    source::Spanned,
};

/// Reports a base URL that is not an absolute HTTP address without user, query and fragment.
pub(super) fn check(reporter: &Reporter, url: &Spanned<String>) {
    let problem = match url.split_once("://") {
        Some(("https" | "http", rest)) => {
            let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
            if host.is_empty() || host.starts_with(':') {
                Some("it names no host")
            } else if host.contains('@') {
                Some("it carries a user")
            } else if url.contains(['?', '#']) {
                Some("it carries a query or a fragment")
            } else if !host
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c))
                || !path
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "/-._~%".contains(c))
            {
                Some("it has a character that no URL may have")
            } else {
                None
            }
        }
        Some(_) | None => Some("it is not absolute"),
    };
    if let Some(problem) = problem {
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
