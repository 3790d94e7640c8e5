//! What proves who calls, and what proves who sends a webhook.

use super::{documents::MARK, sends};
use crate::{
    model::{Api, Auth},
    rust::{example, sample},
};
use proc_macro2::TokenStream;
use quote::quote;

/// `tests/canaries/api.rs`.
pub(super) fn api(api: &Api) -> TokenStream {
    let canary = format!("{MARK}.credential");
    let credentials = credentials(api, &canary);
    let error = sends(api).then(|| error(api, &canary));
    let json = error.as_ref().map(|_| {
        quote!(
            use serde_json::{Value, json};
        )
    });
    quote! {
        #![doc = " What the canaries need to know of the API."]
        use sdk::{ClientBuilder, testing::Server};
        #json

        /// The builder of a client whose credentials are canaries.
        pub fn builder(server: &Server) -> ClientBuilder {
            server.builder() #credentials
        }

        #error
    }
}

/// `tests/canaries/credentials.rs`.
pub(super) fn file(api: &Api) -> TokenStream {
    let handles: TokenStream = api
        .resources
        .iter()
        .map(|resource| {
            let handle = example::handle(resource, |param| sample::expression(api, &param.ty));
            quote!(shown.debug("a resource", &#handle);)
        })
        .collect();
    let models = example::mentions_inside_of(&handles, "models").then(|| quote!(models,));
    let timestamp = example::mentions(&handles, "Timestamp").then(|| quote!(Timestamp,));
    let field = format!("{MARK}.field");
    // No header may hold a control character.
    let misfit = credentials(api, &format!("{MARK}.\u{7}.credential"));
    quote! {
        #![doc = " The credentials of a client."]
        use crate::{api, canary::Shown, sends};
        use sdk::{Method, SecretString, #timestamp #models testing::Server};
        use std::error::Error;

        #[tokio::test(start_paused = true)]
        async fn credentials_are_sent_and_not_shown() -> Result<(), Box<dyn Error>> {
            let server = Server::new();
            let mut shown = Shown::new();
            let builder = api::builder(&server);
            shown.debug("the builder", &builder);
            let client = builder.build()?;
            shown.debug("the client", &client);
            #handles
            let misfit = server.builder() #misfit .build();
            shown.error(&misfit.expect_err("it does not fit into a header"));
            shown.holds_no_secret(&[]);
            let call = client
                .request(Method::POST, "/sample")
                .body_field("sample", SecretString::from(#field));
            let on = server.on(Method::POST, "/sample");
            let sent = sends::check(on, &call, call.to_curl()?, &[#field]).await;
            assert_eq!(sent.len(), 1, "a header has the credentials");
            Ok(())
        }
    }
}

/// `tests/canaries/webhook_secret.rs`.
pub(super) fn webhook_secret(_: &Api) -> TokenStream {
    // Base64 of 24 bytes, the fewest that there may be.
    let secret = format!("whsec_{MARK}WebhookSecret{MARK}Webhook");
    let short = format!("whsec_{MARK}==");
    quote! {
        #![doc = " The secret that webhooks are signed with."]
        use crate::{api, canary::Shown};
        use sdk::{HeaderMap, Webhooks, testing::Server};
        use std::error::Error;

        #[test]
        fn the_secret_is_not_shown() -> Result<(), Box<dyn Error>> {
            let mut shown = Shown::new();
            let builder = api::builder(&Server::new()).webhook_secret(#secret);
            shown.debug("the builder", &builder);
            let client = builder.build()?;
            shown.debug("the client", &client);
            let webhooks = client.webhooks()?;
            shown.debug("the verifier", &webhooks);
            let refusal = webhooks.verify(b"{}", &HeaderMap::new());
            shown.error(&refusal.expect_err("nobody has signed it"));
            let misfit = Webhooks::new(#short);
            shown.error(&misfit.expect_err("it is too short"));
            shown.holds_no_secret(&[]);
            Ok(())
        }
    }
}

/// The methods of the builder that take credentials.
fn credentials(api: &Api, canary: &str) -> TokenStream {
    match api.head.auth {
        Auth::None => TokenStream::new(),
        Auth::Bearer { .. } | Auth::Header { .. } => quote!(.api_key(#canary)),
        Auth::Basic { .. } => quote!(.username("sample").password(#canary)),
    }
}

/// The function that writes an error as the API does.
fn error(api: &Api, canary: &str) -> TokenStream {
    let message = api.error.as_ref().map(|shape| shape.message.as_slice());
    let text = if api.authorizes() {
        let both = format!("{{text}} {canary}");
        quote!(format!(#both))
    } else {
        quote!(text)
    };
    let keys = message.unwrap_or_default().iter().rev();
    let error = keys.fold(text, |inner, key| quote!({ #key: #inner }));
    quote! {
        /// The error of an API that repeats a text, and what it knows of the credentials.
        pub fn error(text: &str) -> Value {
            json!(#error)
        }
    }
}
