//! Security schemes, and texts that requests can send.

use super::document::{Document, escape};
use crate::yaml::{Map, Yaml};
use serde_json::Value;

/// Returns `true` if requests have the same form with both security schemes.
pub(super) fn are_alike(document: &Document, one: &str, other: &str) -> bool {
    let auth_of = |name: &str| {
        let scheme = document.at(&format!("#/components/securitySchemes/{}", escape(name)));
        scheme
            .and_then(|scheme| document.resolve(scheme).ok())
            .map(|(scheme, _)| auth(scheme).0)
    };
    auth_of(one) == auth_of(other)
}

/// Returns `auth` for a security scheme, and the credentials that it takes.
pub(super) fn auth(scheme: &Value) -> (Yaml, &'static [&'static str]) {
    let text = |key: &str| scheme.get(key).and_then(Value::as_str);
    let key: &[&str] = &["api_key"];
    match (text("type"), text("scheme"), text("in")) {
        (Some("http"), Some("basic"), _) => (Yaml::text("basic"), &["username", "password"]),
        (Some("http" | "openIdConnect"), ..) => (Yaml::text("bearer"), key),
        (Some("apiKey"), _, Some("header")) => {
            let Some(name) = text("name").filter(|name| is_header(name)) else {
                return (Yaml::text("bearer"), key);
            };
            if name.eq_ignore_ascii_case("authorization") {
                return (Yaml::text("bearer"), key);
            }
            let mut header = Map::default();
            header.add("header", Yaml::text(name));
            (header.into(), key)
        }
        (Some("apiKey"), _, Some("query")) => {
            let mut query = Map::default();
            query.add("query", Yaml::text(text("name").unwrap_or("key")));
            (query.into(), key)
        }
        (Some("oauth2"), ..) => {
            let flow = scheme
                .get("flows")
                .and_then(|flows| flows.get("clientCredentials"));
            let url = flow
                .and_then(|flow| flow.get("tokenUrl"))
                .and_then(Value::as_str);
            // The tokens of the other flows come from a person, and are sent as they are.
            let Some(url) =
                url.filter(|url| url.starts_with("https://") || url.starts_with("http://"))
            else {
                return (Yaml::text("bearer"), key);
            };
            let mut details = Map::default();
            details.add("token_url", Yaml::text(url));
            let mut oauth2 = Map::default();
            oauth2.add("oauth2", details.into());
            (oauth2.into(), &["client_id", "client_secret"])
        }
        _ => (Yaml::text("none"), &[]),
    }
}

/// Returns `true` for the name of a header.
pub(super) fn is_header(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
}

/// Returns `true` for an absolute URL, which may have variables in braces.
pub(super) fn is_url(url: &str) -> bool {
    let plain = url.replace(['{', '}'], "");
    let uri = plain.parse::<http::Uri>().ok();
    uri.is_some_and(|uri| {
        matches!(uri.scheme_str(), Some("http" | "https"))
            && uri.query().is_none()
            && uri.host().is_some_and(is_host)
            && !plain.contains(['@', '#'])
    })
}

/// Returns `true` for a name or address of a host.
fn is_host(host: &str) -> bool {
    let is_legal = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[') && host.chars().all(is_legal)
}
