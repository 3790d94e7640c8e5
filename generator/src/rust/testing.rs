//! The testing kit: an API inside of the test, which answers what is prepared and checks what it is asked.

mod fixtures;
pub(super) mod resources;
mod shapes;

use super::{
    Unit, docs,
    features::{ModelFiles, cfg},
};
use crate::model::{Api, Auth, ModelId, Resource, Shape, queries};
use proc_macro2::TokenStream;
use quote::quote;

/// The feature of the kit.
pub(super) const FEATURE: &str = "testing";

/// The files of the kit.
pub(super) fn units(api: &Api) -> Vec<Unit<'_>> {
    const API: &str = "api.yaml";
    let mut units = vec![
        Unit::new("src/testing.rs", API, || root(api)),
        Unit::new("src/testing/rules.rs", API, || rules(api)),
    ];
    if api.methods().next().is_some() {
        units.push(Unit::new("src/testing/resources.rs", API, || {
            resources::root(api)
        }));
    }
    let described = shapes::described(api);
    for (folder, emit, wanted) in folders() {
        let files = files(api, |id| wanted(api, &described, id));
        if !files.is_empty() {
            let list = files.iter().map(|file| (file.module.clone(), file.index));
            let list: Vec<_> = list.collect();
            units.push(Unit::new(
                format!("src/testing/{folder}.rs"),
                API,
                move || modules(api, folder, &list),
            ));
        }
        units.extend(files.into_iter().map(|file| {
            let path = format!("src/testing/{folder}/{}.rs", file.module);
            Unit::new(path, file.source, move || emit(api, &file.models))
        }));
    }
    for resource in with_methods(api) {
        let path = format!("src/testing/resources/{}.rs", resource.module());
        units.push(Unit::new(path, &resource.source, || {
            resources::file(api, resource)
        }));
    }
    units
}

/// The resources that have methods.
fn with_methods(api: &Api) -> impl Iterator<Item = &Resource> {
    let resources = api.resources.iter();
    resources.filter(|resource| !resource.methods.is_empty())
}

/// How the file of some models is emitted.
type Emit = fn(&Api, &[ModelId]) -> TokenStream;

/// Which models are in a folder.
type Wanted = fn(&Api, &[ModelId], ModelId) -> bool;

/// The folders that have a file for each file of models.
fn folders() -> [(&'static str, Emit, Wanted); 2] {
    let is_no_mask: Wanted = |api, _, id| match api.models.get(id).shape {
        Shape::Mask(_) => false,
        Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_) => true,
    };
    [
        ("fixtures", fixtures::file, is_no_mask),
        ("shapes", shapes::file, |_, described, id| {
            described.binary_search(&id).is_ok()
        }),
    ]
}

/// A file that stands beside one of models.
struct File<'a> {
    module: String,
    source: &'a str,
    /// The place of its resource; `None` for what is shared.
    index: Option<usize>,
    models: Vec<ModelId>,
}

fn files(api: &Api, wanted: impl Fn(ModelId) -> bool) -> Vec<File<'_>> {
    let shared = File {
        module: "shared".to_owned(),
        source: "shared.yaml",
        index: None,
        models: api.shared.clone(),
    };
    let resources = api.resources.iter().enumerate();
    let owned = resources.map(|(index, resource)| File {
        module: resource.models_module(),
        source: &resource.source,
        index: Some(index),
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

/// The file that declares those of a folder.
fn modules(api: &Api, folder: &str, list: &[(String, Option<usize>)]) -> TokenStream {
    let needed = ModelFiles::new(api);
    let names: Vec<_> = list
        .iter()
        .map(|(name, _)| crate::names::ident(name))
        .collect();
    let cfgs: Vec<_> = list
        .iter()
        .map(|(_, index)| index.map(|index| needed.cfg(index)))
        .collect();
    if folder == "fixtures" {
        let title =
            " Values of all models, to reply with: what is required is set, the rest is left out.";
        let note = " Texts are `sample`, numbers 1, words the first that the API has; lists and maps are empty.";
        return quote! {
            #![doc = #title]
            //!
            #![doc = #note]
            #(#cfgs mod #names;)*
            #(#cfgs pub use #names::*;)*
        };
    }
    quote! {
        #![doc = " What models are made of that requests carry, and that fakes keep."]
        #(#cfgs mod #names;)*
    }
}

/// `testing.rs`.
fn root(api: &Api) -> TokenStream {
    let lib = &api.head.package.lib;
    let example = docs::attributes([
        "# Example".to_owned(),
        "```".to_owned(),
        format!("let server = {lib}::testing::Server::new();"),
        "let client = server.client();".to_owned(),
        "// Prepare replies by `server.on_…()`, and let the code under test use the client."
            .to_owned(),
        "assert!(server.requests().is_empty());".to_owned(),
        "# drop(client);".to_owned(),
        "```".to_owned(),
    ]);
    let has_models = !files(api, |id| {
        !matches!(api.models.get(id).shape, Shape::Mask(_))
    })
    .is_empty();
    let fixtures = has_models.then(|| {
        quote!(
            pub mod fixtures;
        )
    });
    let has_methods = api.methods().next().is_some();
    let resources = has_methods.then(|| {
        quote!(
            mod resources;
        )
    });
    let has_shapes = !shapes::described(api).is_empty();
    let shapes = has_shapes.then(|| {
        quote!(
            mod shapes;
        )
    });
    let routes = if has_methods {
        quote!(resources::ROUTES)
    } else {
        quote!(&[])
    };
    let exports = exports(api);
    let builder = builder(api);
    quote! {
        #![doc = " An API inside of the test: typed replies and fakes, under the real retries, paging and decoding."]
        //!
        //! A [`Server`] takes the place of the network. It holds each request against the description of the API, and
        //! panics in the task of the caller where they differ, or where nothing was prepared.
        #fixtures
        #resources
        pub mod rules;
        #shapes

        use crate::{Client, ClientBuilder, Method, runtime};

        #exports

        /// What answers in place of the API. Clones share what is prepared and what was received.
        ///
        #example
        #[derive(Clone, Debug)]
        pub struct Server {
            pub(crate) server: runtime::testing_server::Server,
        }

        impl Server {
            /// A server for which nothing is prepared yet.
            #[must_use]
            pub fn new() -> Self {
                let server = runtime::testing_server::Server::new(&crate::client::API, #routes);
                Self { server }
            }

            /// A client of the server. It needs neither network nor environment, and retries as any other.
            ///
            /// # Panics
            /// Never: all that it needs is set.
            #[must_use]
            pub fn client(&self) -> Client {
                self.builder().build().expect("all that a client needs is set")
            }

            /// The builder of such a client, for what a test wants to be otherwise.
            pub fn builder(&self) -> ClientBuilder {
                #builder
            }

            /// Prepares what an endpoint returns that the description does not know. The path comes behind the base URL.
            #[must_use]
            pub fn on(&self, method: Method, path: impl Into<String>) -> On<Value<serde_json::Value>> {
                self.server.on_path(method, path.into())
            }

            /// All requests that have arrived, in order, with those of retries. `Debug` shows no secrets.
            #[must_use]
            pub fn requests(&self) -> Vec<Request> {
                self.server.requests()
            }

            /// The methods of the API, with all that requests are checked for.
            pub fn routes(&self) -> impl Iterator<Item = &'static rules::Route> + use<> {
                #routes.iter().copied().flatten().copied()
            }
        }

        impl Default for Server {
            fn default() -> Self {
                Self::new()
            }
        }
    }
}

/// What of the runtime the kit shows.
fn exports(api: &Api) -> TokenStream {
    let pages = queries::has_pages(api).then(|| {
        quote!(
            pub use runtime::testing_pages::Pages;
        )
    });
    let events = queries::has_events(api).then(|| {
        quote!(
            pub use runtime::testing_events::Events;
        )
    });
    let fakes = queries::has_fakes(api).then(|| {
        quote!(
            pub use runtime::testing_fake::Fake;
        )
    });
    quote! {
        #events
        #fakes
        pub use runtime::testing_on::{Nothing, On, Value};
        #pages
        pub use runtime::testing_request::Request;
    }
}

/// A builder with all that a client needs.
fn builder(api: &Api) -> TokenStream {
    let base_url = &api.head.base_url;
    let credentials = match api.head.auth {
        Auth::None => TokenStream::new(),
        Auth::Bearer { .. } | Auth::Header { .. } => quote!(.api_key("testing")),
        Auth::Basic { .. } => quote!(.username("testing").password("testing")),
    };
    let params = api
        .head
        .client_params
        .iter()
        .map(|param| param.name.ident());
    quote! {
        Client::builder()
            .base_url(#base_url)
            .allow_plain_http(true)
            #credentials
            #(.#params("testing"))*
            .transport(self.server.clone())
    }
}

/// `testing/rules.rs`.
fn rules(api: &Api) -> TokenStream {
    let fakes = queries::has_fakes(api).then(|| {
        quote!(
            pub use crate::runtime::testing_fake::{FakeShape, Filter};
        )
    });
    quote! {
        #![doc = " What the description says of requests: what each is held against."]
        #fakes
        pub use crate::runtime::testing_rules::{
            BodyRule, ContentRule, Described, FieldRule, Kind, QueryRule, Route, Shape, VariantRule, shape_of,
        };
    }
}

/// The attribute of what is there for a resource.
fn resource_cfg(resource: &Resource) -> TokenStream {
    cfg([resource.top().rust()])
}
