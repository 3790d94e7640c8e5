//! The builder of the client.

use crate::{
    model::{Api, Auth, ClientParam, Webhooks, queries},
    rust::{
        docs,
        features::{WEBHOOKS, cfg},
        imports::Imports,
    },
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the builder.
pub(super) fn emit(api: &Api, imports: &Imports<'_>) -> TokenStream {
    imports.add("crate::runtime");
    let credentials = credentials(&api.head.auth, imports);
    let url = base_url(api);
    let params = api.head.client_params.iter().map(client_param);
    let secret = api.webhooks.as_ref().map(webhook_secret);
    let events = queries::has_events(api).then(max_event_bytes);
    let times = times(api, imports);
    let sending = sending(imports);
    let limits = limits();
    let build = build(imports);
    quote! {
        /// Builds a [`Client`]. What is set here counts more than the environment.
        #[derive(Debug)]
        #[must_use = "a builder makes no client until it is built"]
        pub struct ClientBuilder {
            settings: runtime::config::settings::Settings,
        }

        impl ClientBuilder {
            #credentials
            #url
            #(#params)*
            #secret
            #events
            #times
            #sending
            #limits
            #build
        }
    }
}

fn credentials(auth: &Auth, imports: &Imports<'_>) -> TokenStream {
    match auth {
        Auth::None => TokenStream::new(),
        Auth::Basic { username, password } => {
            imports.add("crate::SecretString");
            let username =
                docs::attributes([otherwise("Sets the name of the user", username.as_ref())]);
            let password = docs::attributes([otherwise("Sets the password", password.as_ref())]);
            quote! {
                #username
                pub fn username(mut self, username: impl Into<String>) -> Self {
                    self.settings.username(username.into());
                    self
                }

                #password
                pub fn password(mut self, password: impl Into<SecretString>) -> Self {
                    self.settings.password(password.into());
                    self
                }
            }
        }
        Auth::Bearer { env } | Auth::Header { env, .. } => {
            imports.add("crate::SecretString");
            let docs = docs::attributes([otherwise("Sets the API key", env.as_ref())]);
            quote! {
                #docs
                pub fn api_key(mut self, api_key: impl Into<SecretString>) -> Self {
                    self.settings.api_key(api_key.into());
                    self
                }
            }
        }
    }
}

fn webhook_secret(webhooks: &Webhooks) -> TokenStream {
    let docs = docs::attributes([otherwise(
        "Sets the secret that webhooks are signed with",
        webhooks.env.as_ref(),
    )]);
    let cfg = cfg([WEBHOOKS]);
    quote! {
        #docs
        #cfg
        pub fn webhook_secret(mut self, secret: impl Into<crate::SecretString>) -> Self {
            self.settings.webhook_secret(secret.into());
            self
        }
    }
}

fn base_url(api: &Api) -> TokenStream {
    let docs = docs::attributes([
        otherwise("Sets the base URL", api.head.base_url_env.as_ref()),
        String::new(),
        format!(
            "Without both, it is <{}>. A path in front of all routes is kept.",
            api.head.base_url
        ),
    ]);
    quote! {
        #docs
        pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
            self.settings.base_url(base_url.into());
            self
        }
    }
}

fn client_param(param: &ClientParam) -> TokenStream {
    let mut lines = docs::lines(
        &param.docs,
        &format!("Sets {}.", docs::code(param.name.wire())),
    );
    lines.push(String::new());
    lines.push(otherwise("A call may set its own", param.env.as_ref()));
    let docs = docs::attributes(lines);
    let (name, wire) = (param.name.ident(), param.name.wire());
    quote! {
        #docs
        pub fn #name(mut self, #name: impl Into<String>) -> Self {
            self.settings.client_param(#wire, #name.into());
            self
        }
    }
}

fn otherwise(sentence: &str, env: Option<&String>) -> String {
    match env {
        Some(env) => format!("{sentence}; the variable `{env}` holds it otherwise."),
        None => format!("{sentence}."),
    }
}

fn max_event_bytes() -> TokenStream {
    quote! {
        /// Sets the size above which an event of a stream is refused; 16 MiB if it is not set.
        pub fn max_event_bytes(mut self, bytes: usize) -> Self {
            self.settings.max_event_bytes(bytes);
            self
        }
    }
}

/// Returns the methods for time limits and retries.
fn times(api: &Api, imports: &Imports<'_>) -> TokenStream {
    imports.add("std::time::Duration");
    let timeout = format!(" body; {:?} if it is not set.", api.head.timeout);
    let retries = format!(" {} if it is not set.", api.head.max_retries);
    quote! {
        /// Sets the time that one attempt of a call may take, from connecting through the end of the
        #[doc = #timeout]
        pub fn timeout(mut self, timeout: Duration) -> Self {
            self.settings.timeout(timeout);
            self
        }

        /// Sets the time that a whole call may take, with all attempts and the pauses between them; for a walk
        /// over pages, all pages together. There is no such limit if it is not set.
        pub fn total_timeout(mut self, timeout: Duration) -> Self {
            self.settings.total_timeout(timeout);
            self
        }

        /// Sets the time that the default transport may take to connect; 5 seconds if it is not set.
        pub fn connect_timeout(mut self, timeout: Duration) -> Self {
            self.settings.connect_timeout(timeout);
            self
        }

        /// Sets how often a call is tried again after a failure that may pass, from 0 to 10;
        #[doc = #retries]
        pub fn max_retries(mut self, retries: u32) -> Self {
            self.settings.max_retries(retries);
            self
        }
    }
}

/// Returns the methods for headers, the transport and observers.
fn sending(imports: &Imports<'_>) -> TokenStream {
    imports.add_all([
        "crate::Hooks",
        "crate::Transport",
        "crate::Unknown",
        "http::HeaderName",
        "http::HeaderValue",
    ]);
    quote! {
        /// Sets a header that goes out with every request; a call may replace it.
        pub fn header(mut self, name: impl TryInto<HeaderName>, value: impl TryInto<HeaderValue>) -> Self {
            self.settings.header(name, value);
            self
        }

        /// Sets what sends the requests, in place of the default transport.
        pub fn transport(mut self, transport: impl Transport) -> Self {
            self.settings.transport(transport);
            self
        }

        /// Sets who is told of calls, attempts and retries, for metrics.
        pub fn hooks(mut self, hooks: impl Hooks) -> Self {
            self.settings.hooks(hooks);
            self
        }

        /// Sets who hears of fields and enum values in responses that this version of the crate does not know, by
        /// their paths. Nothing is told of their values. Decoding is somewhat slower then.
        pub fn on_unknown(mut self, on_unknown: impl Fn(&Unknown<'_>) + Send + Sync + 'static) -> Self {
            self.settings.on_unknown(on_unknown);
            self
        }
    }
}

/// Returns the methods for limits and for the meaning of a missing resource.
fn limits() -> TokenStream {
    quote! {
        /// Allows plain `http` to machines other than this one. Keys then travel in the clear.
        pub fn allow_plain_http(mut self, allow: bool) -> Self {
            self.settings.allow_plain_http(allow);
            self
        }

        /// Sets the size above which a response's body is refused; 64 MiB if it is not set.
        pub fn max_response_bytes(mut self, bytes: usize) -> Self {
            self.settings.max_response_bytes(bytes);
            self
        }

        /// Sets whether a `DELETE` has succeeded that meets 404 in a later attempt, since an earlier one may have
        /// deleted what it names; true if it is not set.
        pub fn missing_is_deleted(mut self, deleted: bool) -> Self {
            self.settings.missing_is_deleted(deleted);
            self
        }
    }
}

/// Returns the method that builds the client.
fn build(imports: &Imports<'_>) -> TokenStream {
    imports.add("crate::Error");
    quote! {
        /// Builds the client.
        ///
        /// # Errors
        /// If a value is missing, blank or does not fit; nothing is connected yet.
        pub fn build(self) -> Result<Client, Error> {
            self.settings.build().map(|core| Client { core })
        }
    }
}
