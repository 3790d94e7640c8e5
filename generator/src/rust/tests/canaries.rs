//! Canary tests of the emitted crate: each secret is a canary, a text that is easy to find, and the tests search for it
//! in everything that a program may print. An API without secrets has none of these tests.

mod calls;
mod credentials;
mod documents;
mod helpers;
mod secrets;

use crate::{
    model::{Api, ModelId, Resource},
    rust::{
        docs,
        example::json,
        file::{API_YAML, RustFile},
        lints,
    },
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the files that are written by hand, with their texts.
#[must_use]
pub fn helper_files(api: &Api) -> Vec<(String, String)> {
    if !api.has_secrets() {
        return Vec::new();
    }
    let files = helpers::needed(api).map(|helper| {
        (
            format!("tests/canaries/{}.rs", helper.name),
            helper.text.to_owned(),
        )
    });
    files.collect()
}

/// Returns the files that are emitted.
pub(super) fn files(api: &Api) -> Vec<RustFile<'_>> {
    if !api.has_secrets() {
        return Vec::new();
    }
    let mut files = vec![RustFile::new("tests/canaries/main.rs", API_YAML, || {
        root(api)
    })];
    for (name, emit) in emitted(api) {
        let path = format!("tests/canaries/{name}.rs");
        files.push(RustFile::new(path, API_YAML, move || emit(api)));
    }
    files.extend(secrets::resources(api).map(|resource| {
        let path = format!("tests/canaries/resources/{}.rs", resource.module());
        RustFile::new(path, &resource.source, || calls::file(api, resource))
    }));
    files
}

/// Function that emits a file of the API as a whole.
type Emit = fn(&Api) -> TokenStream;

/// Returns the modules that are emitted for the API as a whole.
fn emitted(api: &Api) -> Vec<(&'static str, Emit)> {
    let modules: [(&str, bool, Emit); 5] = [
        ("api", secrets::in_errors(api), credentials::api),
        ("credentials", api.authorizes(), credentials::file),
        ("models", secrets::in_models(api), models),
        (
            "resources",
            secrets::resources(api).next().is_some(),
            resources,
        ),
        (
            "webhook_secret",
            api.webhooks.is_some(),
            credentials::webhook_secret,
        ),
    ];
    let needed = modules.into_iter().filter(|(_, needed, _)| *needed);
    needed.map(|(name, _, emit)| (name, emit)).collect()
}

/// Returns `tests/canaries/main.rs`.
fn root(api: &Api) -> TokenStream {
    let lib = crate::names::ident(&api.head.package.lib);
    // Files written by hand are formatted by rustfmt, the emitted ones are not.
    let by_hand = helpers::needed(api).map(|helper| (helper.name, helper.cfg()));
    let emitted = emitted(api).into_iter();
    let emitted = emitted.map(|(name, _)| (name, quote!(#[rustfmt::skip])));
    let mut modules: Vec<_> = by_hand.chain(emitted).collect();
    modules.sort_by_key(|(name, _)| *name);
    let modules = modules.into_iter().map(|(name, attribute)| {
        let name = crate::names::ident(name);
        quote!(#attribute mod #name;)
    });
    let deprecated = docs::allow_deprecated(api);
    let types = lints::of_the_api();
    quote! {
        #![doc = " Canary tests: each secret is a canary, a text that is easy to find. None may appear in the output of `Debug` and"]
        #![doc = " `to_curl`, in errors, or in spans of the feature `tracing`."]
        #types
        #deprecated
        extern crate #lib as sdk;

        #(#modules)*
    }
}

/// Returns `tests/canaries/models.rs`.
fn models(api: &Api) -> TokenStream {
    let own = (0..api.models.0.len()).map(ModelId);
    let checks = own.flat_map(|id| {
        let name = api.models.get(id).name.ident();
        let documents = documents::of_model(api, id);
        documents.into_iter().map(move |document| {
            let document = json::line(&document);
            quote! {
                let document = #document;
                model::check::<models::#name>(document);
            }
        })
    });
    quote! {
        #![doc = " Canary tests of the models that hold secrets."]
        use crate::model;
        use sdk::models;

        #[test]
        fn models_show_no_secrets() {
            #(#checks)*
        }
    }
}

/// Returns `tests/canaries/resources.rs`.
fn resources(api: &Api) -> TokenStream {
    let mut modules: Vec<_> = secrets::resources(api).map(Resource::module).collect();
    modules.sort();
    let modules = modules.iter().map(|module| crate::names::ident(module));
    quote! {
        #![doc = " Canary tests of the methods that send or return secrets."]
        #(mod #modules;)*
    }
}
