//! `testing.rs` with the server that replaces the API, and `testing/rules.rs`.

use super::model_files;
use crate::{
    model::{Api, Returns, queries, sample_url},
    names::{DOWNLOAD_FEATURE, EVENTS_FEATURE, LINES_FEATURE},
    rust::{
        auth, docs,
        features::cfg,
        imports::{Imports, PathStyle},
    },
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns `testing.rs`.
pub(super) fn file(api: &Api) -> TokenStream {
    let imports = Imports::new(PathStyle::Inside);
    let modules = modules(api);
    let exports = exports(api);
    let server = server(api, &imports);
    let clients = clients(api, &imports);
    let requests = requests(api, &imports);
    quote! {
        #![doc = " Testing kit: an in-process server that replaces the API, with typed replies and fakes."]
        //!
        //! Retries, pagination and decoding are the real ones; a [`Server`] only replaces the network. It checks each
        //! request against the description of the API. If a request violates it, or if no reply is prepared, the
        //! server panics in the task of the caller.
        #modules

        #imports

        #exports

        #server

        impl Server {
            #clients
            #requests
        }

        impl Default for Server {
            fn default() -> Self {
                Self::new()
            }
        }
    }
}

/// Returns the declarations of the modules.
fn modules(api: &Api) -> TokenStream {
    let fixtures = (!model_files::with_fixtures(api).is_empty()).then(|| {
        quote!(
            pub mod fixtures;
        )
    });
    let resources = queries::has_methods(api).then(|| {
        quote!(
            mod resources;
        )
    });
    let shapes = (!model_files::with_shapes(api).is_empty()).then(|| {
        quote!(
            mod shapes;
        )
    });
    quote! {
        #fixtures
        #resources
        pub mod rules;
        #shapes
    }
}

/// Returns the re-exports of the runtime's part of the kit.
fn exports(api: &Api) -> TokenStream {
    let pages = queries::has_pages(api).then(|| {
        quote!(
            pub use runtime::testing::pages::Pages;
        )
    });
    let events = queries::has_events(api).then(|| {
        let cfg = cfg([EVENTS_FEATURE]);
        quote!(
            #cfg
            pub use runtime::testing::events::Events;
        )
    });
    let downloads =
        queries::returns(api, |returns| matches!(returns, Returns::Download)).then(|| {
            let cfg = cfg([DOWNLOAD_FEATURE]);
            quote!(
                #cfg
                pub use runtime::testing::downloads::ReturnsDownload;
            )
        });
    let lines = queries::has_lines(api).then(|| {
        let cfg = cfg([LINES_FEATURE]);
        quote!(
            #cfg
            pub use runtime::testing::lines::Lines;
        )
    });
    let redirects =
        queries::returns(api, |returns| matches!(returns, Returns::Redirect)).then(|| {
            quote!(
                pub use runtime::testing::redirects::ReturnsRedirect;
            )
        });
    let texts = queries::returns(api, |returns| matches!(returns, Returns::Text)).then(|| {
        quote!(
            pub use runtime::testing::texts::ReturnsText;
        )
    });
    let by_status = by_status(api);
    let fakes = queries::has_fakes(api).then(|| {
        quote!(
            pub use runtime::testing::fake::Fake;
        )
    });
    quote! {
        #by_status
        #downloads
        #events
        #fakes
        #lines
        pub use runtime::testing::on::{On, ReturnsNothing, ReturnsValue};
        #pages
        #redirects
        pub use runtime::testing::request::Request;
        #texts
    }
}

/// Returns the static with the routes of all methods.
fn routes(api: &Api) -> TokenStream {
    if queries::has_methods(api) {
        quote!(resources::ROUTES)
    } else {
        quote!(&[])
    }
}

/// Returns the type of the server.
fn server(api: &Api, imports: &Imports<'_>) -> TokenStream {
    imports.add("crate::runtime");
    let lib = &api.head.package.lib;
    let example = docs::attributes([
        "# Example".to_owned(),
        "```".to_owned(),
        format!("let server = {lib}::testing::Server::new();"),
        "let client = server.client();".to_owned(),
        "// Prepare replies with `server.on_…()`, and pass the client to the code under test."
            .to_owned(),
        "assert!(server.requests().is_empty());".to_owned(),
        "# drop(client);".to_owned(),
        "```".to_owned(),
    ]);
    quote! {
        /// Server that replaces the API in tests. Clones share prepared replies and received requests.
        ///
        #example
        #[derive(Clone, Debug)]
        pub struct Server {
            pub(crate) server: runtime::testing::server::Server,
        }
    }
}

/// Returns the methods that create a server and its clients.
fn clients(api: &Api, imports: &Imports<'_>) -> TokenStream {
    imports.add_all(["crate::Client", "crate::ClientBuilder", "crate::runtime"]);
    let routes = routes(api);
    let builder = builder(api);
    quote! {
        /// Creates a server without prepared replies.
        #[must_use]
        pub fn new() -> Self {
            let server = runtime::testing::server::Server::new(&crate::client::API, #routes);
            Self { server }
        }

        /// Returns a client of the server. It uses neither the network nor environment variables.
        ///
        /// # Panics
        /// Never, since all required values are set.
        #[must_use]
        pub fn client(&self) -> Client {
            self.builder().build().expect("all required values are set")
        }

        /// Returns the builder of such a client, to change its settings.
        pub fn builder(&self) -> ClientBuilder {
            #builder
        }
    }
}

/// Returns the methods for replies to any path, for received requests, and for routes.
fn requests(api: &Api, imports: &Imports<'_>) -> TokenStream {
    imports.add("crate::Method");
    let routes = routes(api);
    quote! {
        /// Prepares the replies of an endpoint that is not in the description. `path` is appended to the base URL.
        #[must_use]
        pub fn on(&self, method: Method, path: impl Into<String>) -> On<ReturnsValue<serde_json::Value>> {
            self.server.on_path(method, path.into())
        }

        /// Returns all received requests in order, including retries. `Debug` of a request shows no secrets.
        #[must_use]
        pub fn requests(&self) -> Vec<Request> {
            self.server.requests()
        }

        /// Returns the routes of all methods, with the rules for their requests.
        pub fn routes(&self) -> impl Iterator<Item = &'static rules::Route> + use<> {
            #routes.iter().copied().flatten().copied()
        }
    }
}

/// Returns the expression of a builder with everything that a client needs.
fn builder(api: &Api) -> TokenStream {
    let base_url = api.head.sample_base_url();
    let urls = api.head.servers.iter().map(|server| {
        let (method, url) = (
            server.method.ident(),
            sample_url(&server.url, &api.head.url_variables),
        );
        quote!(.#method(#url))
    });
    let credentials = auth::setters(&api.head.auth, "testing");
    let params = api
        .head
        .client_params
        .iter()
        .map(|param| param.name.ident());
    quote! {
        Client::builder()
            .base_url(#base_url)
            #(#urls)*
            .allow_plain_http(true)
            #credentials
            #(.#params("testing"))*
            .transport(self.server.clone())
    }
}

/// Returns `testing/rules.rs`.
pub(super) fn rules(api: &Api) -> TokenStream {
    let fakes = queries::has_fakes(api).then(|| {
        quote!(
            pub use crate::runtime::testing::fake::shape::{FakeShape, Filter};
        )
    });
    quote! {
        #![doc = " Rules for requests, from the description of the API."]
        #fakes
        pub use crate::runtime::testing::rules::{
            BodyCodec, BodyRule, ContentRule, Described, FieldRule, FormRule, HeaderRule, ModelShape, QueryForm, QueryRule, Route, TagRule, ValueKind, VariantRule, shape_of,
        };
    }
}

/// Returns the re-export of the replies of methods whose status says which kind of response it is.
fn by_status(api: &Api) -> Option<TokenStream> {
    queries::has_result_enums(api).then(|| {
        quote!(
            pub use runtime::testing::by_status::ReturnsByStatus;
        )
    })
}
