//! Methods of the builder for credentials.

use crate::{
    model::Auth,
    rust::{docs, imports::Imports},
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the methods.
pub(super) fn emit(auth: &Auth, imports: &Imports<'_>) -> TokenStream {
    match auth {
        Auth::None => TokenStream::new(),
        Auth::Basic { username, password } => {
            imports.add("crate::SecretString");
            let provider = provider(imports);
            let username =
                docs::attributes([with_default("Sets the user name", username.as_ref())]);
            let password = docs::attributes([with_default("Sets the password", password.as_ref())]);
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

                #provider
            }
        }
        Auth::OAuth2 {
            token_url,
            id,
            secret,
            ..
        } => oauth2(token_url, id.as_ref(), secret.as_ref(), imports),
        Auth::Bearer { env } | Auth::Header { env, .. } => {
            imports.add("crate::SecretString");
            let docs = docs::attributes([with_default("Sets the API key", env.as_ref())]);
            let provider = provider(imports);
            quote! {
                #docs
                pub fn api_key(mut self, api_key: impl Into<SecretString>) -> Self {
                    self.settings.api_key(api_key.into());
                    self
                }

                #provider
            }
        }
    }
}

/// Returns the methods for a token server.
fn oauth2(
    token_url: &str,
    id: Option<&String>,
    secret: Option<&String>,
    imports: &Imports<'_>,
) -> TokenStream {
    imports.add("crate::SecretString");
    let id = docs::attributes([with_default(
        "Sets the id of the client at the token server",
        id,
    )]);
    let secret = docs::attributes([with_default("Sets the secret of the client", secret)]);
    let url = format!(" Sets the URL of the token server. Defaults to <{token_url}>.");
    let provider = provider(imports);
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
            self.settings.api_key(access_token.into());
            self
        }

        #provider
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
