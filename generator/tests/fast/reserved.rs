//! Reserved words, compared with the emitted code that uses them.

use crate::{
    helpers,
    support::{folder, project},
};
use generator::names::{Name, NameError, Role, is_dependency, is_method_of_errors};
use std::collections::BTreeSet;
use syn::{Expr, ExprLit, ImplItem, Item, Lit, Type, UseTree};

/// Methods of the standard traits that `Error` implements, and of `Clone`, which readers expect of a method `clone`.
const OF_TRAITS: &[&str] = &[
    "borrow",
    "borrow_mut",
    "cause",
    "clone",
    "description",
    "fmt",
    "from",
    "into",
    "provide",
    "source",
    "to_string",
    "try_from",
    "try_into",
    "type_id",
];

/// The accessors of the API's own error fields never take the place of a method of `Error`, public or private.
#[test]
fn error_fields_never_collide_with_methods_of_errors() {
    let methods = methods_of_errors();
    assert!(methods.len() > 30, "most methods are missing: {methods:?}");
    for method in methods
        .iter()
        .map(String::as_str)
        .chain(OF_TRAITS.iter().copied())
    {
        assert!(
            is_method_of_errors(method),
            "`{method}` is missing in `OF_ERRORS`"
        );
    }
    for free in [
        "code", "details", "title", "detail", "type", "instance", "errors",
    ] {
        assert!(!is_method_of_errors(free), "`{free}` may have an accessor");
    }
}

/// A crate cannot have the name of a crate that it depends on.
#[test]
fn names_of_dependencies_are_reserved_for_packages() {
    let manifest = folder::read(&project::path("generator/runtime/Cargo.toml"));
    let manifest: toml_edit::DocumentMut = manifest.parse().expect("the manifest is TOML");
    let dependencies = manifest["dependencies"].as_table().expect("it is a table");
    assert!(dependencies.len() > 20, "most dependencies are missing");
    for (name, _) in dependencies {
        let word = name.replace('-', "_");
        assert!(
            is_dependency(&word),
            "`{word}` is missing in `DEPENDENCIES`"
        );
    }
    assert!(!is_dependency("shop"));
}

/// Features of the emitted crate are named after resources, besides those of the runtime.
#[test]
fn features_of_the_runtime_are_reserved_for_resources() {
    let manifest = folder::read(&project::path("generator/runtime/Cargo.toml"));
    let manifest: toml_edit::DocumentMut = manifest.parse().expect("the manifest is TOML");
    let features = manifest["features"].as_table().expect("it is a table");
    assert!(features.len() > 8, "most features are missing");
    // No resource has a `-` in its name, or a `_` at the beginning.
    let can_collide = |name: &str| !name.contains('-') && !name.starts_with('_');
    for (name, _) in features.iter().filter(|(name, _)| can_collide(name)) {
        let reserved = Name::new(Role::Resource, name, None);
        assert_eq!(reserved, Err(NameError::Reserved(name.to_owned())));
    }
}

/// A call of a method that takes `&self` would be one of the prelude's method that takes `self`, and the traits of both are
/// implemented for every type.
#[test]
fn methods_of_the_prelude_are_reserved_for_methods_and_accessors() {
    for role in [Role::Method, Role::Resource, Role::NestedResource] {
        for word in ["clone", "into", "try_into"] {
            let reserved = Err(NameError::Reserved(word.to_owned()));
            assert_eq!(Name::new(role, word, None), reserved, "{role:?}");
        }
    }
}

/// A request or a model with the name of an import would be defined twice. Models import each other from `super`.
#[test]
fn types_that_files_import_are_reserved() {
    for (folder, role) in [
        ("src/resources/", Role::Request),
        ("src/models/", Role::Model),
    ] {
        let files = helpers::zoo().files.iter();
        let files = files.filter(|file| file.path.starts_with(folder));
        let types: BTreeSet<_> = files.flat_map(|file| imported_types(&file.text)).collect();
        assert!(!types.is_empty(), "nothing in {folder} imports a type");
        for name in types {
            let reserved = Err(NameError::Reserved(name.clone()));
            assert_eq!(Name::new(role, &name, None), reserved, "{role:?}");
        }
    }
}

/// Returns the names of the types that a file imports, except from `super`.
fn imported_types(text: &str) -> Vec<String> {
    let file = syn::parse_file(text).expect("valid Rust");
    let mut names = Vec::new();
    for item in file.items {
        let Item::Use(item) = item else { continue };
        let is_super = matches!(&item.tree, UseTree::Path(path) if path.ident == "super");
        if !is_super {
            helpers::imported(&item.tree, &mut names);
        }
    }
    names.retain(|name| name.starts_with(char::is_uppercase));
    names
}

/// The description and the runtime refuse the same headers.
#[test]
fn headers_of_the_transport_are_the_same_for_descriptions_and_calls() {
    let of_descriptions = transport_headers("generator/src/resolve/head/header.rs");
    assert!(of_descriptions.contains(&"host".to_owned()));
    assert_eq!(
        of_descriptions,
        transport_headers("generator/runtime/src/runtime/text/headers.rs")
    );
}

/// Returns the strings of the constant `TRANSPORT_HEADERS` of a file.
fn transport_headers(file: &str) -> Vec<String> {
    let file = syn::parse_file(&folder::read(&project::path(file))).expect("valid Rust");
    let lists = file.items.into_iter().filter_map(|item| match item {
        Item::Const(list) if list.ident == "TRANSPORT_HEADERS" => Some(*list.expr),
        _ => None,
    });
    let names = lists.flat_map(|list| match list {
        Expr::Array(list) => list.elems,
        _ => panic!("`TRANSPORT_HEADERS` is a list"),
    });
    let names = names.map(|name| match name {
        Expr::Lit(ExprLit {
            lit: Lit::Str(name),
            ..
        }) => name.value(),
        _ => panic!("`TRANSPORT_HEADERS` consists of strings"),
    });
    names.collect()
}

/// Returns the names of all functions of `Error` in the runtime.
fn methods_of_errors() -> BTreeSet<String> {
    let files = folder::files(&project::path("generator/runtime/src/runtime"));
    let items = files.iter().flat_map(|file| {
        let file = syn::parse_file(&folder::read(file)).expect("the runtime is valid Rust");
        file.items
    });
    let mut methods = BTreeSet::new();
    for item in items {
        let Item::Impl(block) = item else { continue };
        let is_error = matches!(&*block.self_ty, Type::Path(path) if path.path.is_ident("Error"));
        let functions = block.items.into_iter().filter_map(|item| match item {
            ImplItem::Fn(function) => Some(function.sig.ident.to_string()),
            _ => None,
        });
        methods.extend(functions.filter(|_| is_error));
    }
    methods
}
