//! The client and its builder.

mod builder;

use super::{
    api_info, docs,
    features::{WEBHOOKS, cfg},
    imports::{Imports, PathStyle},
};
use crate::model::{Api, Resource};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns `client.rs`.
pub(super) fn emit(api: &Api) -> TokenStream {
    let imports = Imports::new(PathStyle::Inside);
    let client = client(api, &imports);
    let builder = builder::emit(api, &imports);
    let info = api_info::emit(api, &imports);
    quote! {
        #![doc = " The client, and how one is built."]
        #imports

        #client
        #builder
        #info
    }
}

fn client(api: &Api, imports: &Imports<'_>) -> TokenStream {
    imports.add_all([
        "crate::RawRequest",
        "crate::Error",
        "crate::runtime",
        "http::Method",
    ]);
    let title = format!(" A client of the {} API.", api.head.name);
    let accessors = api.top_resources().map(accessor);
    let webhooks = api.webhooks.as_ref().map(|_| webhooks());
    quote! {
        #[doc = #title]
        ///
        /// It is cheap to clone: clones share connections and retry budget.
        #[derive(Clone, Debug)]
        pub struct Client {
            core: runtime::client::Core,
        }

        impl Client {
            /// A client with the environment's configuration.
            ///
            /// # Errors
            /// If a variable is missing or holds what does not fit. The error names the variable and the method of
            /// the builder that could be used instead.
            pub fn from_env() -> Result<Self, Error> {
                Self::builder().build()
            }

            /// A builder, for what the environment does not say.
            pub fn builder() -> ClientBuilder {
                ClientBuilder { settings: runtime::config::settings::Settings::new(&API) }
            }

            #(#accessors)*
            #webhooks

            /// A request to an endpoint that this crate does not know, with the client's credentials and retries.
            /// The path begins with `/` and comes behind the base URL.
            pub fn request(&self, method: Method, path: impl Into<String>) -> RawRequest {
                self.core.request(method, path.into())
            }
        }
    }
}

fn accessor(resource: &Resource) -> TokenStream {
    let name = resource.name.ident();
    let handle = resource.name.type_ident();
    let docs = docs::attributes(docs::lines(
        &resource.docs,
        &format!("The resource `{}`.", resource.name.rust()),
    ));
    let cfg = cfg([resource.name.rust()]);
    quote! {
        #docs
        #cfg
        #[must_use]
        pub fn #name(&self) -> crate::resources::#name::#handle {
            crate::resources::#name::#handle { core: self.core.clone() }
        }
    }
}

/// Returns the method that creates the verifier of webhooks.
fn webhooks() -> TokenStream {
    let cfg = cfg([WEBHOOKS]);
    quote! {
        /// What checks and decodes webhooks, with the secret that the client was built with.
        ///
        /// # Errors
        /// If there is no secret, or it is none.
        #cfg
        pub fn webhooks(&self) -> Result<crate::Webhooks, Error> {
            self.core.webhooks()
        }
    }
}
