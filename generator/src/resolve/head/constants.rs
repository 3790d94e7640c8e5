//! Constant values of request headers.

use crate::{
    diagnostic::{Code, Diagnostic},
    model::ConstantHeader,
    resolve::reporter::Reporter,
    source::Spanned,
    syntax,
};

/// Name of the header for `accepts:`.
const ACCEPT: &str = "accept";

/// Resolves the constants that every request has. Names and forms of the headers are checked with those of methods.
pub(super) fn of_api(reporter: &Reporter, api: &syntax::ApiFile) -> Vec<ConstantHeader> {
    let headers = api.headers.entries.iter();
    let described = headers.filter_map(|(key, header)| {
        let value = constant(reporter, header.constant.as_ref()?)?;
        let name = key.to_ascii_lowercase();
        Some(ConstantHeader { name, value })
    });
    let accepted = api.accepts.as_ref();
    let accepted = accepted.and_then(|media_type| accepts(reporter, media_type));
    described.chain(accepted).collect()
}

/// Resolves `accepts:`.
pub(in crate::resolve) fn accepts(
    reporter: &Reporter,
    media_type: &Spanned<String>,
) -> Option<ConstantHeader> {
    let value = constant(reporter, media_type)?;
    let is_part = |part: &str| {
        let essence = part.split(';').next().unwrap_or_default().trim();
        let is_token = |text: &str| {
            !text.is_empty()
                && text
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "!#$&^_.+-*".contains(c))
        };
        essence
            .split_once('/')
            .is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
    };
    if !value.split(',').all(is_part) {
        let message = format!("`{value}` is not a media type");
        let help = "write a media type, such as `application/vnd.example+json`";
        reporter.report(Diagnostic::at(
            Code::BadHeader,
            media_type.span,
            message,
            help,
        ));
        return None;
    }
    Some(ConstantHeader {
        name: ACCEPT.to_owned(),
        value,
    })
}

/// Returns a value that is always sent; `None` if no header can have it, which is reported.
pub(in crate::resolve) fn constant(reporter: &Reporter, value: &Spanned<String>) -> Option<String> {
    if is_header_value(value) {
        return Some(value.value.clone());
    }
    let message = format!("no header can have the value `{}`", value.escape_debug());
    let help = "write printable ASCII without spaces at its ends";
    reporter.report(Diagnostic::at(Code::BadHeader, value.span, message, help));
    None
}

/// Returns `true` if a header can have the text as its value, on every way between client and server.
pub(in crate::resolve) fn is_header_value(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_graphic() || c == ' ';
    !text.is_empty() && text.trim() == text && text.chars().all(is_plain)
}
