//! The `use` declarations of one emitted file, collected while its items are emitted.

use crate::{
    model::{Api, ModelId},
    names,
};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

/// Style of the paths to models and types of the emitted crate.
#[derive(Clone, Copy)]
pub(super) enum PathStyle<'a> {
    /// Models by their plain names; those that the file does not define itself are imported one by one.
    Models(&'a [ModelId]),
    /// Models as `models::Name`, other types as `crate::Name`.
    Inside,
    /// Models as `crate::models::Name`, other types as `crate::Name`: where `models` is the name of another module.
    Absolute,
    /// Models as `models::Name`, other types by their plain names, all imported from the crate of this name: for
    /// tests, and for examples in documentation.
    Outside(&'a str),
}

/// The imports of one file. They are collected through a shared reference, since `quote!` repeats lazy iterators of
/// which several are alive at once.
pub(super) struct Imports<'a> {
    style: PathStyle<'a>,
    names_by_module: RefCell<BTreeMap<String, BTreeSet<String>>>,
}

impl<'a> Imports<'a> {
    /// Creates an empty list.
    pub(super) fn new(style: PathStyle<'a>) -> Self {
        Self {
            style,
            names_by_module: RefCell::default(),
        }
    }

    /// Imports a path such as `std::fmt`.
    pub(super) fn add(&self, path: &str) {
        if let Some((module, name)) = path.rsplit_once("::") {
            let mut names_by_module = self.names_by_module.borrow_mut();
            let names = names_by_module.entry(module.to_owned());
            names.or_default().insert(name.to_owned());
        }
    }

    /// Imports several paths.
    pub(super) fn add_all<'p>(&self, paths: impl IntoIterator<Item = &'p str>) {
        for path in paths {
            self.add(path);
        }
    }

    /// Returns the path of a model, and imports what the path starts with.
    pub(super) fn model(&self, api: &Api, id: ModelId) -> TokenStream {
        let name = &api.models.get(id).name;
        let ident = name.ident();
        match self.style {
            PathStyle::Models(own) => {
                let is_own = own.contains(&id);
                // An import could be that of the derive macro, which the compiler does not find then.
                if !is_own && names::is_derive_macro(name.rust()) {
                    return quote!(super::#ident);
                }
                if !is_own {
                    self.add(&format!("super::{}", name.rust()));
                }
                return ident.into_token_stream();
            }
            PathStyle::Inside => self.add("crate::models"),
            PathStyle::Absolute => return quote!(crate::models::#ident),
            PathStyle::Outside(lib) => self.add(&format!("{lib}::models")),
        }
        quote!(models::#ident)
    }

    /// Returns the path of a type that the root of the emitted crate exports, and imports it where that is shorter.
    pub(super) fn exported(&self, name: &str) -> TokenStream {
        let ident = names::ident(name);
        match self.style {
            PathStyle::Models(_) | PathStyle::Inside | PathStyle::Absolute => {
                quote!(crate::#ident)
            }
            PathStyle::Outside(lib) => {
                self.add(&format!("{lib}::{name}"));
                ident.into_token_stream()
            }
        }
    }

    /// Returns the path of `BTreeMap`, and imports it.
    pub(super) fn map(&self) -> Ident {
        self.add("std::collections::BTreeMap");
        names::ident("BTreeMap")
    }

    /// Returns all paths, in order.
    pub(super) fn paths(&self) -> Vec<String> {
        let names_by_module = self.names_by_module.borrow();
        let paths = in_order(&names_by_module)
            .into_iter()
            .flat_map(|(module, names)| names.iter().map(move |name| format!("{module}::{name}")));
        paths.collect()
    }
}

/// One `use` declaration for each module.
impl ToTokens for Imports<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for (module, names) in in_order(&self.names_by_module.borrow()) {
            let segments = module.split("::").map(names::ident);
            let names: Vec<_> = names.iter().map(|name| names::ident(name)).collect();
            tokens.extend(match names.as_slice() {
                [name] => quote!(use #(#segments::)* #name;),
                names => quote!(use #(#segments::)* {#(#names),*};),
            });
        }
    }
}

/// Returns the modules in the usual order of `use` declarations: those of the own crate first, and `super` before `crate`.
fn in_order(
    names_by_module: &BTreeMap<String, BTreeSet<String>>,
) -> Vec<(&String, &BTreeSet<String>)> {
    let mut modules: Vec<_> = names_by_module.iter().collect();
    modules.sort_by_cached_key(|(module, names)| {
        let root = module.split("::").next().unwrap_or_default();
        match root {
            "super" => (0, (*module).clone()),
            "crate" => (1, (*module).clone()),
            _ => {
                let first = names.first().map_or("", String::as_str);
                (2, format!("{module}::{first}"))
            }
        }
    });
    modules
}
