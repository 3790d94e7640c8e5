//! Security schemes.

use crate::{
    import::report::{ImportReport, Treatment},
    urls::base_url_problem,
};
use serde_json::Value;

/// Form of the credentials of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SchemeForm {
    Basic,
    /// Key in a header, with a text before it.
    Header {
        name: String,
        prefix: &'static str,
    },
    Query {
        name: String,
    },
    /// Token of a server, for the id and the secret of a client.
    TokenServer {
        url: String,
    },
}

impl SchemeForm {
    pub(super) fn bearer() -> Self {
        Self::Header {
            name: "Authorization".to_owned(),
            prefix: "Bearer ",
        }
    }

    /// Returns `true` for a header and its name in lower case, or `false` and the name of the query parameter.
    pub(super) fn place(&self) -> (bool, String) {
        match self {
            Self::Basic | Self::TokenServer { .. } => (true, "authorization".to_owned()),
            Self::Header { name, .. } => (true, name.to_ascii_lowercase()),
            Self::Query { name } => (false, name.clone()),
        }
    }
}

/// Returns the form of the credentials of a security scheme. One that the language does not have is noted.
pub(super) fn form(
    name: &str,
    scheme: &Value,
    report: &mut ImportReport,
    place: &str,
) -> Option<SchemeForm> {
    let text = |key: &str| scheme.get(key).and_then(Value::as_str);
    let key = text("name").unwrap_or_default();
    let http = text("scheme").unwrap_or_default().to_ascii_lowercase();
    let form = match (text("type"), http.as_str(), text("in")) {
        (Some("http"), "basic", _) | (Some("basic"), ..) => Some(SchemeForm::Basic),
        (Some("http"), "bearer", _) | (Some("openIdConnect"), ..) => Some(SchemeForm::bearer()),
        (Some("apiKey"), _, Some("header")) if key.eq_ignore_ascii_case("authorization") => Some(
            whole_authorization(name, text("description"), report, place),
        ),
        (Some("apiKey"), _, Some("header")) if is_header(key) => Some(SchemeForm::Header {
            name: key.to_owned(),
            prefix: "",
        }),
        (Some("apiKey"), _, Some("query")) if !key.trim().is_empty() => Some(SchemeForm::Query {
            name: key.to_owned(),
        }),
        (Some("oauth2"), ..) => Some(token(scheme)),
        _ => None,
    };
    if form.is_none() {
        let kind = match (text("type"), text("in")) {
            (Some("apiKey"), Some(place)) => format!("key in `{place}`"),
            (Some("http"), _) => format!("HTTP authentication `{http}`"),
            (kind, _) => format!("`{}`", kind.unwrap_or("no type")),
        };
        let construct = format!("security scheme that the language does not have: {kind}");
        report.note(Treatment::Lost, &construct, place);
    }
    form
}

/// Returns `true` for the name of a header.
pub(in crate::import) fn is_header(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
}

/// Returns the form of a key that is the whole header `Authorization`. Swagger has no other way to describe bearer tokens.
fn whole_authorization(
    name: &str,
    description: Option<&str>,
    report: &mut ImportReport,
    place: &str,
) -> SchemeForm {
    let says_bearer = |text: &str| text.to_ascii_lowercase().contains("bearer");
    if says_bearer(name) || description.is_some_and(says_bearer) {
        return SchemeForm::bearer();
    }
    report.ask(
        "Is there a text before the key in `Authorization`, such as `Token `? (`prefix` in `auth`)",
        place,
    );
    SchemeForm::Header {
        name: "Authorization".to_owned(),
        prefix: "",
    }
}

/// Returns the form of a token. Those of flows other than that of a client come from a person, and are sent as they are.
fn token(scheme: &Value) -> SchemeForm {
    let flow = scheme
        .get("flows")
        .and_then(|flows| flows.get("clientCredentials"));
    let url = flow
        .and_then(|flow| flow.get("tokenUrl"))
        .and_then(Value::as_str);
    match url.filter(|url| base_url_problem(url).is_none()) {
        Some(url) => SchemeForm::TokenServer {
            url: url.to_owned(),
        },
        None => SchemeForm::bearer(),
    }
}
