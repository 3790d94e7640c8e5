//! Testing kit: an in-process server that sends prepared replies and checks requests.

mod by_status;
mod fake;
mod fixtures;
mod model_files;
mod names;
mod resources;
mod server;
mod shapes;

pub(super) use names::{fake_method, fixture, server_method};

use super::file::{API_YAML, RustFile};
use crate::model::{Api, ModelFile, ModelId, Resource, queries};
use proc_macro2::TokenStream;

/// Returns the files of the kit.
pub(super) fn files(api: &Api) -> Vec<RustFile<'_>> {
    let mut files = vec![
        RustFile::new("src/testing.rs", API_YAML, || server::file(api)),
        RustFile::new("src/testing/rules.rs", API_YAML, || server::rules(api)),
    ];
    files.extend(of_models(
        api,
        "fixtures",
        model_files::with_fixtures(api),
        fixtures::root,
        fixtures::file,
    ));
    files.extend(of_models(
        api,
        "shapes",
        model_files::with_shapes(api),
        shapes::root,
        shapes::file,
    ));
    if queries::has_methods(api) {
        files.push(RustFile::new("src/testing/resources.rs", API_YAML, || {
            resources::root(api)
        }));
    }
    for resource in names::with_methods(api) {
        files.push(of_resource(api, resource));
    }
    files
}

/// Returns the files of a folder that has a file for each file of models, and the file that declares them.
fn of_models<'a>(
    api: &'a Api,
    folder: &'static str,
    model_files: Vec<ModelFile<'a>>,
    root: fn(&[ModelFile<'_>]) -> TokenStream,
    file: fn(&Api, &[ModelId]) -> TokenStream,
) -> Vec<RustFile<'a>> {
    if model_files.is_empty() {
        return Vec::new();
    }
    let mut files: Vec<_> = model_files
        .iter()
        .cloned()
        .map(
            |ModelFile {
                 module,
                 source,
                 models,
                 ..
             }| {
                let path = format!("src/testing/{folder}/{module}.rs");
                RustFile::new(path, source, move || file(api, &models))
            },
        )
        .collect();
    let path = format!("src/testing/{folder}.rs");
    files.push(RustFile::new(path, API_YAML, move || root(&model_files)));
    files
}

fn of_resource<'a>(api: &'a Api, resource: &'a Resource) -> RustFile<'a> {
    let path = format!("src/testing/resources/{}.rs", resource.module());
    RustFile::new(path, &resource.source, || resources::file(api, resource))
}
