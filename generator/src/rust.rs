//! Model -> tokens, one module per construct. Emission cannot fail: `resolve` refuses what cannot be emitted.

mod api_info;
mod auth;
mod body_format;
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
mod methods;
mod models;
mod request;
mod resource;
mod response;
mod runtime;
mod snippets;
mod statics;
mod structs;
mod testing;
mod tests;
mod types;
mod unions;
mod value_path;
mod webhooks;

pub use file::RustFile;
pub use runtime::{
    MANIFEST as RUNTIME_MANIFEST, files as runtime_files, unneeded as unneeded_dependencies,
};
pub use snippets::snippets;
pub use tests::canaries::helper_files as canary_files;

use crate::model::{Api, Resource, model_files, queries};
use file::API_YAML;

/// Returns the Rust files of a crate, except those of the runtime.
#[must_use]
pub fn files(api: &Api) -> Vec<RustFile<'_>> {
    let mut files = of_api(api);
    for resource in &api.resources {
        files.push(of_resource(api, resource));
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
    if queries::has_methods(api) {
        files.push(RustFile::new("src/methods.rs", API_YAML, || {
            methods::emit(api)
        }));
    }
    if error::has_file(api) {
        files.push(RustFile::new("src/error.rs", API_YAML, || error::emit(api)));
    }
    if queries::has_response_headers(api) {
        files.push(RustFile::new("src/response.rs", API_YAML, || {
            response::emit(api)
        }));
    }
    for file in model_files(api) {
        let path = format!("src/models/{}.rs", file.module);
        files.push(RustFile::new(path, file.source, move || {
            models::file(api, &file.models)
        }));
    }
    files
}

/// Returns the file of a resource.
fn of_resource<'a>(api: &'a Api, resource: &'a Resource) -> RustFile<'a> {
    let path = resource.accessor().replace('.', "/");
    RustFile::new(format!("src/resources/{path}.rs"), &resource.source, || {
        resource::file(api, resource)
    })
}
