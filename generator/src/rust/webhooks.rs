//! What the API sends to webhooks: checking who sent it, and the event in it.

use super::{
    docs,
    types::{self, Home},
};
use crate::model::{Api, Type, Webhooks};
use proc_macro2::TokenStream;
use quote::quote;

/// `webhooks.rs`.
pub(super) fn emit(api: &Api, webhooks: &Webhooks) -> TokenStream {
    let event = types::rust(api, &Type::Model(webhooks.event), Home::Elsewhere);
    let lib = &api.package.lib;
    let example = docs::attributes([
        "# Example".to_owned(),
        "```no_run".to_owned(),
        format!(
            "# fn example(headers: {lib}::HeaderMap, body: Vec<u8>) -> Result<(), {lib}::Error> {{"
        ),
        format!(
            "let webhooks = {lib}::Webhooks::new(\"whsec_c2VjcmV0IG9mIHR3ZW50eS1mb3VyLi4=\")?;"
        ),
        "let event = webhooks.unwrap(&body, &headers)?;".to_owned(),
        "println!(\"{event:?}\");".to_owned(),
        "# Ok(())".to_owned(),
        "# }".to_owned(),
        "```".to_owned(),
    ]);
    let from_env = webhooks.env.as_ref().map(|env| {
        let title = format!(" Takes the secret from the environment variable `{env}`.");
        quote! {
            #[doc = #title]
            ///
            /// # Errors
            /// If the variable is missing or holds no secret.
            pub fn from_env() -> Result<Self, Error> {
                runtime::webhook::Verifier::from_env(#env).map(Self::of)
            }
        }
    });
    quote! {
        #![doc = " Webhooks: who sent them, and what they say."]
        use crate::{Error, HeaderMap, SecretString, models, runtime};

        /// Checks that a webhook was sent by the API, and decodes the event that it brings.
        ///
        /// It needs neither a client nor a key: only the secret that the API signs with.
        ///
        #example
        #[derive(Clone, Debug)]
        pub struct Webhooks {
            verifier: runtime::webhook::Verifier,
        }

        impl Webhooks {
            /// Takes the secret, with or without `whsec_` in front.
            ///
            /// # Errors
            /// If it is no secret: 24 to 64 bytes as base64.
            pub fn new(secret: impl Into<SecretString>) -> Result<Self, Error> {
                runtime::webhook::Verifier::new(&secret.into()).map(Self::of)
            }

            #from_env

            /// Checks the signature of a body, which must be as it came, and decodes the event.
            ///
            /// # Errors
            /// If it was not signed with the secret, or too long ago, or is no event.
            pub fn unwrap(&self, body: &[u8], headers: &HeaderMap) -> Result<#event, Error> {
                self.verifier.unwrap(body, headers)
            }

            /// Checks the signature alone.
            ///
            /// # Errors
            /// If it was not signed with the secret, or too long ago.
            pub fn verify(&self, body: &[u8], headers: &HeaderMap) -> Result<(), Error> {
                self.verifier.verify(body, headers)
            }

            pub(crate) fn of(verifier: runtime::webhook::Verifier) -> Self {
                Self { verifier }
            }
        }
    }
}
