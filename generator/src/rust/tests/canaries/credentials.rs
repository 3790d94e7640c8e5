//! Canary tests of the client's credentials and of the webhook secret.

use super::{documents::MARK, secrets};
use crate::{
    model::{Api, SecretEncoding, Signature, TextEncoding},
    rust::{
        auth,
        example::call,
        imports::{Imports, PathStyle},
    },
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Returns `tests/canaries/api.rs`.
pub(super) fn api(api: &Api) -> TokenStream {
    let canary = format!("{MARK}.credential");
    let credentials = credentials(api, &canary);
    let imports = Imports::new(PathStyle::Outside("sdk"));
    imports.add_all(["sdk::ClientBuilder", "sdk::testing::Server"]);
    let error = secrets::in_requests(api).then(|| error(api, &canary, &imports));
    quote! {
        #![doc = " Client and error responses of the API, with canaries."]
        #imports

        /// Returns the builder of a client whose credentials are canaries.
        pub fn builder(server: &Server) -> ClientBuilder {
            server.builder() #credentials
        }

        #error
    }
}

/// Returns `tests/canaries/credentials.rs`.
pub(super) fn file(api: &Api) -> TokenStream {
    let field = format!("{MARK}.field");
    let imports = Imports::new(PathStyle::Outside("sdk"));
    imports.add_all([
        "crate::api",
        "crate::canary::Shown",
        "crate::sends",
        "sdk::Method",
        "sdk::SecretString",
        "sdk::testing::Server",
        "std::error::Error",
    ]);
    let provided = provided(api, &field, &imports);
    let number = number(api);
    let handles = api.resources.iter().map(|resource| {
        let handle = call::handle(api, resource, &imports);
        quote!(shown.debug("a resource", &#handle);)
    });
    let handles: TokenStream = handles.collect();
    let invalid = credentials(api, &invalid());
    quote! {
        #![doc = " Canary tests of the credentials of a client."]
        #imports

        #[tokio::test(start_paused = true)]
        async fn credentials_are_sent_and_not_shown() -> Result<(), Box<dyn Error>> {
            let server = Server::new();
            let mut shown = Shown::new();
            let builder = api::builder(&server);
            shown.debug("the builder", &builder);
            let client = builder.build()?;
            shown.debug("the client", &client);
            #handles
            let invalid = server.builder() #invalid .build();
            shown.error(&invalid.expect_err("a header has no control characters"));
            shown.holds_no_secret(&[]);
            let call = client
                .request(Method::POST, "/sample")
                .body_field("sample", SecretString::from(#field));
            let on = server.on(Method::POST, "/sample");
            let sent = sends::check(on, &call, call.to_curl()?, &[#field]).await;
            assert_eq!(sent.len(), #number, "the request has its credentials");
            Ok(())
        }

        #provided
    }
}

/// Returns the test of credentials that a provider returns; nothing if requests have none unless their method says so.
fn provided(api: &Api, field: &str, imports: &Imports<'_>) -> Option<TokenStream> {
    if api.head.auth.preferred().is_empty() {
        return None;
    }
    imports.add_all(["sdk::Credentials", "std::convert::Infallible"]);
    let given = provided_credentials(api, &format!("{MARK}.credential"));
    let invalid = provided_credentials(api, &invalid());
    let number = number(api);
    Some(quote! {
        #[tokio::test(start_paused = true)]
        async fn provided_credentials_are_sent_and_not_shown() -> Result<(), Box<dyn Error>> {
            let server = Server::new();
            let mut shown = Shown::new();
            let given = #given;
            shown.debug("the credentials", &given);
            let invalid = #invalid;
            let invalid = server.builder().credentials(move || std::future::ready(Ok::<_, Infallible>(invalid.clone())));
            let refused = invalid.build()?.request(Method::GET, "/sample").await;
            shown.error(&refused.expect_err("a header has no control characters"));
            let builder = server.builder().credentials(move || std::future::ready(Ok::<_, Infallible>(given.clone())));
            shown.debug("the builder", &builder);
            let client = builder.build()?;
            let call = client
                .request(Method::POST, "/sample")
                .body_field("sample", SecretString::from(#field));
            let on = server.on(Method::POST, "/sample");
            let sent = sends::check(on, &call, call.to_curl()?, &[#field]).await;
            assert_eq!(sent.len(), #number, "the request has its credentials");
            shown.debug("the client", &client);
            shown.holds_no_secret(&sent);
            Ok(())
        }
    })
}

/// Returns the number of credentials that a request has.
fn number(api: &Api) -> Literal {
    Literal::usize_unsuffixed(api.head.auth.preferred().len())
}

/// Returns a secret that cannot be sent: no header may hold a control character.
fn invalid() -> String {
    format!("{MARK}.\u{7}.credential")
}

/// Returns `tests/canaries/webhook_secret.rs`.
pub(super) fn webhook_secret(api: &Api) -> TokenStream {
    let signature = api.webhooks.as_ref().map(|of| of.signature.as_ref());
    let signature = signature.flatten();
    let secret = webhook_canary(signature);
    let invalid = invalid_webhook_canary(signature).map(|invalid| {
        quote! {
            let invalid = sdk::Webhooks::new(#invalid);
            shown.error(&invalid.expect_err("the secret is not valid"));
        }
    });
    quote! {
        #![doc = " Canary tests of the webhook secret."]
        use crate::{api, canary::Shown};
        use sdk::{HeaderMap, testing::Server};
        use std::error::Error;

        #[test]
        fn the_secret_is_not_shown() -> Result<(), Box<dyn Error>> {
            let mut shown = Shown::new();
            let secret = #secret;
            let builder = api::builder(&Server::new()).webhook_secret(secret);
            shown.debug("the builder", &builder);
            let client = builder.build()?;
            shown.debug("the client", &client);
            let webhooks = client.webhooks()?;
            shown.debug("the verifier", &webhooks);
            let unsigned = webhooks.verify(b"{}", &HeaderMap::new());
            shown.error(&unsigned.expect_err("the request has no signature"));
            #invalid
            shown.holds_no_secret(&[]);
            Ok(())
        }
    }
}

/// Returns a valid secret of webhooks that is a canary.
fn webhook_canary(signature: Option<&Signature>) -> String {
    // Base64 of 24 bytes, the fewest that Standard Webhooks allow.
    let base64 = format!("{MARK}WebhookSecret{MARK}Webhook");
    let secret = signature.map(|signature| signature.secret.as_ref());
    match secret {
        None => format!("whsec_{base64}"),
        Some(None) => base64,
        Some(Some(SecretEncoding { encoding, prefix })) => match encoding {
            TextEncoding::Base64 => format!("{prefix}{base64}"),
            // No canary has only hexadecimal digits.
            TextEncoding::Hex => format!("{prefix}c0ffee"),
        },
    }
}

/// Returns a secret of webhooks that is a canary and not valid. Any text is a valid key.
fn invalid_webhook_canary(signature: Option<&Signature>) -> Option<String> {
    match signature.map(|signature| signature.secret.as_ref()) {
        None => Some(format!("whsec_{MARK}==")),
        Some(None) => None,
        Some(Some(SecretEncoding { prefix, .. })) => Some(format!("{prefix}{MARK}?")),
    }
}

/// Returns the calls that give credentials to the builder.
fn credentials(api: &Api, canary: &str) -> TokenStream {
    auth::setters(&api.head.auth, canary)
}

/// Returns the credentials that a provider returns: those of all schemes, which an error response of the API repeats.
fn provided_credentials(api: &Api, canary: &str) -> TokenStream {
    auth::provided(api.head.auth.schemes.iter(), canary)
}

/// Returns the function that creates an error response of the API.
fn error(api: &Api, canary: &str, imports: &Imports<'_>) -> TokenStream {
    imports.add_all(["serde_json::Value", "serde_json::json"]);
    let message = api.error.as_ref().map(|shape| shape.message.as_slice());
    let (text, docs) = if api.authorizes() {
        // Also those that only some methods take: the client redacts all that it has.
        let credentials = auth::secrets(&api.head.auth, canary).join(" ");
        let both = format!("{{text}} {credentials}");
        let docs = " Returns an error response that repeats a text and the credentials.";
        (quote!(format!(#both)), docs)
    } else {
        let docs = " Returns an error response that repeats a text.";
        (quote!(text), docs)
    };
    let keys = message.unwrap_or_default().iter().rev();
    let error = keys.fold(text, |inner, key| quote!({ #key: #inner }));
    quote! {
        #[doc = #docs]
        pub fn error(text: &str) -> Value {
            json!(#error)
        }
    }
}
