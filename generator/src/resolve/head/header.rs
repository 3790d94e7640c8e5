//! Text that is sent in headers, and names of headers.

use crate::{
    diagnostic::{Code, Diagnostic},
    resolve::reporter::Reporter,
    source::Spanned,
};

/// Reports text that cannot be used in both a header and documentation: a header has only printable ASCII, and markup
/// would change the documentation.
pub(super) fn check_text(reporter: &Reporter, word: &Spanned<String>, key: &str) {
    let plain = |c: char| (c.is_ascii_graphic() && !"<>[]`\\".contains(c)) || c == ' ';
    if word.trim().is_empty() || !word.chars().all(plain) {
        let message = format!("`{key}` must be printable ASCII text without markup");
        reporter.report(Diagnostic::at(
            Code::BadHeader,
            word.span,
            message,
            "write ASCII without `<`, `>`, `[`, `]`, `\\` and backticks: the text is sent in the header `User-Agent`",
        ));
    }
}

/// Returns the name of a header in lower case, and reports an invalid one.
pub(super) fn header_name(reporter: &Reporter, header: &Spanned<String>) -> String {
    let legal = !header.is_empty()
        && header
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if !legal {
        let message = format!("`{}` is not a valid header name", header.value);
        reporter.report(Diagnostic::at(
            Code::BadHeader,
            header.span,
            message,
            "use ASCII letters, digits, `-` and `_`",
        ));
    }
    header.to_ascii_lowercase()
}
