//! Canaries of the emitted crate: a value that is easy to find stands in for each secret, and is looked for in all that
//! a program may print. An API without secrets has none.

mod calls;
mod credentials;
mod documents;

use super::{Unit, docs};
use crate::model::{Api, Method, ModelId, Resource, Returns};
use proc_macro2::TokenStream;
use quote::quote;

macro_rules! sources {
    ($($name:literal: $path:literal if $needed:expr),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../runtime/tests/", $path)), $needed)),*]
    };
}

/// Whether an API needs a part of the tests.
type Needed = fn(&Api) -> bool;

/// What is written by hand, and when it is needed: code that no test uses would make the emitted crate warn.
const SOURCES: &[(&str, &str, Needed)] = sources![
    "canary": "canaries/canary.rs" if |_| true,
    "error": "canaries/error.rs" if has_errors,
    "model": "canaries/model.rs" if |api| has_models(api) || returns(api, |_| true),
    "returns": "canaries/returns.rs" if |api| returns(api, |_| true),
    "returns_events": "canaries/returns_events.rs" if |api| returns(api, |kind| matches!(kind, Returns::Events(_))),
    "returns_page": "canaries/returns_page.rs" if |api| returns(api, |kind| matches!(kind, Returns::Pages(_))),
    "returns_value": "canaries/returns_value.rs" if |api| returns(api, |kind| matches!(kind, Returns::Value(_))),
    "sends": "canaries/sends.rs" if sends,
    "spans": "support/spans.rs" if |_| true,
];

/// The files that are written by hand, with their texts.
#[must_use]
pub fn files(api: &Api) -> Vec<(String, String)> {
    if !api.has_secrets() {
        return Vec::new();
    }
    let needed = SOURCES.iter().filter(|(_, _, needed)| needed(api));
    needed
        .map(|(name, text, _)| (format!("tests/canaries/{name}.rs"), (*text).to_owned()))
        .collect()
}

/// The files that are emitted.
pub(super) fn units(api: &Api) -> Vec<Unit<'_>> {
    const API: &str = "api.yaml";
    if !api.has_secrets() {
        return Vec::new();
    }
    let mut units = vec![Unit::new("tests/canaries/main.rs", API, || root(api))];
    for (name, emit) in emitted(api) {
        units.push(Unit::new(
            format!("tests/canaries/{name}.rs"),
            API,
            move || emit(api),
        ));
    }
    units.extend(with_secrets(api).map(|resource| {
        let path = format!("tests/canaries/resources/{}.rs", resource.module());
        Unit::new(path, &resource.source, || calls::file(api, resource))
    }));
    units
}

/// How a file of the whole API is emitted.
type Emit = fn(&Api) -> TokenStream;

/// The modules that are emitted for the whole API.
fn emitted(api: &Api) -> Vec<(&'static str, Emit)> {
    let modules: [(&str, bool, Emit); 5] = [
        ("api", has_errors(api), credentials::api),
        ("credentials", api.authorizes(), credentials::file),
        ("models", has_models(api), models),
        ("resources", with_secrets(api).next().is_some(), resources),
        (
            "webhook_secret",
            api.webhooks.is_some(),
            credentials::webhook_secret,
        ),
    ];
    let needed = modules.into_iter().filter(|(_, needed, _)| *needed);
    needed.map(|(name, _, emit)| (name, emit)).collect()
}

/// `tests/canaries/main.rs`.
fn root(api: &Api) -> TokenStream {
    let lib = crate::names::ident(&api.head.package.lib);
    let by_hand = SOURCES.iter().filter(|(_, _, needed)| needed(api));
    let by_hand = by_hand.map(|(name, ..)| match *name {
        "spans" => (*name, quote!(#[cfg(feature = "tracing")])),
        name => (name, TokenStream::new()),
    });
    // What is written by hand is formatted; the rest is printed.
    let emitted = emitted(api).into_iter();
    let emitted = emitted.map(|(name, _)| (name, quote!(#[rustfmt::skip])));
    let mut modules: Vec<_> = by_hand.chain(emitted).collect();
    modules.sort_by_key(|(name, _)| *name);
    let modules = modules.into_iter().map(|(name, attribute)| {
        let name = crate::names::ident(name);
        quote!(#attribute mod #name;)
    });
    let deprecated = docs::allow_deprecated(api);
    quote! {
        #![doc = " Canaries: a value that is easy to find stands in for each secret, and is looked for in all that a program may"]
        #![doc = " print: `Debug`, `to_curl`, errors, and with the feature `tracing` spans."]
        #deprecated
        extern crate #lib as sdk;

        #(#modules)*
    }
}

/// `tests/canaries/models.rs`.
fn models(api: &Api) -> TokenStream {
    let own = (0..api.models.0.len()).map(ModelId);
    let checks = own.flat_map(|id| {
        let name = api.models.get(id).name.ident();
        let documents = documents::of_model(api, id);
        documents.into_iter().map(move |document| {
            let document = super::documented::line(&document);
            quote! {
                let document = #document;
                model::check::<models::#name>(document);
            }
        })
    });
    quote! {
        #![doc = " Each model that has secrets, with a canary in each of them."]
        use crate::model;
        use sdk::models;

        #[test]
        fn models_show_no_secrets() {
            #(#checks)*
        }
    }
}

/// `tests/canaries/resources.rs`.
fn resources(api: &Api) -> TokenStream {
    let mut modules: Vec<_> = with_secrets(api).map(Resource::module).collect();
    modules.sort();
    let modules = modules.iter().map(|module| crate::names::ident(module));
    quote! {
        #![doc = " Each method that sends or returns secrets."]
        #(mod #modules;)*
    }
}

/// The resources with methods that send or return secrets.
fn with_secrets(api: &Api) -> impl Iterator<Item = &Resource> {
    let resources = api.resources.iter();
    resources.filter(|resource| {
        resource.methods.iter().any(|method| {
            !documents::sent(api, resource, method).is_empty()
                || !documents::returned(api, resource, method).is_empty()
        })
    })
}

/// Whether some model has a secret of its own.
fn has_models(api: &Api) -> bool {
    api.models.0.iter().any(|model| model.shape.has_secret())
}

/// Whether some call sends a secret.
fn sends(api: &Api) -> bool {
    let sends = |(resource, method)| !documents::sent(api, resource, method).is_empty();
    api.authorizes() || methods(api).any(sends)
}

/// Whether some method of a kind returns a secret.
fn returns(api: &Api, wanted: impl Fn(&Returns) -> bool) -> bool {
    methods(api).any(|(resource, method)| {
        wanted(&method.returns) && !documents::returned(api, resource, method).is_empty()
    })
}

/// All methods, each with its resource.
fn methods(api: &Api) -> impl Iterator<Item = (&Resource, &Method)> {
    let resources = api.resources.iter();
    resources.flat_map(|resource| {
        resource
            .methods
            .iter()
            .map(move |method| (resource, method))
    })
}

/// Whether anything is done that may fail.
fn has_errors(api: &Api) -> bool {
    sends(api) || returns(api, |_| true) || api.webhooks.is_some()
}
