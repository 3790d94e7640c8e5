//! Texts before signatures, timestamps and keys.

use crate::{
    diagnostic::{Code, Diagnostic},
    resolve::reporter::Reporter,
    source::Spanned,
};

/// Resolves the text before a signature, a timestamp or a key.
pub(super) fn prefix(reporter: &Reporter, prefix: Option<&Spanned<String>>) -> String {
    let Some(prefix) = prefix else {
        return String::new();
    };
    let is_plain = |c: char| c.is_ascii_graphic() || c == ' ';
    if prefix.is_empty() || prefix.trim_start() != prefix.value || !prefix.chars().all(is_plain) {
        let message = format!("`{}` is not a prefix", prefix.escape_debug());
        let help = "write printable ASCII that does not begin with a space, such as `sha256=`; leave the key out if there is no prefix";
        reporter.report(Diagnostic::at(
            Code::BadSignature,
            prefix.span,
            message,
            help,
        ));
    }
    prefix.value.clone()
}
