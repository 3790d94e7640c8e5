//! The builder of the client.

use super::{
    credentials::{self, with_default},
    servers,
};
use crate::{
    model::{Api, ClientParam, Webhooks, queries},
    names::WEBHOOKS_FEATURE,
    rust::{docs, features::cfg, imports::Imports},
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the builder.
pub(super) fn emit(api: &Api, imports: &Imports<'_>) -> TokenStream {
    imports.add("crate::runtime");
    let credentials = credentials::emit(&api.head.auth, imports);
    let urls = servers::emit(&api.head);
    let params = api.head.client_params.iter().map(client_param);
    let secret = api.webhooks.as_ref().map(webhook_secret);
    let events = max_event_bytes(api);
    let times = times(api, imports);
    let sending = sending(imports);
    let limits = limits();
    let build = build(imports);
    quote! {
        /// Builder of a [`Client`]. Values set here take precedence over environment variables.
        #[derive(Debug)]
        #[must_use = "a builder does nothing until `build` is called"]
        pub struct ClientBuilder {
            settings: runtime::config::settings::Settings,
        }

        impl ClientBuilder {
            #credentials
            #urls
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

fn webhook_secret(webhooks: &Webhooks) -> TokenStream {
    let docs = docs::attributes([with_default(
        "Sets the secret with which webhooks are signed",
        webhooks.env.as_ref(),
    )]);
    let cfg = cfg([WEBHOOKS_FEATURE]);
    quote! {
        #docs
        #cfg
        pub fn webhook_secret(mut self, secret: impl Into<crate::SecretString>) -> Self {
            self.settings.webhook_secret(secret.into());
            self
        }
    }
}

fn client_param(param: &ClientParam) -> TokenStream {
    let (name, wire) = (param.name.ident(), param.name.wire());
    let title = format!("Sets the default of `{}` for all calls.", param.name.rust());
    let rule = with_default("A call can override the value", param.env.as_ref());
    let mut lines = vec![title, String::new()];
    lines.extend(param.docs.0.iter().cloned());
    lines.push(rule);
    let docs = docs::attributes(lines);
    quote! {
        #docs
        pub fn #name(mut self, #name: impl Into<String>) -> Self {
            self.settings.client_param(#wire, #name.into());
            self
        }
    }
}

/// Returns the limit on events and lines; nothing if the API has neither.
fn max_event_bytes(api: &Api) -> TokenStream {
    let limited = match (queries::has_events(api), queries::has_lines(api)) {
        (true, true) => "an event or a line",
        (true, false) => "an event",
        (false, true) => "a line",
        (false, false) => return TokenStream::new(),
    };
    let docs = docs::attributes([format!(
        "Sets the maximum size of {limited} in bytes. A larger one is an error. Defaults to 16 MiB."
    )]);
    quote! {
        #docs
        pub fn max_event_bytes(mut self, bytes: usize) -> Self {
            self.settings.max_event_bytes(bytes);
            self
        }
    }
}

/// Returns the methods for time limits and retries.
fn times(api: &Api, imports: &Imports<'_>) -> TokenStream {
    imports.add("std::time::Duration");
    let timeout = format!(" Defaults to {:?}.", api.head.timeout);
    let retries = format!(" Defaults to {}.", api.head.max_retries);
    quote! {
        /// Sets the timeout of one attempt of a call, from connecting to the end of the response body.
        #[doc = #timeout]
        pub fn timeout(mut self, timeout: Duration) -> Self {
            self.settings.timeout(timeout);
            self
        }

        /// Sets the timeout of a whole call: all attempts and the delays between them. If a call iterates over pages,
        /// the timeout is for all pages together. There is no such timeout by default.
        pub fn total_timeout(mut self, timeout: Duration) -> Self {
            self.settings.total_timeout(timeout);
            self
        }

        /// Sets the timeout for connecting with the default transport. Defaults to 5 seconds.
        pub fn connect_timeout(mut self, timeout: Duration) -> Self {
            self.settings.connect_timeout(timeout);
            self
        }

        /// Sets the TLS options of the default transport, such as root certificates.
        #[cfg(feature = "__tls")]
        pub fn tls(mut self, options: crate::TlsOptions) -> Self {
            self.settings.tls(options);
            self
        }

        /// Sets the maximum number of retries of a call after transient failures, from 0 to 10.
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
        "std::sync::Arc",
    ]);
    quote! {
        /// Sets a header that is sent with every request. A call can override it.
        pub fn header(mut self, name: impl TryInto<HeaderName>, value: impl TryInto<HeaderValue>) -> Self {
            self.settings.header(name, value);
            self
        }

        /// Sets the transport that sends the requests, instead of the default one.
        pub fn transport(mut self, transport: impl Transport) -> Self {
            self.settings.transport(transport);
            self
        }

        /// Puts a layer around the transport, which sees each attempt: the request with all headers and the body, and the
        /// response. It can change both, or respond itself. `wrap` gets the transport inside of the layer.
        ///
        /// The first layer is the innermost, next to the network; each further one is put around those before, so the
        /// last one sees a request first. It does not matter whether the transport is set before or after.
        pub fn wrap_transport<T: Transport>(
            mut self,
            wrap: impl FnOnce(Arc<dyn Transport>) -> T + Send + Sync + 'static,
        ) -> Self {
            self.settings.wrap_transport(wrap);
            self
        }

        /// Sets the hooks that observe calls, attempts and retries, for example for metrics.
        pub fn hooks(mut self, hooks: impl Hooks) -> Self {
            self.settings.hooks(hooks);
            self
        }

        /// Sets the function to call for each field and enum value of a response that is unknown to this version of the
        /// crate. It receives the path, never the value. Decoding becomes somewhat slower.
        pub fn on_unknown(mut self, on_unknown: impl Fn(&Unknown<'_>) + Send + Sync + 'static) -> Self {
            self.settings.on_unknown(on_unknown);
            self
        }
    }
}

/// Returns the methods for limits, and for status 404 in reply to a `DELETE`.
fn limits() -> TokenStream {
    quote! {
        /// Allows plain `http` to hosts other than this machine. Credentials are then sent unencrypted.
        pub fn allow_plain_http(mut self, allow: bool) -> Self {
            self.settings.allow_plain_http(allow);
            self
        }

        /// Sets the maximum size of a response body in bytes. A larger body is an error. Defaults to 64 MiB.
        pub fn max_response_bytes(mut self, bytes: usize) -> Self {
            self.settings.max_response_bytes(bytes);
            self
        }

        /// Sets whether a `DELETE` succeeds if a retry of it receives status 404, since the attempt before may have
        /// deleted the resource. Defaults to `true`.
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
        /// Builds the client, without connecting.
        ///
        /// # Errors
        /// Returns an error if a required value is missing, or if a value is blank or invalid.
        pub fn build(self) -> Result<Client, Error> {
            self.settings.build().map(|core| Client { core })
        }
    }
}
