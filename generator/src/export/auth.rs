//! Authentication: security schemes and requirements.

use super::words::put;
use crate::{
    model::{API_KEY, AUTHORIZATION, Alternatives, Api, KeyPlace, KeyScheme, OAuth2, Scheme},
    openapi::extension::{ExtendedObject, Extension},
};
use serde_json::{Map, Value, json};

/// Returns the security schemes.
pub(super) fn schemes(api: &Api) -> Map<String, Value> {
    let schemes = api.head.auth.schemes.iter();
    let schemes =
        schemes.map(|scheme| (name(scheme).to_owned(), Value::Object(self::scheme(scheme))));
    schemes.collect()
}

/// Returns the security requirements of combinations of schemes.
pub(super) fn security(api: &Api, alternatives: &Alternatives) -> Value {
    let alternatives = alternatives.iter().map(|combination| {
        let schemes = api.head.auth.schemes_of(combination);
        let schemes = schemes.map(|scheme| (name(scheme).to_owned(), scopes(scheme)));
        Value::Object(schemes.collect())
    });
    let all: Vec<_> = alternatives.collect();
    // Requests without credentials: no requirement, and not one that is empty.
    if all.iter().all(|requirement| *requirement == json!({})) {
        json!([])
    } else {
        all.into()
    }
}

fn name(scheme: &Scheme) -> &str {
    match scheme {
        Scheme::Key(key) => &key.method,
        Scheme::OAuth2(_) => "oauth2",
        Scheme::Basic { .. } => "basic",
    }
}

fn scopes(scheme: &Scheme) -> Value {
    match scheme {
        Scheme::OAuth2(oauth2) => oauth2.scopes.split_whitespace().collect(),
        Scheme::Key(_) | Scheme::Basic { .. } => json!([]),
    }
}

fn scheme(scheme: &Scheme) -> Map<String, Value> {
    match scheme {
        Scheme::Key(key) => self::key(key),
        Scheme::OAuth2(oauth2) => self::oauth2(oauth2),
        Scheme::Basic { .. } => object(json!({ "type": "http", "scheme": "basic" })),
    }
}

fn key(key: &KeyScheme) -> Map<String, Value> {
    let (mut scheme, prefix) = match &key.place {
        KeyPlace::Header { name, prefix } if name == AUTHORIZATION && prefix == "Bearer " => {
            (json!({ "type": "http", "scheme": "bearer" }), None)
        }
        KeyPlace::Header { name, prefix } => {
            let prefix = (!prefix.is_empty()).then_some(prefix.as_str());
            (
                json!({ "type": "apiKey", "in": "header", "name": name }),
                prefix,
            )
        }
        KeyPlace::Query(name) => (
            json!({ "type": "apiKey", "in": "query", "name": name }),
            None,
        ),
    };
    let is_usual = key.method == API_KEY;
    let mut extension = Extension::new(ExtendedObject::Scheme);
    extension
        .add("prefix", prefix)
        .add("rust", (!is_usual).then_some(key.method.as_str()))
        .add("env", key.env.as_deref().filter(|_| !is_usual));
    let mut scheme = object(scheme.take());
    extension.attach(&mut scheme);
    scheme
}

fn oauth2(oauth2: &OAuth2) -> Map<String, Value> {
    let scopes = oauth2.scopes.split_whitespace();
    let scopes: Map<_, _> = scopes.map(|scope| (scope.to_owned(), "".into())).collect();
    let flow = json!({ "tokenUrl": oauth2.token_url, "scopes": scopes });
    let mut scheme = Map::new();
    put(&mut scheme, "type", Some("oauth2"));
    put(
        &mut scheme,
        "flows",
        Some(json!({ "clientCredentials": flow })),
    );
    let mut extension = Extension::new(ExtendedObject::Scheme);
    extension.add(
        "credentials_in_body",
        oauth2.credentials_in_body.then_some(true),
    );
    extension.attach(&mut scheme);
    scheme
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}
