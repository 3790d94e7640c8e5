//! Methods of the builder for credentials.

use crate::{
    model::{API_KEY, Auth, KeyPlace, KeyScheme, OAuth2, Scheme},
    rust::{docs, imports::Imports},
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the methods.
pub(super) fn emit(auth: &Auth, imports: &Imports<'_>) -> TokenStream {
    if auth.schemes.is_empty() {
        return TokenStream::new();
    }
    imports.add("crate::SecretString");
    let several = auth.schemes.len() > 1;
    let setters = auth.schemes.iter().map(|scheme| match scheme {
        Scheme::Key(key) => self::key(key, several),
        Scheme::OAuth2(oauth2) => self::oauth2(oauth2),
        Scheme::Basic { username, password } => basic(username.as_ref(), password.as_ref()),
    });
    let setters: TokenStream = setters.collect();
    let provider = provider(imports);
    quote!(#setters #provider)
}

/// Returns the method that sets a key.
fn key(key: &KeyScheme, several: bool) -> TokenStream {
    let place = match &key.place {
        KeyPlace::Header { name, .. } => format!("the header {}", docs::code(name)),
        KeyPlace::Query(name) => format!("the query parameter {}", docs::code(name)),
    };
    let sentence = if several || matches!(key.place, KeyPlace::Query(_)) {
        format!("Sets the API key in {place}")
    } else {
        "Sets the API key".to_owned()
    };
    let docs = docs::attributes([with_default(&sentence, key.env.as_ref())]);
    let name = crate::names::ident(&key.method);
    let set = if key.method == API_KEY {
        quote!(self.settings.api_key(#name.into()))
    } else {
        let method = &key.method;
        quote!(self.settings.credential(#method, #name.into()))
    };
    quote! {
        #docs
        pub fn #name(mut self, #name: impl Into<SecretString>) -> Self {
            #set;
            self
        }
    }
}

/// Returns the methods for a user name and a password.
fn basic(username: Option<&String>, password: Option<&String>) -> TokenStream {
    let username = docs::attributes([with_default("Sets the user name", username)]);
    let password = docs::attributes([with_default("Sets the password", password)]);
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

/// Returns the methods for a token server.
fn oauth2(oauth2: &OAuth2) -> TokenStream {
    let id = docs::attributes([with_default(
        "Sets the id of the client at the token server",
        oauth2.id.as_ref(),
    )]);
    let secret = "Sets the secret of the client";
    let secret = docs::attributes([with_default(secret, oauth2.secret.as_ref())]);
    let url = format!(
        " Sets the URL of the token server. Defaults to <{}>.",
        oauth2.token_url
    );
    let token = if oauth2.token == API_KEY {
        quote!(self.settings.api_key(access_token.into()))
    } else {
        let token = oauth2.token;
        quote!(self.settings.credential(#token, access_token.into()))
    };
    quote! {
        #id
        ///
        /// The client asks the token server for an access token before the first request, shortly before the token ends,
        /// and once per call if the API refuses it with status 401. Clones share the token. Errors of the token server
        /// are the `source()` of the error of a call: a [`TokenError`](crate::TokenError).
        pub fn client_id(mut self, client_id: impl Into<SecretString>) -> Self {
            self.settings.client_credential("client_id", client_id.into());
            self
        }

        #secret
        pub fn client_secret(mut self, client_secret: impl Into<SecretString>) -> Self {
            self.settings.client_credential("client_secret", client_secret.into());
            self
        }

        #[doc = #url]
        pub fn token_url(mut self, token_url: impl Into<String>) -> Self {
            self.settings.token_url(token_url.into());
            self
        }

        /// Sets an access token, instead of asking the token server for one.
        pub fn access_token(mut self, access_token: impl Into<SecretString>) -> Self {
            #token;
            self
        }
    }
}

/// Returns the method that sets a provider of credentials.
fn provider(imports: &Imports<'_>) -> TokenStream {
    imports.add("crate::CredentialsProvider");
    quote! {
        /// Sets the provider of the credentials, for credentials that change while the client is in use. If credentials
        /// are set as well, the last call counts; the environment is not read.
        ///
        /// The provider is asked before the first request, when its credentials have expired, and once per call if the
        /// API refuses them with status 401. The request is then sent again, which does not count as a retry.
        pub fn credentials(mut self, provider: impl CredentialsProvider) -> Self {
            self.settings.credentials(provider);
            self
        }
    }
}

/// Returns a sentence, and one about the environment variable.
pub(super) fn with_default(sentence: &str, env: Option<&String>) -> String {
    match env {
        Some(env) => format!("{sentence}. Defaults to the environment variable `{env}`."),
        None => format!("{sentence}."),
    }
}
