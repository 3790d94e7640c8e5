//! Servers, and variables in their URLs.

use super::words::{put, rust};
use crate::{
    model::{Api, Server, UrlVariable},
    names::Role,
};
use serde_json::{Map, Value, json};

/// Returns the server of the base URL. Without one, URLs are relative, so that callers must say to what.
pub(super) fn base(api: &Api) -> Value {
    let url = api.head.base_url.as_deref();
    server(api, url.unwrap_or("/"), None)
}

/// Returns another server.
pub(super) fn other(api: &Api, other: &Server) -> Value {
    server(api, &other.url, other.docs.text())
}

/// Returns the name of a server in the description.
pub(super) fn key(server: &Server) -> &str {
    let method = server.method.wire();
    method.strip_suffix("_url").unwrap_or(method)
}

/// Returns `servers:` of the description.
pub(super) fn described(api: &Api) -> Option<Map<String, Value>> {
    let servers = api.head.servers.iter().map(|server| {
        let mut words = Map::from_iter([("url".to_owned(), Value::from(server.url.as_str()))]);
        put(&mut words, "env", server.env.clone());
        put(&mut words, "docs", server.docs.text());
        (key(server).to_owned(), Value::Object(words))
    });
    Some(servers.collect()).filter(|servers: &Map<_, _>| !servers.is_empty())
}

/// Returns `variables:` of the description.
pub(super) fn variables(api: &Api) -> Option<Map<String, Value>> {
    let variables = api.head.url_variables.iter().map(|variable| {
        let mut words = Map::new();
        put(&mut words, "docs", variable.docs.text());
        put(&mut words, "env", variable.env.clone());
        put(&mut words, "default", variable.default.clone());
        let values = Some(variable.values.clone()).filter(|values| !values.is_empty());
        put(&mut words, "values", values);
        put(
            &mut words,
            "rust",
            rust(Role::ClientParam, variable.name.wire(), &variable.name),
        );
        (variable.name.wire().to_owned(), Value::Object(words))
    });
    Some(variables.collect()).filter(|variables: &Map<_, _>| !variables.is_empty())
}

fn server(api: &Api, url: &str, description: Option<String>) -> Value {
    let mut server = Map::from_iter([("url".to_owned(), Value::from(url))]);
    put(&mut server, "description", description);
    let used = api.head.url_variables.iter();
    let used = used.filter(|variable| url.contains(&format!("{{{}}}", variable.name.wire())));
    let variables: Map<_, _> = used
        .map(|variable| (variable.name.wire().to_owned(), self::variable(variable)))
        .collect();
    put(
        &mut server,
        "variables",
        (!variables.is_empty()).then_some(variables),
    );
    server.into()
}

/// Returns a variable. `OpenAPI` needs a default, which is an example where the description has none.
fn variable(variable: &UrlVariable) -> Value {
    let mut object = Map::new();
    put(&mut object, "default", Some(variable.sample()));
    let values = Some(variable.values.clone()).filter(|values| !values.is_empty());
    put(&mut object, "enum", values.map(|values| json!(values)));
    put(&mut object, "description", variable.docs.text());
    object.into()
}
