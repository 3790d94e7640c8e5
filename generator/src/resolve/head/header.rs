//! Text that is sent in headers, and names of headers.

use crate::{
    diagnostic::{Code, Diagnostic},
    resolve::reporter::Reporter,
    source::Spanned,
};

/// Reports text that cannot stand in both a header and documentation: only visible ASCII and spaces can stand in a
/// header, and markup would change the documentation.
pub(super) fn check_text(reporter: &Reporter, word: &Spanned<String>, what: &str) {
    let plain = |c: char| (c.is_ascii_graphic() && !"<>[]`\\".contains(c)) || c == ' ';
    if word.trim().is_empty() || !word.chars().all(plain) {
        let message = format!("{what} must be visible ASCII text");
        reporter.report(Diagnostic::at(
            Code::BadHeader,
            word.span,
            message,
            "it is sent in the header `User-Agent`, and stands in documentation; write it in ASCII, without markup",
        ));
    }
}

/// Returns the name of a header in small letters, and reports an illegal one.
pub(super) fn header_name(reporter: &Reporter, header: &Spanned<String>) -> String {
    let legal = !header.is_empty()
        && header
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if !legal {
        let message = format!("`{}` is no name of a header", header.value);
        reporter.report(Diagnostic::at(
            Code::BadHeader,
            header.span,
            message,
            "use ASCII letters, digits and `-`",
        ));
    }
    header.to_ascii_lowercase()
}
