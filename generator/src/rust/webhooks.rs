//! The verifier of webhooks, for the API's type of events.

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
    imports.add("crate::runtime");
    let event = imports.model(api, webhooks.event);
    let env = literals::option(webhooks.env.as_ref());
    let docs = docs::attributes(lines(api, webhooks));
    quote! {
        #![doc = " Verification and decoding of webhooks."]
        #imports

        #docs
        pub type Webhooks = runtime::webhooks::Webhooks<#event>;

        impl runtime::webhooks::Event for #event {
            const SECRET_ENV: Option<&'static str> = #env;
        }
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
    let example = format!(
        "# fn example(body: &[u8], headers: &{lib}::HeaderMap) -> Result<(), {lib}::Error> {{\n\
         let webhooks = {lib}::Webhooks::new(\"whsec_c2VjcmV0IG9mIHR3ZW50eS1mb3VyLi4u\")?;\n\
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
        String::new(),
        "# Example".to_owned(),
        "```no_run".to_owned(),
    ];
    lines.extend(example.lines().map(str::to_owned));
    lines.push("```".to_owned());
    lines
}
