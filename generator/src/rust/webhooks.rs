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
        #![doc = " Webhooks: who sent them, and what they say."]
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
        Some(env) => format!("The secret is what the variable `{env}` holds, or given to `new`."),
        None => "The secret is given to `new`.".to_owned(),
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
        "Checks that a webhook was sent by the API, and decodes the event that it brings."
            .to_owned(),
        String::new(),
        "It needs neither a client nor a key, only the secret that the API signs with.".to_owned(),
        secret,
        String::new(),
        "# Example".to_owned(),
        "```no_run".to_owned(),
    ];
    lines.extend(example.lines().map(str::to_owned));
    lines.push("```".to_owned());
    lines
}
