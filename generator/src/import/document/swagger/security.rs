//! Ways to authenticate, and the URL of the API.

use super::media_types::media_types;
use serde_json::{Map, Value, json};

/// Converts a way to authenticate.
pub(super) fn security_scheme(scheme: Value) -> Value {
    let Value::Object(mut scheme) = scheme else {
        return scheme;
    };
    match scheme.get("type").and_then(Value::as_str) {
        Some("basic") => {
            scheme.insert("type".to_owned(), json!("http"));
            scheme.insert("scheme".to_owned(), json!("basic"));
        }
        Some("oauth2") => {
            let flow = match scheme.remove("flow").as_ref().and_then(Value::as_str) {
                Some("application") => "clientCredentials",
                Some("accessCode") => "authorizationCode",
                Some("password") => "password",
                _ => "implicit",
            };
            let mut details = Map::new();
            for key in ["authorizationUrl", "tokenUrl", "scopes"] {
                if let Some(value) = scheme.remove(key) {
                    details.insert(key.to_owned(), value);
                }
            }
            scheme.insert("flows".to_owned(), json!({ flow: details }));
        }
        _ => {}
    }
    Value::Object(scheme)
}

/// Returns the URL that host, path and schemes make.
pub(super) fn servers(old: &Map<String, Value>) -> Value {
    let Some(host) = old.get("host").and_then(Value::as_str) else {
        return json!([]);
    };
    let schemes = media_types(old.get("schemes"));
    let scheme = if schemes.is_empty() || schemes.iter().any(|scheme| scheme == "https") {
        "https"
    } else {
        "http"
    };
    let base = old
        .get("basePath")
        .and_then(Value::as_str)
        .unwrap_or_default();
    json!([{ "url": format!("{scheme}://{host}{base}") }])
}
