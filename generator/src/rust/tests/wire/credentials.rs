//! Checks of the credentials of requests.

use super::percent::encode;
use crate::{
    model::{Api, Auth, Method, queries},
    rust::auth::{self, Sent},
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the check in the test of a method, if not all methods have the same credentials.
pub(super) fn of_method(api: &Api, method: &Method) -> TokenStream {
    if !queries::has_own_auth(api) {
        return TokenStream::new();
    }
    let auth = &api.head.auth;
    let own = method.settings.auth.as_ref();
    let preferred = own.map_or(auth.preferred(), |own| {
        own.first().map_or(&[], Vec::as_slice)
    });
    let calls = calls(auth, &auth::sent(auth, preferred));
    let calls = calls
        .into_iter()
        .map(|Call { function, pairs }| quote!(support::#function(&server, &[#pairs]);));
    calls.collect()
}

/// Returns the check of each request, if all methods have the same credentials.
pub(super) fn of_all_methods(api: &Api) -> TokenStream {
    if queries::has_own_auth(api) {
        return TokenStream::new();
    }
    let auth = &api.head.auth;
    let sent = auth::sent(auth, auth.preferred());
    if is_in_one_header(auth) {
        return match sent.headers.first() {
            Some((name, value)) => quote!(assert_eq!(header(#name), Some(#value));),
            None => quote!(assert_eq!(header("authorization"), None);),
        };
    }
    let calls = calls(auth, &sent).into_iter();
    let calls = calls.map(|Call { function, pairs }| quote!(#function(server, &[#pairs]);));
    calls.collect()
}

/// Returns the URL of a request, without keys.
pub(super) fn target_without_keys(api: &Api) -> TokenStream {
    if queries::has_query_keys(api) {
        quote!(without_keys(&request.target))
    } else {
        quote!(request.target.as_str())
    }
}

/// Returns the functions that look for credentials, if not all methods have the same ones in a single header.
pub(super) fn functions(api: &Api) -> TokenStream {
    let auth = &api.head.auth;
    if !queries::has_own_auth(api) && is_in_one_header(auth) {
        return TokenStream::new();
    }
    let headers = auth.headers();
    let headers = (!headers.is_empty()).then(|| check_credentials(&headers));
    let keys = queries::has_query_keys(api).then(|| check_keys(auth));
    quote! {
        #headers

        #keys

        /// Returns the expected credentials in a place, if there are any.
        fn expected<'a>(credentials: &[(&str, &'a str)], place: &str) -> Option<&'a str> {
            let known = credentials.iter().find(|(name, _)| *name == place);
            known.map(|(_, value)| *value)
        }
    }
}

/// Returns `true` if all credentials are in one header, in one form.
fn is_in_one_header(auth: &Auth) -> bool {
    auth.schemes.len() < 2 && auth.query().next().is_none()
}

/// Call of a function that looks for credentials.
struct Call {
    function: TokenStream,
    /// Names and values of all credentials in headers, or of all in the query.
    pairs: TokenStream,
}

/// Returns the calls of [`functions`] that look for the credentials of a request.
fn calls(auth: &Auth, sent: &Sent) -> Vec<Call> {
    let mut calls = Vec::new();
    if !auth.headers().is_empty() {
        let pairs = sent.headers.iter();
        let pairs = pairs.map(|(name, value)| quote!((#name, #value)));
        calls.push(Call {
            function: quote!(check_credentials),
            pairs: quote!(#(#pairs),*),
        });
    }
    if auth.query().next().is_some() {
        let pairs = sent.query.iter().map(|(name, value)| {
            let (name, value) = (encode(name), encode(value));
            quote!((#name, #value))
        });
        calls.push(Call {
            function: quote!(check_keys),
            pairs: quote!(#(#pairs),*),
        });
    }
    calls
}

/// Returns the function that looks for credentials in headers.
fn check_credentials(headers: &[&str]) -> TokenStream {
    quote! {
        /// Names of the headers that carry credentials.
        const CREDENTIALS: &[&str] = &[#(#headers),*];

        /// Checks that the request that the server received has these credentials in its headers, and no others.
        pub fn check_credentials(server: &Server, credentials: &[(&str, &str)]) {
            let requests = server.requests();
            for name in CREDENTIALS {
                let sent = requests[0].headers.get(*name);
                assert_eq!(sent.map(String::as_str), expected(credentials, name));
            }
        }
    }
}

/// Returns the functions that find keys in a query, and look for the expected ones.
fn check_keys(auth: &Auth) -> TokenStream {
    let names: Vec<_> = auth.query().map(encode).collect();
    quote! {
        /// Names of the keys in queries, percent-encoded.
        const KEYS: &[&str] = &[#(#names),*];

        /// Checks that the request that the server received has these keys in its query, and no others.
        pub fn check_keys(server: &Server, keys: &[(&str, &str)]) {
            let requests = server.requests();
            for name in KEYS {
                assert_eq!(key(&requests[0].target, name), expected(keys, name));
            }
        }

        /// Returns a URL without the keys at its end.
        fn without_keys(mut target: &str) -> &str {
            while let Some((before, last)) = target.rsplit_once(['?', '&']) {
                if !KEYS.iter().any(|name| last.strip_prefix(name).is_some_and(|rest| rest.starts_with('='))) {
                    break;
                }
                target = before;
            }
            target
        }

        /// Returns the value of a key in a URL.
        fn key<'a>(target: &'a str, name: &str) -> Option<&'a str> {
            let mut pairs = target.split(['?', '&']).skip(1);
            pairs.find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
        }
    }
}
