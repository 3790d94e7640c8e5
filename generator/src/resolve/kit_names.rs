//! Names in the testing kit, which are derived from the names of models and methods.

use super::{
    files::Files,
    reporter::Reporter,
    scope::{Named, Scope},
    shaped::ShapedModels,
};
use crate::{
    model::{Resource, Shape},
    source::Span,
    syntax::ResourceFile,
};
use std::collections::HashMap;

/// Reports models and methods for which the testing kit would use the same name.
pub(super) fn check(
    reporter: &Reporter,
    files: &Files,
    models: &ShapedModels,
    resources: &[Resource],
) {
    check_fixtures(reporter, models);
    check_methods(reporter, files, resources);
}

/// Claims the functions that return values of models.
fn check_fixtures(reporter: &Reporter, models: &ShapedModels) {
    let mut fixtures = Scope::default();
    for (_, model) in models.iter() {
        match &model.shape {
            Shape::Mask(_) => {}
            Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_) => {
                let declared = &model.declared;
                let word = declared.name.value_name();
                fixtures.claim_word(reporter, Named::Model, &word, declared.span);
            }
        }
    }
}

/// Claims the methods of the test server.
fn check_methods(reporter: &Reporter, files: &Files, resources: &[Resource]) {
    let inputs = files.resources.iter();
    let inputs: HashMap<_, _> = inputs
        .filter_map(|input| Some((input.name.as_str(), input.syntax.as_ref()?)))
        .collect();
    let mut methods = Scope::default();
    for resource in resources {
        let places = inputs.get(resource.source.as_str());
        let places = places.map(|syntax| places_of(syntax)).unwrap_or_default();
        for method in &resource.methods {
            let word = format!("on_{}_{}", resource.module(), method.name.rust());
            if let Some(place) = places.get(method.name.wire()) {
                methods.claim_word(reporter, Named::Method, &word, *place);
            }
        }
    }
}

/// Returns the places of the methods of a resource.
fn places_of(syntax: &ResourceFile) -> HashMap<&str, Span> {
    let methods = syntax.methods.entries.iter();
    methods
        .map(|(key, _)| (key.value.as_str(), key.span))
        .collect()
}
