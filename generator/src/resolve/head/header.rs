//! Text that is sent in headers, and names of headers.

use crate::{
    diagnostic::{Code, Diagnostic},
    model::Auth,
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
pub(in crate::resolve) fn header_name(reporter: &Reporter, header: &Spanned<String>) -> String {
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

/// Headers that the HTTP transport sets itself, because they control the framing and the destination of a message. The
/// runtime refuses them too.
const TRANSPORT_HEADERS: [&str; 11] = [
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Headers that describe the content of requests and responses, or the client.
const CLIENT_HEADERS: [&str; 7] = [
    "accept",
    "accept-encoding",
    "content-encoding",
    "content-type",
    "last-event-id",
    "range",
    "user-agent",
];

/// Value that the description puts into a header of its choice.
#[derive(Clone, Copy)]
pub(in crate::resolve) enum HeaderContent<'a> {
    ApiKey,
    /// A key beside these credentials.
    IdempotencyKey(&'a Auth),
}

impl HeaderContent<'_> {
    /// Returns `true` if credentials beside it are in the header.
    fn is_credential(self, header: &str) -> bool {
        match self {
            Self::ApiKey => false,
            Self::IdempotencyKey(auth) => auth.headers().contains(&header),
        }
    }

    /// Returns the words for it in messages.
    fn words(self) -> &'static str {
        match self {
            Self::ApiKey => "API key",
            Self::IdempotencyKey(_) => "idempotency key",
        }
    }

    /// Returns a usual name of its header.
    fn usual(self) -> &'static str {
        match self {
            Self::ApiKey => "X-Api-Key",
            Self::IdempotencyKey(_) => "Idempotency-Key",
        }
    }
}

/// Returns the name of the header with a value of the description's choice in lower case, and reports one that has another
/// purpose already.
pub(in crate::resolve) fn own_header_name(
    reporter: &Reporter,
    header: &Spanned<String>,
    content: HeaderContent<'_>,
) -> String {
    let name = header_name(reporter, header);
    let owner = if TRANSPORT_HEADERS.contains(&name.as_str()) {
        "the HTTP transport sets it"
    } else if CLIENT_HEADERS.contains(&name.as_str()) {
        "the client sets it for another purpose"
    } else if content.is_credential(&name) {
        "it contains the credentials"
    } else {
        return name;
    };
    let usual = content.usual();
    let example = if content.is_credential(&usual.to_ascii_lowercase()) {
        String::new()
    } else {
        format!(", such as `{usual}`")
    };
    let words = content.words();
    reporter.report(Diagnostic::at(
        Code::BadHeader,
        header.span,
        format!(
            "the header `{}` cannot contain an {words}: {owner}",
            header.value
        ),
        format!("write the header from which the API reads the {words}{example}"),
    ));
    name
}

/// Headers that `headers:` cannot describe, each with the reason and the remedy.
const DESCRIBED_OTHERWISE: [(&str, &str, &str); 7] = [
    (
        "accept",
        "it names the media type of the response",
        "write `accepts:` instead",
    ),
    (
        "accept-encoding",
        "the client sets it for compression",
        "remove it",
    ),
    (
        "authorization",
        "it contains the credentials",
        "describe the credentials with `auth:` in `api.yaml`",
    ),
    (
        "content-encoding",
        "the client sets it for compression",
        "remove it",
    ),
    (
        "content-type",
        "the client sets it by the request body",
        "remove it; `sends:` and `body_format:` of a method set the media type of its body",
    ),
    (
        "last-event-id",
        "the client sets it when it resumes a stream",
        "remove it",
    ),
    (
        "user-agent",
        "the client sets it to its name and version",
        "remove it",
    ),
];

/// Returns the name of a header that `headers:` describes in lower case, and reports one that has another purpose already.
pub(in crate::resolve) fn request_header_name(
    reporter: &Reporter,
    header: &Spanned<String>,
    auth: Option<&Auth>,
) -> String {
    let name = header_name(reporter, header);
    let otherwise = DESCRIBED_OTHERWISE
        .iter()
        .find(|(known, ..)| *known == name);
    let (reason, help) = if TRANSPORT_HEADERS.contains(&name.as_str()) {
        ("the HTTP transport sets it", "remove it")
    } else if let Some((_, reason, help)) = otherwise {
        (*reason, *help)
    } else if auth.is_some_and(|auth| auth.headers().contains(&name.as_str())) {
        ("`auth` puts the credentials into it", "remove it")
    } else {
        return name;
    };
    let message = format!("`headers` cannot have `{}`: {reason}", header.value);
    reporter.report(Diagnostic::at(Code::BadHeader, header.span, message, help));
    name
}
