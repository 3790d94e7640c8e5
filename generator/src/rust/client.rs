//! The client and its builder.

mod builder;
mod credentials;
mod servers;

use super::{
    api_info, docs,
    features::cfg,
    imports::{Imports, PathStyle},
};
use crate::{
    model::{Api, Resource},
    names::WEBHOOKS_FEATURE,
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns `client.rs`.
pub(super) fn emit(api: &Api) -> TokenStream {
    let imports = Imports::new(PathStyle::Inside);
    let client = client(api, &imports);
    let builder = builder::emit(api, &imports);
    let info = api_info::emit(api, &imports);
    quote! {
        #![doc = " The client and its builder."]
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
    let title = format!(" Client of the {} API.", api.head.name);
    let constructors = constructors();
    let accessors = api.top_resources().map(accessor);
    let webhooks = api.webhooks.as_ref().map(|_| webhooks());
    quote! {
        #[doc = #title]
        ///
        /// Cloning is cheap: clones share connections and the retry budget.
        #[derive(Clone, Debug)]
        pub struct Client {
            core: runtime::client::Core,
        }

        impl Client {
            #constructors

            #(#accessors)*
            #webhooks

            /// Creates a request to an endpoint that has no method in this crate, with the credentials and retries of the
            /// client. `url` is a path that begins with `/` and is appended to the base URL, or a whole URL. Both may have a
            /// query, which is sent as it is.
            ///
            /// A request to a URL whose scheme, host and port are not those of a server of the client has neither the
            /// credentials nor the headers of the client, only those that are set on the request. It goes past the layers
            /// around the transport.
            pub fn request(&self, method: Method, url: impl Into<String>) -> RawRequest {
                self.core.request(method, url.into())
            }
        }
    }
}

/// Returns the functions that create clients.
fn constructors() -> TokenStream {
    quote! {
        /// Creates a client that is configured by environment variables.
        ///
        /// # Errors
        /// Returns an error if a required variable is missing or a value is invalid. The error names the variable
        /// and the method of the builder that sets the same value.
        pub fn from_env() -> Result<Self, Error> {
            Self::builder().build()
        }

        /// Returns a builder. Values set on it take precedence over environment variables.
        pub fn builder() -> ClientBuilder {
            ClientBuilder { settings: runtime::config::settings::Settings::new(&API) }
        }

        /// Derives a client with other settings, such as another key or timeout. It shares the connections, the layers
        /// around them and the retry budget of this client. Everything that `change` does not set stays as it is;
        /// environment variables are not read.
        ///
        /// # Errors
        /// Returns an error if a value is blank or invalid, or if a setting needs other connections.
        pub fn with(&self, change: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<Self, Error> {
            let builder = change(ClientBuilder { settings: self.core.settings() });
            self.core.derived(builder.settings).map(|core| Self { core })
        }
    }
}

fn accessor(resource: &Resource) -> TokenStream {
    let name = resource.name.ident();
    let handle = resource.handle.ident();
    let docs = docs::attributes(docs::lines(
        &resource.docs,
        &format!("Returns the resource `{}`.", resource.name.rust()),
    ));
    let cfg = cfg([resource.name.rust()]);
    quote! {
        #docs
        #cfg
        #[must_use]
        pub fn #name(&self) -> crate::resources::#handle {
            crate::resources::#handle { core: self.core.clone() }
        }
    }
}

/// Returns the method that creates the verifier of webhooks.
fn webhooks() -> TokenStream {
    let cfg = cfg([WEBHOOKS_FEATURE]);
    quote! {
        /// Returns the verifier of webhooks, with the webhook secret of the client.
        ///
        /// # Errors
        /// Returns an error if the secret is missing or invalid.
        #cfg
        pub fn webhooks(&self) -> Result<crate::Webhooks, Error> {
            self.core.webhooks()
        }
    }
}
