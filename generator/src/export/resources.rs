//! Resources as tags.

use super::words::{key_path, put, rust, type_text};
use crate::{
    model::{Api, Fake, Resource, Type},
    names::Role,
    openapi::extension::{ExtendedObject, Extension},
    scalars::Scalar,
};
use serde_json::{Map, Value};

/// Returns the tags.
pub(super) fn tags(api: &Api) -> Vec<Value> {
    let tags = api.resources.iter().map(|resource| {
        let mut tag = Map::from_iter([("name".to_owned(), Value::from(name(resource)))]);
        put(&mut tag, "description", resource.docs.text());
        let mut extension = Extension::new(ExtendedObject::Resource);
        extension
            .add(
                "path",
                Some(resource.path.as_str()).filter(|path| !path.is_empty()),
            )
            .add("params", params(api, resource))
            .add("methods", methods(resource))
            .add("fake", resource.fake.as_ref().map(fake));
        extension.attach(&mut tag);
        Value::Object(tag)
    });
    tags.collect()
}

/// Returns the name of a resource: that of its file, with dots between folders.
pub(super) fn name(resource: &Resource) -> String {
    let own = resource.name.wire();
    match &resource.parent {
        Some(parent) => format!("{}.{own}", parent.name.wire()),
        None => own.to_owned(),
    }
}

/// Returns the names of the methods in their order, which that of paths does not say.
fn methods(resource: &Resource) -> Option<Vec<&str>> {
    let names = resource.methods.iter().map(|method| method.name.wire());
    Some(names.collect()).filter(|names: &Vec<_>| !names.is_empty())
}

/// Returns the path parameters of the handle.
fn params(api: &Api, resource: &Resource) -> Option<Map<String, Value>> {
    let params = resource.params.iter().map(|param| {
        let mut words = Map::new();
        let ty = Some(&param.ty).filter(|ty| **ty != Type::Scalar(Scalar::String));
        put(&mut words, "type", ty.map(|ty| type_text(&api.models, ty)));
        put(&mut words, "docs", param.docs.text());
        put(&mut words, "example", param.example.clone());
        put(
            &mut words,
            "rust",
            rust(Role::Setter, param.name.wire(), &param.name),
        );
        (param.name.wire().to_owned(), Value::Object(words))
    });
    Some(params.collect()).filter(|params: &Map<_, _>| !params.is_empty())
}

fn fake(fake: &Fake) -> Value {
    let filters = |starts: bool| {
        let filters = fake.filters.iter().filter(|filter| filter.starts == starts);
        let filters = filters.map(|filter| (bare(&filter.param), key_path(&filter.path)));
        Some(filters.collect()).filter(|filters: &Map<_, _>| !filters.is_empty())
    };
    let aliases = fake.aliases.iter();
    let aliases: Map<_, _> = aliases
        .map(|(prefix, path)| (prefix.clone(), key_path(path)))
        .collect();
    let ignores: Vec<_> = fake
        .ignores
        .iter()
        .map(|param| Value::from(bare(param)))
        .collect();
    let mut words = Map::from_iter([("id".to_owned(), key_path(&fake.id))]);
    put(
        &mut words,
        "aliases",
        (!aliases.is_empty()).then_some(aliases),
    );
    put(&mut words, "limit", fake.limit.clone());
    put(&mut words, "matches", filters(false));
    put(&mut words, "starts", filters(true));
    put(
        &mut words,
        "ignores",
        (!ignores.is_empty()).then_some(ignores),
    );
    words.into()
}

/// Returns the name of a query parameter without the brackets of a list.
fn bare(param: &str) -> String {
    param.strip_suffix("[]").unwrap_or(param).to_owned()
}
