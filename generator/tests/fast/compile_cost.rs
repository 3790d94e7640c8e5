//! Size of what every emitted crate compiles with its default features: a count that does not depend on the machine, unlike
//! the times that the example `compile_cost` measures.

use crate::support::{folder, project};
use std::collections::BTreeMap;
use syn::{
    Attribute, Meta, Token,
    punctuated::Punctuated,
    visit::{self, Visit},
};

/// Maximum number of bodies that `cargo check` reads in the crate of an API with one method: functions, closures, futures
/// and derived implementations.
const MAX_BODIES: usize = 1115;

/// Number by which the ceiling may be too high. One that is higher would let new code in unnoticed.
const TOLERANCE: usize = 50;

/// Features of the emitted crate that are on by default, besides those of resources.
const FEATURES: &[&str] = &["__tls", "hyper", "rustls", "rustls-no-provider", "stream"];

#[test]
fn the_crate_of_one_method_has_few_bodies() {
    let spec = folder::temporary();
    let head = "name: Small\nversion: \"1\"\npackage: { name: least, version: 0.0.0 }\nbase_url: http://localhost:1\nauth: none\n";
    folder::write(&spec.path().join("api.yaml"), head);
    folder::write(
        &spec.path().join("resources/x.yaml"),
        "methods: { ping: { route: GET /ping } }",
    );
    let generated = project::generated(spec.path());
    let files = generated.files.into_iter();
    let files = files.map(|file| (file.path, file.text)).collect();
    let bodies = bodies(&files, "src/lib.rs");
    assert!(
        bodies <= MAX_BODIES,
        "{bodies} bodies: leave what not every API needs out, by the table in generator/src/rust/runtime/folders.rs, or \
         raise the ceiling in this file"
    );
    assert!(
        bodies + TOLERANCE >= MAX_BODIES,
        "{bodies} bodies: lower the ceiling in this file"
    );
}

/// Returns the number of bodies in a file and in the modules that it declares.
fn bodies(files: &BTreeMap<String, String>, path: &str) -> usize {
    let text = &files[path];
    let mut found = Bodies::default();
    found.visit_file(&syn::parse_file(text).expect("emitted files are valid Rust"));
    let folder = path
        .strip_suffix("lib.rs")
        .or(path.strip_suffix("mod.rs"))
        .map_or_else(
            || format!("{}/", path.trim_end_matches(".rs")),
            str::to_owned,
        );
    let modules = found.modules.iter().map(|module| {
        let file = format!("{folder}{module}.rs");
        let inner = format!("{folder}{module}/mod.rs");
        bodies(
            files,
            if files.contains_key(&file) {
                &file
            } else {
                &inner
            },
        )
    });
    found.number + modules.sum::<usize>()
}

/// Bodies and modules of a file.
#[derive(Default)]
struct Bodies {
    number: usize,
    modules: Vec<String>,
}

impl<'ast> Visit<'ast> for Bodies {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if is_compiled(&item.attrs) {
            if item.content.is_none() {
                self.modules.push(item.ident.to_string());
            }
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if is_compiled(&item.attrs) {
            visit::visit_item_impl(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if is_compiled(&item.attrs) {
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if is_compiled(&item.attrs) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if is_compiled(&item.attrs) && item.default.is_some() {
            visit::visit_trait_item_fn(self, item);
        }
    }

    /// Counts a function, and its future if it has one.
    fn visit_signature(&mut self, signature: &'ast syn::Signature) {
        self.number += 1 + usize::from(signature.asyncness.is_some());
        visit::visit_signature(self, signature);
    }

    fn visit_expr_closure(&mut self, closure: &'ast syn::ExprClosure) {
        self.number += 1;
        visit::visit_expr_closure(self, closure);
    }

    fn visit_expr_async(&mut self, future: &'ast syn::ExprAsync) {
        self.number += 1;
        visit::visit_expr_async(self, future);
    }

    /// Counts the traits that are derived.
    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if attribute.path().is_ident("derive") {
            self.number += words(attribute.meta.require_list().expect("a list")).len();
        }
    }
}

/// Returns `true` if an item is compiled with the default features.
fn is_compiled(attributes: &[Attribute]) -> bool {
    let mut conditions = attributes.iter().filter(|it| it.path().is_ident("cfg"));
    conditions.all(|cfg| cfg.parse_args().is_ok_and(|condition| holds(&condition)))
}

/// Returns `true` if a condition holds with the default features, on a platform that is not a browser.
fn holds(condition: &Meta) -> bool {
    match condition {
        Meta::Path(_) => false,
        Meta::NameValue(pair) => match &pair.value {
            syn::Expr::Lit(syn::ExprLit {
                lit: syn::Lit::Str(value),
                ..
            }) => pair.path.is_ident("feature") && FEATURES.contains(&value.value().as_str()),
            _ => false,
        },
        Meta::List(list) => {
            let words = words(list);
            let mut words = words.iter();
            match list
                .path
                .require_ident()
                .expect("a word")
                .to_string()
                .as_str()
            {
                "all" => words.all(holds),
                "any" => words.any(holds),
                "not" => !words.any(holds),
                other => panic!("`{other}` is no condition"),
            }
        }
    }
}

fn words(list: &syn::MetaList) -> Punctuated<Meta, Token![,]> {
    list.parse_args_with(Punctuated::parse_terminated)
        .expect("a list of words")
}
