//! Timestamps of webhooks.

use super::prefix::prefix;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{SignatureTimestamp, TimestampFormat},
    resolve::{durations::duration, head::header::header_name, reporter::Reporter},
    source::Span,
    syntax,
};
use std::time::Duration;

/// Default tolerance; `spec/README.md` lists it.
const TOLERANCE: Duration = Duration::from_secs(300);

/// Resolves `timestamp:` of a signature.
pub(super) fn resolve(
    reporter: &Reporter,
    signature: &syntax::SignatureDecl,
    described: &syntax::TimestampDecl,
) -> SignatureTimestamp {
    check_place(reporter, signature, described);
    let header = described.header.as_ref();
    let tolerance = described.tolerance.as_ref();
    SignatureTimestamp {
        header: header.map(|header| header_name(reporter, header)),
        prefix: prefix(reporter, described.prefix.as_ref()),
        format: match described.format {
            None | Some(syntax::TimeFormatDecl::UnixSeconds) => TimestampFormat::UnixSeconds,
            Some(syntax::TimeFormatDecl::UnixMillis) => TimestampFormat::UnixMillis,
            Some(syntax::TimeFormatDecl::Datetime) => TimestampFormat::DateTime,
        },
        tolerance: tolerance
            .and_then(|text| duration(reporter, text))
            .unwrap_or(TOLERANCE),
    }
}

/// Reports a timestamp that cannot be told from the signatures.
fn check_place(
    reporter: &Reporter,
    signature: &syntax::SignatureDecl,
    described: &syntax::TimestampDecl,
) {
    let report = |span: Span, message: &str, help: &str| {
        let diagnostic = Diagnostic::at(Code::BadSignature, span, message.to_owned(), help);
        reporter.report(diagnostic);
    };
    let own = "name the `header:` of the timestamp";
    if let Some(header) = &described.header {
        if header.eq_ignore_ascii_case(&signature.header) {
            let message = "the timestamp is in the header of the signatures";
            let help = "remove `header:`, and write the `prefix:` of the timestamp and the `separator:` of the items";
            report(header.span, message, help);
        }
        return;
    }
    let (Some(time), Some(_)) = (&described.prefix, &signature.separator) else {
        let message = "the timestamp cannot be told from the signatures in their header";
        let help = format!("{own}, or write its `prefix:` and the `separator:` of the items");
        report(signature.header.span, message, &help);
        return;
    };
    let of_signature = signature.prefix.as_ref();
    let of_signature = of_signature.map_or("", |prefix| prefix.value.as_str());
    if time.starts_with(of_signature) || of_signature.starts_with(time.as_str()) {
        let signatures = match of_signature {
            "" => "signatures have no prefix".to_owned(),
            prefix => format!("signatures begin with `{prefix}`"),
        };
        let message = format!(
            "the timestamp begins with `{}`, and {signatures}",
            time.value
        );
        let help = format!("write prefixes that differ, or {own}");
        report(time.span, &message, &help);
    }
}
