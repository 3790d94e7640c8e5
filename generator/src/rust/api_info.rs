//! The static that describes the API to the runtime.

use super::{imports::Imports, literals};
use crate::model::{
    Api, Auth, ClientParam, ConstantHeader, Head, KeyPlace, KeyScheme, OAuth2, Scheme, Server,
    UrlVariable, queries,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Returns the static that describes the API to the runtime.
pub(super) fn emit(api: &Api, imports: &Imports<'_>) -> TokenStream {
    let agent = format!(" (api {})", api.head.version);
    let connect = if queries::has_several_hosts(api) {
        quote!(Some(runtime::transport::hosts::connect))
    } else {
        quote!(None)
    };
    let base_url = api.head.base_url.as_deref().unwrap_or_default();
    let servers = servers(&api.head);
    let base_url_env = literals::option(api.head.base_url_env.as_ref());
    let auth = &api.head.auth;
    let (schemes, tokens) = (auth.schemes.iter().map(scheme), tokens(auth));
    let oauth2 = auth.schemes.iter().find_map(oauth2);
    let alternatives = alternatives(&auth.alternatives);
    let params = api.head.client_params.iter().map(client_param);
    let retries = Literal::u32_unsuffixed(api.head.max_retries);
    let statuses = api.head.retry_statuses.iter();
    let statuses = statuses.map(|status| Literal::u16_unsuffixed(*status));
    imports.add("std::time::Duration");
    let timeout = literals::duration(api.head.timeout);
    let message = api
        .error
        .as_ref()
        .map(|shape| shape.message.as_slice())
        .unwrap_or_default();
    let headers = constant_headers(&api.head.headers);
    let request_id = &api.head.request_id;
    quote! {
        #oauth2
        pub(crate) static API: runtime::config::api::Api = runtime::config::api::Api {
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"), #agent),
            base_url: #base_url,
            base_url_env: #base_url_env,
            servers: #servers,
            connect: #connect,
            schemes: &[#(&#schemes),*],
            auth: #alternatives,
            tokens: #tokens,
            client_params: &[#(#params),*],
            max_retries: #retries,
            retry_statuses: &[#(#statuses),*],
            timeout: #timeout,
            error_message: &[#(#message),*],
            headers: &[#(#headers),*],
            request_id_header: #request_id,
        };
    }
}

/// Returns the constant headers, as pairs of names and values.
pub(super) fn constant_headers(headers: &[ConstantHeader]) -> impl Iterator<Item = TokenStream> {
    headers
        .iter()
        .map(|ConstantHeader { name, value }| quote!((#name, #value)))
}

/// Returns the servers besides the default one, and the variables in URLs.
fn servers(head: &Head) -> TokenStream {
    if !head.has_servers() {
        return quote!(None);
    }
    let others = head.servers.iter().map(server);
    let variables = head.url_variables.iter().map(url_variable);
    quote! {
        Some(&runtime::config::servers::Servers {
            others: &[#(#others),*],
            variables: &[#(#variables),*],
        })
    }
}

fn server(server: &Server) -> TokenStream {
    let (method, url) = (server.method.rust(), &server.url);
    let env = literals::option(server.env.as_ref());
    quote!(runtime::config::servers::Server { method: #method, url: #url, env: #env })
}

fn url_variable(variable: &UrlVariable) -> TokenStream {
    let (name, method) = (variable.name.wire(), variable.name.rust());
    let env = literals::option(variable.env.as_ref());
    let default = literals::option(variable.default.as_ref());
    let values = &variable.values;
    quote! {
        runtime::config::servers::UrlVariable {
            name: #name,
            method: #method,
            env: #env,
            default: #default,
            values: &[#(#values),*],
        }
    }
}

fn client_param(param: &ClientParam) -> TokenStream {
    let (name, method) = (param.name.wire(), param.name.rust());
    let env = literals::option(param.env.as_ref());
    quote!(runtime::config::api::ClientParam { name: #name, method: #method, env: #env })
}

/// Returns combinations of schemes.
pub(super) fn alternatives(alternatives: &[Vec<usize>]) -> TokenStream {
    if alternatives.iter().all(Vec::is_empty) {
        return quote!(runtime::auth::NO_CREDENTIALS);
    }
    let alternatives = alternatives.iter().map(|combination| {
        let indexes = combination.iter();
        let indexes = indexes.map(|index| Literal::usize_unsuffixed(*index));
        quote!(&[#(#indexes),*])
    });
    quote!(&[#(#alternatives),*])
}

/// Returns the index of the scheme with a token server, and the server.
fn tokens(auth: &Auth) -> TokenStream {
    let mut schemes = auth.schemes.iter().enumerate();
    match schemes.find(|(_, scheme)| matches!(scheme, Scheme::OAuth2(_))) {
        Some((index, found)) => {
            let (index, scheme) = (Literal::usize_unsuffixed(index), scheme(found));
            quote!(Some((#index, &#scheme)))
        }
        None => quote!(None),
    }
}

/// Returns a scheme.
fn scheme(scheme: &Scheme) -> TokenStream {
    match scheme {
        Scheme::Key(KeyScheme { place, method, env }) => {
            let env = literals::option(env.as_ref());
            match place {
                KeyPlace::Header { name, prefix } => quote! {
                    runtime::auth::api_key::ApiKey { header: #name, prefix: #prefix, method: #method, env: #env }
                },
                KeyPlace::Query(name) => quote! {
                    runtime::auth::query_key::QueryKey { name: #name, method: #method, env: #env }
                },
            }
        }
        Scheme::OAuth2(_) => quote!(OAUTH2),
        Scheme::Basic { username, password } => {
            let (username, password) = (
                literals::option(username.as_ref()),
                literals::option(password.as_ref()),
            );
            quote!(runtime::auth::basic::Basic { username_env: #username, password_env: #password })
        }
    }
}

/// Returns the static of a scheme that asks a token server, which is both a scheme and the source of its credentials.
fn oauth2(scheme: &Scheme) -> Option<TokenStream> {
    let Scheme::OAuth2(OAuth2 {
        token_url,
        scopes,
        credentials_in_body,
        token,
        id,
        secret,
    }) = scheme
    else {
        return None;
    };
    let (id, secret) = (
        literals::option(id.as_ref()),
        literals::option(secret.as_ref()),
    );
    Some(quote! {
        static OAUTH2: runtime::auth::oauth2::OAuth2 = runtime::auth::oauth2::OAuth2 {
            token_url: #token_url,
            scopes: #scopes,
            credentials_in_body: #credentials_in_body,
            method: #token,
            id_env: #id,
            secret_env: #secret,
        };
    })
}
