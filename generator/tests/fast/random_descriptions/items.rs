//! Faults in items of emitted files that only the compiler would find otherwise.

use crate::helpers;
use generator::Generated;
use std::collections::{BTreeMap, BTreeSet};
use syn::{
    Expr, ExprCall, File, Item,
    visit::{self, Visit},
};

/// Returns a type that a file imports and defines, or defines twice.
pub(super) fn defined_twice(file: &File) -> Option<String> {
    let mut names = Vec::new();
    for item in &file.items {
        match item {
            Item::Enum(item) => names.push(item.ident.to_string()),
            Item::Struct(item) => names.push(item.ident.to_string()),
            Item::Trait(item) => names.push(item.ident.to_string()),
            Item::Type(item) => names.push(item.ident.to_string()),
            Item::Use(item) => helpers::imported(&item.tree, &mut names),
            _ => {}
        }
    }
    let mut seen = BTreeSet::new();
    names.into_iter().find(|name| !seen.insert(name.clone()))
}

/// Returns a fixture that calls itself, perhaps through others.
pub(super) fn endless_fixture(generated: &Generated) -> Option<String> {
    let files = generated.files.iter();
    let files = files.filter(|file| file.path.starts_with("src/testing/fixtures/"));
    let items = files.flat_map(|file| syn::parse_file(&file.text).expect("valid Rust").items);
    let fixtures = items.filter_map(|item| match item {
        Item::Fn(function) => {
            let mut calls = Calls::default();
            calls.visit_block(&function.block);
            Some((function.sig.ident.to_string(), calls.0))
        }
        _ => None,
    });
    let fixtures: BTreeMap<_, _> = fixtures.collect();
    fixtures
        .keys()
        .find(|start| {
            let mut seen = BTreeSet::new();
            let mut open: Vec<&String> = fixtures[*start].iter().collect();
            while let Some(name) = open.pop() {
                if seen.insert(name) {
                    open.extend(fixtures.get(name).into_iter().flatten());
                }
            }
            seen.contains(start)
        })
        .cloned()
}

/// Names of the functions of the parent module that are called.
#[derive(Default)]
struct Calls(BTreeSet<String>);

impl<'ast> Visit<'ast> for Calls {
    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        if let Expr::Path(path) = &*call.func {
            let segments: Vec<_> = path
                .path
                .segments
                .iter()
                .map(|part| part.ident.to_string())
                .collect();
            if let [parent, name] = segments.as_slice()
                && parent == "super"
            {
                self.0.insert(name.clone());
            }
        }
        visit::visit_expr_call(self, call);
    }
}
