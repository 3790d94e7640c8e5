//! Credentials in emitted code that gives them to a client, or checks that they are sent.

use crate::model::{API_KEY, AUTHORIZATION, Auth, KeyPlace, KeyScheme, Scheme};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the calls that give credentials of all schemes to a builder. `value` is that of the usual key, of a password and of
/// a token.
pub(super) fn setters(auth: &Auth, value: &str) -> TokenStream {
    auth.schemes
        .iter()
        .map(|scheme| {
            let value = secret(scheme, value);
            match scheme {
                Scheme::Key(KeyScheme { method, .. }) => {
                    let method = crate::names::ident(method);
                    quote!(.#method(#value))
                }
                Scheme::OAuth2(_) => quote!(.access_token(#value)),
                Scheme::Basic { .. } => quote!(.username("user").password(#value)),
            }
        })
        .collect()
}

/// Returns the secrets that [`setters`] gives to a builder, each once.
pub(super) fn secrets(auth: &Auth, value: &str) -> Vec<String> {
    let mut secrets = Vec::new();
    for scheme in &auth.schemes {
        let secret = secret(scheme, value);
        if !secrets.contains(&secret) {
            secrets.push(secret);
        }
    }
    secrets
}

/// Returns the credentials of some schemes that a provider returns.
pub(super) fn provided<'a>(schemes: impl Iterator<Item = &'a Scheme>, value: &str) -> TokenStream {
    let all = schemes.map(|scheme| {
        let value = secret(scheme, value);
        let method = match scheme {
            Scheme::Key(KeyScheme { method, .. }) => method.as_str(),
            Scheme::OAuth2(oauth2) => oauth2.token,
            Scheme::Basic { .. } => return quote!(Credentials::basic("user", #value)),
        };
        if method == API_KEY {
            quote!(Credentials::api_key(#value))
        } else {
            quote!(Credentials::named(#method, #value))
        }
    });
    all.reduce(|first, next| quote!(#first.and(#next)))
        .unwrap_or_default()
}

/// Credentials of a request, each with the name of its place.
#[derive(Default)]
pub(super) struct Sent {
    /// Names and values of headers.
    pub(super) headers: Vec<(String, String)>,
    /// Names and values of query parameters.
    pub(super) query: Vec<(String, String)>,
}

/// Returns the credentials of a combination that a request has, as [`setters`] gives them.
pub(super) fn sent(auth: &Auth, combination: &[usize]) -> Sent {
    let mut sent = Sent::default();
    for scheme in auth.schemes_of(combination) {
        let secret = secret(scheme, KEY);
        let (header, value) = match scheme {
            Scheme::Key(KeyScheme { place, .. }) => match place {
                KeyPlace::Header { name, prefix } => (name.as_str(), format!("{prefix}{secret}")),
                KeyPlace::Query(name) => {
                    sent.query.push((name.clone(), secret));
                    continue;
                }
            },
            Scheme::OAuth2(_) => (AUTHORIZATION, format!("Bearer {secret}")),
            // The name and the password as base64, with a colon between them.
            Scheme::Basic { .. } => (AUTHORIZATION, "Basic dXNlcjprZXk=".to_owned()),
        };
        sent.headers.push((header.to_owned(), value));
    }
    sent
}

/// Value of the usual key in wire tests.
pub(super) const KEY: &str = "key";

/// Returns the secret of a scheme. That of a key with a name of its own differs from those of others.
fn secret(scheme: &Scheme, value: &str) -> String {
    match scheme {
        Scheme::Key(KeyScheme { method, .. }) if method != API_KEY => format!("{value}.{method}"),
        Scheme::Key(_) | Scheme::OAuth2(_) | Scheme::Basic { .. } => value.to_owned(),
    }
}
