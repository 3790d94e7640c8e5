//! Files of the kit that belong to files of models.

use crate::model::{Api, ModelId, Shape};
use std::collections::BTreeSet;

/// File of the kit that belongs to a file of models.
#[derive(Clone)]
pub(super) struct ModelFile<'a> {
    /// Name of the module.
    pub(super) module: String,
    /// File of the description that it comes from.
    pub(super) source: &'a str,
    /// Index of its resource; `None` for the shared models.
    pub(super) resource: Option<usize>,
    /// Models of which it has fixtures or shapes.
    pub(super) models: Vec<ModelId>,
}

/// Returns the files with the fixtures: of all models but masks, which are only sent.
pub(super) fn with_fixtures(api: &Api) -> Vec<ModelFile<'_>> {
    files(api, |id| match api.models.get(id).shape {
        Shape::Mask(_) => false,
        Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_) => true,
    })
}

/// Returns the files with the shapes: of the structs and unions that requests contain or fakes store.
pub(super) fn with_shapes(api: &Api) -> Vec<ModelFile<'_>> {
    let outgoing = (0..api.models.0.len()).map(ModelId);
    let outgoing = outgoing.filter(|id| api.models.get(*id).outgoing);
    let fakes = api
        .resources
        .iter()
        .filter_map(|resource| resource.fake.as_ref());
    let described: BTreeSet<_> = api
        .models
        .reachable(outgoing.chain(fakes.map(|fake| fake.item)));
    files(api, |id| match api.models.get(id).shape {
        Shape::Struct(_) | Shape::Union(_) => described.contains(&id),
        Shape::Enum(_) | Shape::Mask(_) => false,
    })
}

fn files(api: &Api, wanted: impl Fn(ModelId) -> bool) -> Vec<ModelFile<'_>> {
    let shared = ModelFile {
        module: "shared".to_owned(),
        source: "shared.yaml",
        resource: None,
        models: api.shared.clone(),
    };
    let resources = api.resources.iter().enumerate();
    let owned = resources.map(|(index, resource)| ModelFile {
        module: resource.models_module(),
        source: &resource.source,
        resource: Some(index),
        models: resource.models.clone(),
    });
    let mut files: Vec<_> = owned.chain([shared]).collect();
    for file in &mut files {
        file.models.retain(|id| wanted(*id));
    }
    files.retain(|file| !file.models.is_empty());
    files.sort_by(|a, b| a.module.cmp(&b.module));
    files
}
