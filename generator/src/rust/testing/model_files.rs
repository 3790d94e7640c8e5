//! Files of the kit that belong to files of models.

use crate::model::{Api, ModelFile, ModelId, Shape, model_files};
use std::collections::BTreeSet;

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

/// Returns the files of models, without the models that are not wanted.
fn files(api: &Api, wanted: impl Fn(ModelId) -> bool) -> Vec<ModelFile<'_>> {
    let mut files = model_files(api);
    for file in &mut files {
        file.models.retain(|id| wanted(*id));
    }
    files.retain(|file| !file.models.is_empty());
    files
}
