//! Text that is signed.

use crate::{
    diagnostic::{Code, Diagnostic},
    model::SignedPart,
    resolve::{head::header::header_name, reporter::Reporter},
    source::Spanned,
};

/// Resolves `signed:`; `None` if it is wrong.
pub(super) fn resolve(reporter: &Reporter, text: &Spanned<String>) -> Option<Vec<SignedPart>> {
    let mut parts = Vec::new();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let (before, behind) = rest.split_once('{').unwrap_or((rest, ""));
        if before.contains('}') || (behind.is_empty() && rest.ends_with('{')) {
            return unbalanced(reporter, text);
        }
        if !before.is_empty() {
            parts.push(SignedPart::Text(before.to_owned()));
        }
        if before.len() == rest.len() {
            break;
        }
        let Some((word, behind)) = behind.split_once('}') else {
            return unbalanced(reporter, text);
        };
        parts.push(part(reporter, text, word)?);
        rest = behind;
    }
    if !parts.contains(&SignedPart::Body) {
        let help = "write `{body}` where the API signs the body of the request";
        report(
            reporter,
            text,
            "`signed` has no `{body}`, so that anyone could change the event",
            help,
        );
        return None;
    }
    Some(parts)
}

/// Resolves a word in braces.
fn part(reporter: &Reporter, text: &Spanned<String>, word: &str) -> Option<SignedPart> {
    if let Some(name) = word.strip_prefix("header:") {
        let name = Spanned {
            value: name.to_owned(),
            span: text.span,
        };
        return Some(SignedPart::Header(header_name(reporter, &name)));
    }
    match word {
        "body" => Some(SignedPart::Body),
        "timestamp" => Some(SignedPart::Timestamp),
        _ => {
            let message = format!("`{{{word}}}` is unknown in `signed`");
            let help = "use `{body}`, `{timestamp}` and headers such as `{header:X-Id}`";
            report(reporter, text, &message, help);
            None
        }
    }
}

fn unbalanced<T>(reporter: &Reporter, text: &Spanned<String>) -> Option<T> {
    let help = "write each of `{body}`, `{timestamp}` and `{header:X-Id}` in one pair of braces";
    report(reporter, text, "the braces in `signed` do not match", help);
    None
}

fn report(reporter: &Reporter, text: &Spanned<String>, message: &str, help: &str) {
    let diagnostic = Diagnostic::at(Code::BadSignature, text.span, message.to_owned(), help);
    reporter.report(diagnostic);
}
