//! The verifier of webhooks, for the API's type of events.

mod signature;

pub(super) use signature::sample_secret;

use super::{
    docs,
    imports::{Imports, PathStyle},
    literals,
};
use crate::model::{Api, Webhooks};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns `webhooks.rs`.
pub(super) fn emit(api: &Api, webhooks: &Webhooks) -> TokenStream {
    let imports = Imports::new(PathStyle::Inside);
    imports.add("crate::runtime::webhooks::Event");
    let event = imports.model(api, webhooks.event);
    let env = literals::option(webhooks.env.as_ref());
    let docs = docs::attributes(lines(api, webhooks));
    let (webhooks, signed) = match &webhooks.signature {
        None => {
            imports.add("crate::runtime::webhooks::standard::StandardWebhooks");
            (quote!(StandardWebhooks), None)
        }
        Some(signature) => {
            imports.add_all([
                "crate::runtime::webhooks::signature::SignedEvent",
                "crate::runtime::webhooks::signature::SignedWebhooks",
            ]);
            let shape = signature::shape(signature, &imports);
            let signed = quote! {
                impl SignedEvent for #event {
                    const SIGNATURE: &'static shape::SignatureShape = &#shape;
                }
            };
            (quote!(SignedWebhooks), Some(signed))
        }
    };
    quote! {
        #![doc = " Verification and decoding of webhooks."]
        #imports

        #docs
        pub type Webhooks = #webhooks<#event>;

        impl Event for #event {
            const SECRET_ENV: Option<&'static str> = #env;
        }

        #signed
    }
}

fn lines(api: &Api, webhooks: &Webhooks) -> Vec<String> {
    let lib = &api.head.package.lib;
    let secret = match &webhooks.env {
        Some(env) => format!(
            "The secret is passed to `new`, or is read from the environment variable `{env}` by `from_env`."
        ),
        None => "The secret is passed to `new`.".to_owned(),
    };
    let sample = sample_secret(webhooks.signature.as_ref());
    let example = format!(
        "# fn example(body: &[u8], headers: &{lib}::HeaderMap) -> Result<(), {lib}::Error> {{\n\
         let webhooks = {lib}::Webhooks::new({sample:?})?;\n\
         let event = webhooks.unwrap(body, headers)?;\n\
         println!(\"{{event:?}}\");\n\
         # Ok(())\n\
         # }}"
    );
    let mut lines = vec![
        "Verifier of webhooks, which checks that the API sent a webhook and decodes its event."
            .to_owned(),
        String::new(),
        "Neither a client nor an API key is needed, only the secret with which webhooks are signed.".to_owned(),
        secret,
        signature::docs(webhooks.signature.as_ref()),
        String::new(),
        "# Example".to_owned(),
        "```no_run".to_owned(),
    ];
    lines.extend(example.lines().map(str::to_owned));
    lines.push("```".to_owned());
    lines
}
