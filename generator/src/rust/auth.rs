//! Credentials in emitted code that gives them to a client, or checks that they are sent.

use crate::model::{API_KEY, Auth, KeyPlace, KeyScheme, Scheme};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the calls that give credentials of all schemes to a builder. `value` is that of the usual key, of a password and of
/// a token.
pub(super) fn setters(auth: &Auth, value: &str) -> TokenStream {
    auth.schemes
        .iter()
        .map(|scheme| match scheme {
            Scheme::Key(KeyScheme { method, .. }) => {
                let value = value_of(method, value);
                let method = crate::names::ident(method);
                quote!(.#method(#value))
            }
            Scheme::OAuth2(_) => quote!(.access_token(#value)),
            Scheme::Basic { .. } => quote!(.username("user").password(#value)),
        })
        .collect()
}

/// Returns the credentials of a combination that a provider returns.
pub(super) fn provided(auth: &Auth, combination: &[usize], value: &str) -> TokenStream {
    let all = auth.schemes_of(combination).map(|scheme| match scheme {
        Scheme::Key(KeyScheme { method, .. }) if method == API_KEY => {
            quote!(Credentials::api_key(#value))
        }
        Scheme::Key(KeyScheme { method, .. }) => {
            let value = value_of(method, value);
            quote!(Credentials::named(#method, #value))
        }
        Scheme::OAuth2(oauth2) if oauth2.token == API_KEY => quote!(Credentials::api_key(#value)),
        Scheme::OAuth2(oauth2) => {
            let token = oauth2.token;
            quote!(Credentials::named(#token, #value))
        }
        Scheme::Basic { .. } => quote!(Credentials::basic("user", #value)),
    });
    all.reduce(|first, next| quote!(#first.and(#next)))
        .unwrap_or_default()
}

/// Returns the headers, and the query parameters, with the credentials of a combination, as [`setters`] gives them.
pub(super) fn sent(auth: &Auth, combination: &[usize]) -> Vec<(String, String)> {
    let schemes = auth.schemes_of(combination);
    schemes
        .map(|scheme| match scheme {
            Scheme::Key(KeyScheme { place, method, .. }) => match place {
                KeyPlace::Header { name, prefix } => {
                    (name.clone(), format!("{prefix}{}", value_of(method, KEY)))
                }
                KeyPlace::Query(name) => (name.clone(), value_of(method, KEY)),
            },
            Scheme::OAuth2(_) => ("authorization".to_owned(), format!("Bearer {KEY}")),
            // The name and the password as base64, with a colon between them.
            Scheme::Basic { .. } => {
                let pair = "Basic dXNlcjprZXk=".to_owned();
                ("authorization".to_owned(), pair)
            }
        })
        .collect()
}

/// Value of the usual key in wire tests.
pub(super) const KEY: &str = "key";

/// Returns the value of a key, which differs from those of others.
fn value_of(method: &str, value: &str) -> String {
    if method == API_KEY {
        value.to_owned()
    } else {
        format!("{value}.{method}")
    }
}
