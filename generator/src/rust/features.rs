//! Cargo features: one for each resource at the top, so that a consumer compiles what it uses.

use crate::model::{Api, ModelId, Resource, Type, queries};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::{BTreeSet, HashMap};

/// Returns the attribute of an item that exists with any of some features.
pub(super) fn cfg<'a>(features: impl IntoIterator<Item = &'a str>) -> TokenStream {
    let features: Vec<_> = features.into_iter().collect();
    match features.as_slice() {
        [feature] => quote!(#[cfg(feature = #feature)]),
        features => quote!(#[cfg(any(#(feature = #features),*))]),
    }
}

/// Returns the attribute of an item that exists with a resource.
pub(super) fn resource_cfg(resource: &Resource) -> TokenStream {
    cfg([resource.top().rust()])
}

/// Features with which each file of models exists: those of the resources that need a model of it.
pub(super) struct ModelFeatures<'a> {
    /// By the index of the resource that the file belongs to.
    needed: Vec<Needed<'a>>,
}

/// Condition under which a file of models exists.
#[derive(Clone, Debug)]
enum Needed<'a> {
    Always,
    With(BTreeSet<&'a str>),
}

/// Feature of the testing kit.
pub(super) const TESTING: &str = "testing";

/// Feature of webhooks.
pub(super) const WEBHOOKS: &str = "webhooks";

impl<'a> ModelFeatures<'a> {
    /// Determines the models that each resource needs. Shared models, and those of errors, always exist.
    pub(super) fn new(api: &'a Api) -> Self {
        let mut files = HashMap::new();
        let mut needed = Vec::new();
        for (index, resource) in api.resources.iter().enumerate() {
            files.extend(resource.models.iter().map(|id| (*id, index)));
            // A model that nothing needs exists with its resource.
            needed.push(Needed::With(BTreeSet::from([resource.top().rust()])));
        }
        let mut need = |feature: &'a str, models: Vec<ModelId>| {
            for index in reached(api, &files, models) {
                if let Needed::With(features) = &mut needed[index] {
                    features.insert(feature);
                }
            }
        };
        for resource in &api.resources {
            let models = resource.types().filter_map(Type::model);
            need(resource.top().rust(), models.collect());
        }
        let events = api.webhooks.iter().map(|webhooks| webhooks.event);
        need(WEBHOOKS, events.collect());
        let errors = api.error.iter().map(|error| error.model);
        let always = errors.chain(api.shared.iter().copied()).collect();
        for index in reached(api, &files, always) {
            needed[index] = Needed::Always;
        }
        Self { needed }
    }

    /// Returns the attribute of the file with the models of the resource at `index`.
    pub(super) fn cfg(&self, index: usize) -> TokenStream {
        match &self.needed[index] {
            Needed::Always => TokenStream::new(),
            Needed::With(features) => cfg(features.iter().copied()),
        }
    }
}

/// Returns the files of the models of `start`, and of all models that they are made of.
fn reached(api: &Api, files: &HashMap<ModelId, usize>, start: Vec<ModelId>) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    queries::reachable(start, |id| {
        let model = api.models.get(id);
        let mut next: Vec<_> = model.shape.models().chain(model.from).collect();
        // A file is compiled as a whole, so that the models of the rest of it are needed as well.
        if let Some(index) = files.get(&id)
            && reached.insert(*index)
        {
            next.extend(api.resources[*index].models.iter().copied());
        }
        next
    });
    reached
}
