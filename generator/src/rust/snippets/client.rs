//! Snippets that build a client.

use super::{
    choice::Choice,
    scaffold::{formatted, imports},
};
use crate::{
    model::{Api, Scheme},
    rust::{auth, example::docs::usage},
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the first program: a client from the environment, and a call if one needs no arguments.
pub(super) fn start(api: &Api, choice: &Choice<'_>) -> String {
    let imports = imports(api, &["Client", "Error"]);
    let call = choice.simple.map_or_else(
        || quote!(println!("{client:?}");),
        |example| usage(api, example.resource, example.method, &imports),
    );
    let main = quote! {
        #[tokio::main(flavor = "current_thread")]
        async fn main() -> Result<(), Error> {
            let client = Client::from_env()?;
            #call
            Ok(())
        }
    };
    formatted(&imports, &[main])
}

pub(super) fn builder(api: &Api) -> String {
    let settings = settings(api);
    let function = quote! {
        fn build() -> Result<Client, Error> {
            Client::builder() #settings.build()
        }
    };
    formatted(&imports(api, &["Client", "Error"]), &[function])
}

pub(super) fn hooks(api: &Api) -> String {
    let settings = settings(api);
    let metrics = quote! {
        struct Metrics;
    };
    let hooks = quote! {
        impl Hooks for Metrics {
            fn call_finished(&self, call: &CallFinished<'_>) {
                println!("{} took {:?} in {} attempts", call.operation, call.duration, call.attempts);
            }
        }
    };
    let function = quote! {
        fn with_hooks() -> Result<Client, Error> {
            Client::builder()
                #settings
                .hooks(Metrics)
                .on_unknown(|unknown| eprintln!("unknown to this version of the crate: {unknown:?}"))
                .build()
        }
    };
    let imports = imports(api, &["CallFinished", "Client", "Error", "Hooks"]);
    formatted(&imports, &[metrics, hooks, function])
}

pub(super) fn reqwest(api: &Api) -> String {
    let settings = settings(api);
    let function = quote! {
        fn with_reqwest() -> Result<Client, Box<dyn std::error::Error>> {
            let transport = ReqwestTransport::build(reqwest::Client::builder().no_proxy())?;
            Ok(Client::builder() #settings.transport(transport).build()?)
        }
    };
    formatted(&imports(api, &["Client", "ReqwestTransport"]), &[function])
}

pub(super) fn transport(api: &Api) -> String {
    let settings = settings(api);
    let canned = quote! {
        struct FixedResponse;
    };
    let transport = quote! {
        impl Transport for FixedResponse {
            fn send(&self, _: http::Request<Bytes>) -> TransportFuture {
                Box::pin(async { Ok(http::Response::new(Body::from("{}"))) })
            }
        }
    };
    let own = quote! {
        fn with_transport() -> Result<Client, Error> {
            Client::builder() #settings.transport(FixedResponse).build()
        }
    };
    let types = ["Body", "Client", "Error", "Transport", "TransportFuture"];
    let imports = imports(api, &types);
    imports.add(&format!("{}::bytes::Bytes", api.head.package.lib));
    imports.add(&format!("{}::http", api.head.package.lib));
    formatted(&imports, &[canned, transport, own])
}

pub(super) fn middleware(api: &Api) -> String {
    let settings = settings(api);
    let function = quote! {
        fn with_layer() -> Result<Client, Error> {
            Client::builder()
                #settings
                .wrap_transport(|inner| {
                    move |mut request: http::Request<Bytes>| {
                        let length = HeaderValue::from(request.body().len());
                        request.headers_mut().insert("x-signed-length", length);
                        inner.send(request)
                    }
                })
                .build()
        }
    };
    let imports = imports(api, &["Client", "Error", "HeaderValue", "Transport"]);
    imports.add(&format!("{}::bytes::Bytes", api.head.package.lib));
    imports.add(&format!("{}::http", api.head.package.lib));
    formatted(&imports, &[function])
}

/// Returns a client with a provider of credentials; `None` if the API needs none.
pub(super) fn credentials(api: &Api) -> Option<String> {
    let auth = &api.head.auth;
    if auth.preferred().is_empty() {
        return None;
    }
    let current = auth::provided(auth.schemes_of(auth.preferred()), "the current key");
    let read = quote! {
        async fn current() -> Result<Credentials, std::io::Error> {
            Ok(#current.valid_for(Duration::from_secs(300)))
        }
    };
    let settings = params(api);
    let function = quote! {
        fn with_credentials() -> Result<Client, Error> {
            Client::builder() #settings.credentials(current).build()
        }
    };
    let imports = imports(api, &["Client", "Credentials", "Error"]);
    imports.add("std::time::Duration");
    Some(formatted(&imports, &[read, function]))
}

/// Returns the setters of the builder that an API needs.
fn settings(api: &Api) -> TokenStream {
    let auth = &api.head.auth;
    let preferred = auth.schemes_of(auth.preferred());
    let auth = preferred.map(|scheme| match scheme {
        Scheme::Key(key) => {
            let method = crate::names::ident(&key.method);
            quote!(.#method("key"))
        }
        Scheme::OAuth2(_) => quote!(.client_id("id").client_secret("secret")),
        Scheme::Basic { .. } => quote!(.username("name").password("password")),
    });
    let auth: TokenStream = auth.collect();
    let params = params(api);
    quote!(#auth #params)
}

/// Returns the setters of the client-level parameters, and of the values for the base URL that a client must be given.
fn params(api: &Api) -> TokenStream {
    let params = api.head.client_params.iter().map(|param| {
        let wire = param.name.wire();
        let value = param.example.as_deref().unwrap_or(wire);
        let setter = param.name.ident();
        quote!(.#setter(#value))
    });
    let base_url = api.head.base_url.is_none();
    let base_url = base_url.then(|| quote!(.base_url("https://api.example.com")));
    let variables = api.head.required_variables().map(|variable| {
        let (setter, value) = (variable.name.ident(), variable.sample());
        quote!(.#setter(#value))
    });
    quote!(#base_url #(#variables)* #(#params)*)
}
