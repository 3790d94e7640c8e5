//! Signatures of webhooks.

use super::{prefix::prefix, signed, timestamp};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{SecretEncoding, Signature, SignatureHash, SignedPart, TextEncoding},
    resolve::{head::header::header_name, reporter::Reporter},
    source::Spanned,
    syntax,
};

/// Resolves `signature:`; `None` if the text that is signed is wrong.
pub(super) fn resolve(reporter: &Reporter, described: &syntax::SignatureDecl) -> Option<Signature> {
    let header = header_name(reporter, &described.header);
    let separator = described.separator.as_ref();
    let separator = separator.and_then(|text| self::separator(reporter, text));
    let timestamp = described.timestamp.as_deref();
    let timestamp = timestamp.map(|of| timestamp::resolve(reporter, described, of));
    let signed = signed::resolve(reporter, &described.signed)?;
    check_timestamp(reporter, described, &signed);
    check_prefixes(reporter, described, separator);
    Some(Signature {
        header,
        separator,
        prefix: prefix(reporter, described.prefix.as_ref()),
        hash: match described.scheme {
            syntax::SchemeDecl::HmacSha256 => SignatureHash::Sha256,
            syntax::SchemeDecl::HmacSha512 => SignatureHash::Sha512,
        },
        encoding: encoding(described.encoding),
        signed,
        timestamp,
        secret: described.secret.as_ref().map(|secret| SecretEncoding {
            encoding: encoding(secret.encoding),
            prefix: prefix(reporter, secret.prefix.as_ref()),
        }),
    })
}

fn encoding(encoding: syntax::EncodingDecl) -> TextEncoding {
    match encoding {
        syntax::EncodingDecl::Hex => TextEncoding::Hex,
        syntax::EncodingDecl::Base64 => TextEncoding::Base64,
    }
}

/// Resolves a character between items, which no signature has.
fn separator(reporter: &Reporter, text: &Spanned<String>) -> Option<char> {
    let mut chars = text.chars();
    let only = chars.next().filter(|_| chars.next().is_none());
    let separator = only.filter(|c| [' ', ',', ';', '|', '&'].contains(c));
    if separator.is_none() {
        let message = format!("`{}` cannot separate signatures", text.escape_debug());
        let help = "write a space, `,`, `;`, `|` or `&` in quotes; without `separator:`, the header has one signature";
        reporter.report(Diagnostic::at(Code::BadSignature, text.span, message, help));
    }
    separator
}

/// Reports a timestamp that is signed but not described, and one that is described but not signed.
fn check_timestamp(reporter: &Reporter, described: &syntax::SignatureDecl, signed: &[SignedPart]) {
    let is_signed = signed.contains(&SignedPart::Timestamp);
    let (message, help) = match (is_signed, &described.timestamp) {
        (true, None) => (
            "`signed` has `{timestamp}`, but no `timestamp` is described",
            "add `timestamp:` with the name of its header",
        ),
        (false, Some(_)) => (
            "`signed` has no `{timestamp}`, so that anyone could change the timestamp",
            "write `{timestamp}` where the API signs its text, or remove `timestamp:`",
        ),
        (true, Some(_)) | (false, None) => return,
    };
    reporter.report(Diagnostic::at(
        Code::BadSignature,
        described.signed.span,
        message,
        help,
    ));
}

/// Reports a prefix at which the header would be split.
fn check_prefixes(reporter: &Reporter, described: &syntax::SignatureDecl, separator: Option<char>) {
    let Some(separator) = separator else { return };
    let timestamp = described.timestamp.as_deref();
    let beside = timestamp.filter(|timestamp| timestamp.header.is_none());
    let of_timestamp = beside.and_then(|timestamp| timestamp.prefix.as_ref());
    let prefixes = [described.prefix.as_ref(), of_timestamp]
        .into_iter()
        .flatten();
    for prefix in prefixes.filter(|prefix| prefix.contains(separator)) {
        let message = format!(
            "the prefix `{}` has the separator `{separator}`, at which the header is split",
            prefix.value
        );
        let help =
            "write the text before one item, and the character between the items in `separator:`";
        reporter.report(Diagnostic::at(
            Code::BadSignature,
            prefix.span,
            message,
            help,
        ));
    }
}
