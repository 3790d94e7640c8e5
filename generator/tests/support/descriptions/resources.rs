//! Random resources.

use super::{
    api, docs, document::Documents, fakes, headers, methods, models::Models, names::Names,
    pagination::Pagination, params, uploads, waits,
};
use serde_json::{Map, Value, json};

/// Returns a description.
pub fn documents(package: &str, names: &mut Names<'_>) -> Documents {
    let mut documents = Documents::default();
    let mut models = Models::default();
    for _ in 0..names.random.below(3) {
        models.client_params.push(names.camel());
    }
    if !names.random.once_in(3) {
        models.pagination = Some(Pagination::new(names));
    }
    let count = 2 + names.random.below(8);
    let shared = models.section(count, names);
    let api = api::api(package, &models, names);
    documents.0.insert("api.yaml".to_owned(), api);
    documents
        .0
        .insert("shared.yaml".to_owned(), json!({ "models": shared }));
    for number in 0..=names.random.below(4) {
        let name = names.snake();
        let resource = resource(number, &mut models, names);
        documents
            .0
            .insert(format!("resources/{name}.yaml"), resource);
        for nested in 0..names.random.below(3) {
            let inner = names.snake();
            let resource = self::resource(number + 100 * (nested + 1), &mut models, names);
            documents
                .0
                .insert(format!("resources/{name}/{inner}.yaml"), resource);
        }
    }
    documents
}

fn resource(number: usize, models: &mut Models, names: &mut Names<'_>) -> Value {
    let count = names.random.below(6);
    let section = models.section(count, names);
    let (mut path, mut described) = (format!("/p{number}"), Map::new());
    if names.random.once_in(2) {
        (path, described) = params::path(&path, models, names);
    }
    // A parameter stands once in a path.
    let of_client = models.client_params.clone();
    models
        .client_params
        .retain(|param| !path.contains(&format!("{{{param}}}")));
    let mut all = Map::new();
    for method in 0..=names.random.below(6) {
        all.insert(names.snake(), methods::method(method, models, names));
    }
    models.client_params = of_client;
    let mut resource = json!({ "path": path, "methods": all, "models": section });
    if !described.is_empty() {
        resource["params"] = described.into();
    }
    if names.random.once_in(4) {
        fakes::fake(&mut resource, names);
    }
    if names.random.once_in(4) {
        waits::wait(&mut resource, names);
    }
    if names.random.once_in(4) {
        uploads::upload(&mut resource, names);
    }
    if names.random.once_in(6) {
        resource["headers"] = headers::headers(models, names).into();
        resource["accepts"] = "application/json".into();
        resource["server"] = "it".into();
    }
    if names.random.once_in(6) {
        shared_query(&mut resource, models, names);
    }
    if names.random.once_in(2) {
        resource["docs"] = docs::docs(names).into();
    }
    resource
}

/// Adds query parameters that all methods of a resource have, and methods without one of them.
fn shared_query(resource: &mut Value, models: &Models, names: &mut Names<'_>) {
    let query = params::query(models, names);
    let keys: Vec<_> = query.keys().cloned().collect();
    resource["query"] = query.into();
    let methods = resource["methods"].as_object_mut();
    for (_, method) in methods.into_iter().flatten() {
        if !keys.is_empty() && names.random.once_in(4) {
            let key = &keys[names.random.below(keys.len())];
            method["without"] = json!([key.strip_suffix('?').unwrap_or(key)]);
        }
    }
}
