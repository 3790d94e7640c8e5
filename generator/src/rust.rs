//! Model -> tokens, one module per construct. Emission cannot fail: `resolve` refuses what cannot be emitted.

mod api_info;
mod client;
mod crate_root;
mod docs;
mod enums;
mod error;
mod example;
mod features;
mod file;
mod handle_field;
mod imports;
mod inputs;
mod lints;
mod literals;
mod method;
mod models;
mod request;
mod resource;
mod runtime;
mod snippets;
mod statics;
mod structs;
mod testing;
mod tests;
mod types;
mod unions;
mod webhooks;

pub use file::RustFile;
pub use runtime::{
    MANIFEST as RUNTIME_MANIFEST, files as runtime_files, unneeded as unneeded_dependencies,
};
pub use snippets::snippets;
pub use tests::canaries::helper_files as canary_files;

use crate::model::{Api, Resource};
use file::API_YAML;

/// Returns the Rust files of a crate, except those of the runtime.
#[must_use]
pub fn files(api: &Api) -> Vec<RustFile<'_>> {
    let mut files = of_api(api);
    for resource in &api.resources {
        files.extend(of_resource(api, resource));
    }
    files.extend(testing::files(api));
    files.extend(tests::files(api));
    files
}

/// Returns the files of the API as a whole.
fn of_api(api: &Api) -> Vec<RustFile<'_>> {
    let mut files = vec![
        RustFile::new("src/lib.rs", API_YAML, || crate_root::emit(api)),
        RustFile::new("src/client.rs", API_YAML, || client::emit(api)),
        RustFile::new("src/models.rs", API_YAML, || models::root(api)),
        RustFile::new("src/resources.rs", API_YAML, || resource::root(api)),
    ];
    files.extend(api.webhooks.as_ref().map(|webhooks| {
        RustFile::new("src/webhooks.rs", API_YAML, || {
            webhooks::emit(api, webhooks)
        })
    }));
    if error::has_file(api) {
        files.push(RustFile::new("src/error.rs", API_YAML, || error::emit(api)));
    }
    if !api.shared.is_empty() {
        files.push(RustFile::new("src/models/shared.rs", "shared.yaml", || {
            models::file(api, &api.shared)
        }));
    }
    files
}

/// Returns the files of a resource.
fn of_resource<'a>(api: &'a Api, resource: &'a Resource) -> Vec<RustFile<'a>> {
    let source = resource.source.as_str();
    let path = resource.accessor().replace('.', "/");
    let mut files = vec![RustFile::new(
        format!("src/resources/{path}.rs"),
        source,
        || resource::file(api, resource),
    )];
    if !resource.models.is_empty() {
        let path = format!("src/models/{}.rs", resource.models_module());
        files.push(RustFile::new(path, source, || {
            models::file(api, &resource.models)
        }));
    }
    files
}
