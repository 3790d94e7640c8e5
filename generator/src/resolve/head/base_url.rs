//! The base URL of an API.

use crate::{
    diagnostic::{Code, Diagnostic},
    resolve::reporter::Reporter,
    source::Spanned,
    urls::base_url_problem,
};

/// Reports a URL to which requests cannot be sent. `plain` is the URL with values in place of its variables.
pub(super) fn check(reporter: &Reporter, key: &str, url: &Spanned<String>, plain: &str) {
    if let Some(problem) = base_url_problem(plain) {
        let help = "write `https://`, a host and, if needed, a port and a path, such as `https://api.example.com/v1`";
        reporter.report(Diagnostic::at(
            Code::BadBaseUrl,
            url.span,
            format!("invalid `{key}`: {problem}"),
            help,
        ));
    }
}

/// Returns `true` for the URL of a page.
pub(super) fn is_page(url: &str) -> bool {
    let page = url.split(['?', '#']).next().unwrap_or_default();
    base_url_problem(page).is_none() && url.chars().all(|c| c.is_ascii_graphic())
}
