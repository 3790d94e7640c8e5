//! Methods as operations.

use super::{
    auth, bodies, merged, note::ExportNote, parameters, resources, responses, results, servers,
    settings, words::put,
};
use crate::{
    model::{Api, Method, Resource},
    names::{snake, spaced},
};
use serde_json::{Map, Value, json};

/// HTTP methods of a path, each with the operations of its methods.
type PathItem = Vec<(&'static str, Vec<Map<String, Value>>)>;

/// Returns all paths, with what they have in another form than the description.
pub(super) fn paths(api: &Api) -> (Map<String, Value>, Vec<ExportNote>) {
    let mut notes = Vec::new();
    let mut paths: Vec<(String, PathItem)> = Vec::new();
    for resource in &api.resources {
        for method in &resource.methods {
            let place = format!("{}.{}", resources::name(resource), method.name.wire());
            let path = method.route.path.replace("*}", "}");
            if path != method.route.path {
                notes.push(note(
                    "path parameter with slashes, which other programs encode",
                    &place,
                ));
            }
            let verb = method.route.verb.as_str();
            let operation = operation(api, resource, method);
            let item = match paths.iter_mut().position(|(known, _)| *known == path) {
                Some(index) => &mut paths[index].1,
                None => {
                    paths.push((path, Vec::new()));
                    let last = paths.len() - 1;
                    &mut paths[last].1
                }
            };
            match item.iter_mut().find(|(known, _)| *known == verb) {
                Some((_, operations)) => {
                    notes.push(note(
                        "method with the route of another one, with which it is one operation",
                        &place,
                    ));
                    operations.push(operation);
                }
                None => item.push((verb, vec![operation])),
            }
        }
    }
    let paths = paths.into_iter().map(|(path, operations)| {
        let operations = operations.into_iter();
        let operations = operations
            .map(|(verb, operations)| (verb.to_ascii_lowercase(), merged::operation(operations)));
        (path, Value::Object(operations.collect()))
    });
    (paths.collect(), notes)
}

fn note(construct: &'static str, place: &str) -> ExportNote {
    ExportNote {
        construct,
        place: place.to_owned(),
    }
}

fn operation(api: &Api, resource: &Resource, method: &Method) -> Map<String, Value> {
    let tag = resources::name(resource);
    let mut operation = Map::new();
    put(
        &mut operation,
        "operationId",
        Some(format!("{tag}.{}", method.name.wire())),
    );
    put(&mut operation, "tags", Some(vec![tag]));
    put(&mut operation, "summary", Some(summary(method)));
    put(&mut operation, "description", method.docs.text());
    put(
        &mut operation,
        "deprecated",
        method.deprecated.as_ref().map(|_| true),
    );
    let parameters = parameters::parameters(api, resource, method);
    put(
        &mut operation,
        "parameters",
        (!parameters.is_empty()).then_some(parameters),
    );
    put(
        &mut operation,
        "requestBody",
        bodies::body(&api.models, method),
    );
    put(
        &mut operation,
        "responses",
        Some(responses::responses(api, method)),
    );
    let auth = method.settings.auth.as_ref();
    put(
        &mut operation,
        "security",
        auth.map(|own| auth::security(api, own)),
    );
    let server = method.settings.server.map(|index| &api.head.servers[index]);
    put(
        &mut operation,
        "servers",
        server.map(|server| json!([servers::other(api, server)])),
    );
    let success = results::success(&api.models, &method.returns);
    let word = success.and_then(|success| success.word);
    let mut extension = settings::extension(api, &resource.handle, method, word);
    let keeps_slashes = method.params.iter().any(|param| param.keeps_slashes);
    extension.add("path", keeps_slashes.then_some(method.route.path.as_str()));
    extension.attach(&mut operation);
    operation
}

/// Returns the first sentence of the documentation, or else the name in words.
fn summary(method: &Method) -> String {
    let first = method.docs.0.first().map_or("", String::as_str);
    let sentence = first
        .split(". ")
        .next()
        .unwrap_or_default()
        .trim_end_matches('.');
    if sentence.is_empty() {
        let words = spaced(&snake(method.name.wire()));
        let mut letters = words.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(letters).collect()
    } else {
        sentence.to_owned()
    }
}
