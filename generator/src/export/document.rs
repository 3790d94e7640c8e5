//! The document around the paths.

use super::{
    auth, models,
    parameters::ACCEPT,
    resources, responses, servers, webhooks,
    words::{duration, put, rust},
};
use crate::{
    model::{API_KEY, Api, ClientParam, Head, Package, Scheme},
    names::Role,
    openapi::extension::{ExtendedObject, Extension},
};
use serde_json::{Map, Value, json};

/// Returns the document with these paths.
pub(super) fn document(api: &Api, paths: Map<String, Value>) -> Value {
    let mut document = Map::new();
    put(&mut document, "openapi", Some("3.1.0"));
    put(&mut document, "info", Some(info(&api.head)));
    put(&mut document, "servers", Some(vec![servers::base(api)]));
    put(&mut document, "tags", Some(resources::tags(api)));
    put(
        &mut document,
        "security",
        Some(auth::security(api, &api.head.auth.alternatives)),
    );
    put(&mut document, "paths", Some(paths));
    put(
        &mut document,
        "webhooks",
        api.webhooks.as_ref().map(|of| webhooks::webhooks(api, of)),
    );
    put(&mut document, "components", Some(components(api)));
    extension(api).attach(&mut document);
    document.into()
}

fn info(head: &Head) -> Map<String, Value> {
    let mut info = Map::new();
    put(&mut info, "title", Some(head.name.as_str()));
    put(&mut info, "version", Some(head.version.as_str()));
    put(&mut info, "description", head.docs.text());
    let license = head.package.license.as_deref();
    put(
        &mut info,
        "license",
        license.map(|id| json!({ "name": id, "identifier": id })),
    );
    info
}

fn components(api: &Api) -> Map<String, Value> {
    let filled = |entries: Map<String, Value>| (!entries.is_empty()).then_some(entries);
    let mut components = Map::new();
    put(
        &mut components,
        "securitySchemes",
        filled(auth::schemes(api)),
    );
    put(&mut components, "headers", filled(responses::headers(api)));
    put(
        &mut components,
        "responses",
        responses::error(api).map(|error| json!({ "Error": error })),
    );
    put(&mut components, "schemas", filled(models::schemas(api)));
    components
}

fn extension(api: &Api) -> Extension {
    let head = &api.head;
    let accepts = head.headers.iter().find(|header| header.name == ACCEPT);
    let headers = head.headers.iter().filter(|header| header.name != ACCEPT);
    let headers: Map<_, _> = headers
        .map(|header| (header.name.clone(), header.value.as_str().into()))
        .collect();
    let env = env(api);
    let params: Map<_, _> = head.client_params.iter().map(client_param).collect();
    let mut extension = Extension::new(ExtendedObject::Api);
    extension
        .add("package", Some(package(&head.package)))
        .add("env", (!env.is_empty()).then_some(env))
        .add("servers", servers::described(api))
        .add("variables", servers::variables(api))
        .add("client_params", (!params.is_empty()).then_some(params))
        .add("timeout", Some(duration(head.timeout)))
        .add(
            "retries",
            Some(json!({ "max": head.max_retries, "statuses": head.retry_statuses })),
        )
        .add("headers", (!headers.is_empty()).then_some(headers))
        .add("accepts", accepts.map(|header| header.value.as_str()))
        .add("request_id", Some(head.request_id.as_str()))
        .add("omits_defaults", head.omits_defaults.then_some(true));
    extension
}

fn package(package: &Package) -> Map<String, Value> {
    let listed = |texts: &[String]| (!texts.is_empty()).then(|| Value::from(texts));
    let mut words = Map::new();
    put(&mut words, "name", Some(package.name.as_str()));
    put(&mut words, "version", Some(package.version.as_str()));
    put(&mut words, "license", package.license.as_deref());
    put(&mut words, "repository", package.repository.as_deref());
    put(&mut words, "homepage", package.homepage.as_deref());
    put(
        &mut words,
        "documentation",
        package.documentation.as_deref(),
    );
    put(&mut words, "authors", listed(&package.authors));
    put(&mut words, "keywords", listed(&package.keywords));
    put(&mut words, "categories", listed(&package.categories));
    words
}

/// Returns the environment variables.
fn env(api: &Api) -> Map<String, Value> {
    let mut env = Map::new();
    for scheme in &api.head.auth.schemes {
        match scheme {
            Scheme::Key(key) if key.method == API_KEY => {
                put(&mut env, "api_key", key.env.clone());
            }
            Scheme::Key(_) => {}
            Scheme::OAuth2(oauth2) => {
                put(&mut env, "client_id", oauth2.id.clone());
                put(&mut env, "client_secret", oauth2.secret.clone());
            }
            Scheme::Basic { username, password } => {
                put(&mut env, "username", username.clone());
                put(&mut env, "password", password.clone());
            }
        }
    }
    put(&mut env, "base_url", api.head.base_url_env.clone());
    let webhooks = api.webhooks.as_ref();
    put(
        &mut env,
        "webhook_secret",
        webhooks.and_then(|webhooks| webhooks.env.clone()),
    );
    env
}

fn client_param(param: &ClientParam) -> (String, Value) {
    let mut words = Map::new();
    put(&mut words, "docs", param.docs.text());
    put(&mut words, "env", param.env.clone());
    put(&mut words, "example", param.example.clone());
    put(
        &mut words,
        "rust",
        rust(Role::ClientParam, param.name.wire(), &param.name),
    );
    (param.name.wire().to_owned(), words.into())
}
