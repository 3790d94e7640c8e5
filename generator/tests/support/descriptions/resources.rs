//! Random resources, and the file of the API.

use super::{
    document::Documents,
    methods,
    models::{Kind, Models},
    names::Names,
};
use serde_json::{Map, Value, json};

/// Returns a description.
pub fn documents(package: &str, names: &mut Names<'_>) -> Documents {
    let mut documents = Documents::default();
    let mut models = Models::default();
    models.client_param = names.random.once_in(2).then(|| names.camel());
    let count = 2 + names.random.below(8);
    let shared = models.section(count, names);
    let webhooks = models
        .of(Kind::Union, names)
        .filter(|_| names.random.once_in(3));
    let error = models
        .of(Kind::Struct, names)
        .filter(|_| names.random.once_in(2));
    documents.0.insert(
        "api.yaml".to_owned(),
        api(package, webhooks, error, &models, names),
    );
    documents
        .0
        .insert("shared.yaml".to_owned(), json!({ "models": shared }));
    for number in 0..=names.random.below(4) {
        let name = names.snake();
        let resource = resource(number, &mut models, names);
        documents
            .0
            .insert(format!("resources/{name}.yaml"), resource);
        if names.random.once_in(3) {
            let inner = names.snake();
            let resource = self::resource(number + 100, &mut models, names);
            documents
                .0
                .insert(format!("resources/{name}/{inner}.yaml"), resource);
        }
    }
    documents
}

fn api(
    package: &str,
    webhooks: Option<String>,
    error: Option<String>,
    models: &Models,
    names: &mut Names<'_>,
) -> Value {
    let auth = match names.random.below(4) {
        0 => json!("bearer"),
        1 => json!({ "header": "x-key" }),
        2 => json!("basic"),
        _ => json!("none"),
    };
    let mut api = json!({
        "name": "Fuzz",
        "version": "1",
        "package": { "name": package, "version": "0.1.0" },
        "base_url": "https://api.example.com/base",
        "auth": auth,
    });
    if names.random.once_in(2) {
        api["omits_defaults"] = true.into();
    }
    if let Some(param) = &models.client_param {
        api["client_params"] = json!({ param: { "docs": "Docs of the parameter." } });
    }
    if names.random.once_in(4) {
        api["retries"] = json!({ "max": names.random.below(11), "statuses": [503] });
    }
    if let Some(union) = webhooks {
        api["webhooks"] = union.into();
    }
    if let Some(model) = error {
        api["error"] = model.into();
    }
    api
}

fn resource(number: usize, models: &mut Models, names: &mut Names<'_>) -> Value {
    let count = names.random.below(6);
    let section = models.section(count, names);
    let mut all = Map::new();
    for method in 0..=names.random.below(6) {
        all.insert(names.snake(), methods::method(method, models, names));
    }
    let mut path = format!("/p{number}");
    if names.random.once_in(3) {
        path = format!("{path}/{{{}}}", names.camel());
    }
    let mut resource = json!({ "path": path, "methods": all, "models": section });
    if names.random.once_in(4) {
        fake(&mut resource, names);
    }
    if names.random.once_in(2) {
        resource["docs"] = "Docs of the resource.".into();
    }
    resource
}

/// Adds a fake, with its five methods and its models.
fn fake(resource: &mut Value, names: &mut Names<'_>) {
    let (item, about) = (names.pascal(), names.pascal());
    let [id, cursor, text, mask] = [(); 4].map(|()| names.camel());
    resource["models"][&about] = json!({ "fields": {
        format!("{id}?"): { "type": "string", "read_only": true },
        format!("{text}?"): "string",
    } });
    resource["models"][&item] = json!({ "fields": { "about": about } });
    resource["fake"] = format!("about.{id}").into();
    let mut add = |method: Value| resource["methods"][names.snake()] = method;
    add(json!({
        "route": "GET /items",
        "query": { format!("{cursor}?"): "string" },
        "pagination": { "items": "items", "next": "next", "cursor": cursor },
        "returns": format!("page of {item}"),
    }));
    add(json!({ "route": "POST /items", "body": { "about": about }, "returns": item }));
    add(json!({ "route": "GET /items/{id}", "returns": item }));
    let body = json!({ "about?": about, format!("{mask}?"): format!("field mask of {item}") });
    add(json!({ "route": "PATCH /items/{id}", "body": body, "returns": item }));
    add(json!({ "route": "DELETE /items/{id}" }));
}
