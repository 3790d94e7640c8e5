//! Model -> tokens, one module per construct. Emission cannot fail: what could go wrong is found by `resolve`.

mod api_info;
mod canaries;
mod client;
mod crate_root;
mod docs;
mod documented;
mod enums;
mod error;
mod example;
mod features;
mod method;
mod models;
mod parts;
mod request;
mod resource;
mod runtime;
mod sample;
mod structs;
mod testing;
mod types;
mod unions;
mod webhooks;
mod wire_test;

pub use canaries::files as canary_files;
pub use runtime::{files as runtime_files, manifest as runtime_manifest};

use crate::model::Api;
use proc_macro2::TokenStream;

/// A Rust file to be emitted.
pub struct Unit<'a> {
    /// Its path in the crate.
    pub path: String,
    /// The file of the description that it comes from, inside the spec folder.
    pub source: &'a str,
    emit: Box<dyn Fn() -> TokenStream + Send + Sync + 'a>,
}

impl<'a> Unit<'a> {
    fn new(
        path: impl Into<String>,
        source: &'a str,
        emit: impl Fn() -> TokenStream + Send + Sync + 'a,
    ) -> Self {
        Self {
            path: path.into(),
            source,
            emit: Box::new(emit),
        }
    }

    /// The tokens of the file. They are made on the thread that prints them, for tokens cannot travel.
    #[must_use]
    pub fn tokens(&self) -> TokenStream {
        (self.emit)()
    }
}

/// The Rust files of a crate, the runtime apart.
#[must_use]
pub fn units(api: &Api) -> Vec<Unit<'_>> {
    const API: &str = "api.yaml";
    let mut units = vec![
        Unit::new("src/lib.rs", API, || crate_root::emit(api)),
        Unit::new("src/client.rs", API, || client::emit(api)),
        Unit::new("src/models.rs", API, || models::root(api)),
        Unit::new("src/resources.rs", API, || resource::root(api)),
    ];
    if api.methods().next().is_some() {
        units.push(Unit::new("tests/wire/main.rs", API, || {
            wire_test::root(api)
        }));
        units.push(Unit::new("tests/wire/support.rs", API, || {
            wire_test::support(api)
        }));
    }
    if let Some(webhooks) = &api.webhooks {
        units.push(Unit::new("src/webhooks.rs", API, || {
            webhooks::emit(api, webhooks)
        }));
    }
    if let Some(shape) = &api.error {
        units.push(Unit::new("src/error.rs", API, move || {
            error::emit(api, shape)
        }));
    }
    if !api.shared.is_empty() {
        units.push(Unit::new("src/models/shared.rs", "shared.yaml", || {
            models::file(api, &api.shared)
        }));
    }
    units.extend(testing::units(api));
    units.extend(canaries::units(api));
    for resource in &api.resources {
        let (module, source) = (resource.module(), resource.source.as_str());
        let path = resource.accessor().replace('.', "/");
        units.push(Unit::new(
            format!("src/resources/{path}.rs"),
            source,
            || resource::file(api, resource),
        ));
        if !resource.models.is_empty() {
            let path = format!("src/models/{}.rs", resource.models_module());
            units.push(Unit::new(path, source, || {
                models::file(api, &resource.models)
            }));
        }
        if !resource.methods.is_empty() {
            units.push(Unit::new(format!("tests/wire/{module}.rs"), source, || {
                wire_test::file(api, resource)
            }));
        }
    }
    units
}
