//! Collection of the public items of a crate. Items that documentation hides are not public, as for `cargo semver-checks`.

use super::{
    features::Features,
    item::{Member, PublicItems},
    macros, requests,
    signature::{compact, function, trait_name},
};
use quote::ToTokens;
use std::collections::BTreeMap;
use syn::{Attribute, Fields, ImplItem, Item, ItemImpl, Type, UseTree, Visibility};

/// Collects the items of the modules of a crate.
pub(super) fn walk(modules: &BTreeMap<String, syn::File>, items: &mut PublicItems) {
    let walk = Walk {
        modules,
        folder: "src".to_owned(),
        module: String::new(),
        features: Features::default(),
    };
    walk.file("src/lib.rs", items);
}

/// Collects the functions that a file of the runtime adds to types of other files. `module_of` returns the module that exports
/// the type with a path.
pub(super) fn walk_runtime<'a>(
    text: &str,
    module_of: &dyn Fn(&str) -> Option<&'a str>,
    items: &mut PublicItems,
) {
    let Ok(file) = syn::parse_file(text) else {
        return;
    };
    let imports: BTreeMap<_, _> = file.items.iter().flat_map(imports).collect();
    for item in &file.items {
        if let Item::Impl(block) = item
            && block.trait_.is_none()
            && let Some(path) = imports.get(&type_name(&block.self_ty))
            && let Some(module) = module_of(path.trim_start_matches("crate::"))
        {
            let walk = Walk {
                modules: &BTreeMap::new(),
                folder: String::new(),
                module: module.to_owned(),
                features: Features::default(),
            };
            walk.block(block, items);
        }
    }
}

/// Returns the names that an item imports, with their paths.
fn imports(item: &Item) -> Vec<(String, String)> {
    match item {
        Item::Use(item) => exports(&item.tree, ""),
        _ => Vec::new(),
    }
}

/// Returns the name of a type without its path and its arguments.
fn type_name(ty: &Type) -> String {
    let ty = compact(ty);
    let path = ty.split('<').next().unwrap_or_default();
    path.rsplit("::").next().unwrap_or_default().to_owned()
}

/// Walk through the modules of a crate. A private module is no part of a path: its items are exported by the module around it.
struct Walk<'a> {
    modules: &'a BTreeMap<String, syn::File>,
    /// Folder of the files of inner modules.
    folder: String,
    /// Public path of the module.
    module: String,
    /// Features with which the module is there.
    features: Features,
}

impl Walk<'_> {
    fn file(&self, path: &str, items: &mut PublicItems) {
        if let Some(file) = self.modules.get(path) {
            self.content(&file.items, items);
        }
    }

    fn content(&self, content: &[Item], items: &mut PublicItems) {
        for item in content {
            match item {
                Item::Mod(inner) if inner.ident != "runtime" && !is_hidden(&inner.attrs) => {
                    let name = inner.ident.to_string();
                    self.inner(&name, inner, items);
                }
                Item::Impl(block) => self.block(block, items),
                Item::Macro(call) => {
                    let name = call.mac.path.to_token_stream().to_string();
                    for (owner, member, signature) in macros::items(&name, call.mac.tokens.clone())
                    {
                        items.add(&self.module, &owner, member, signature, &self.features);
                    }
                }
                Item::Use(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => {
                    let features = self.features.and(&item.attrs);
                    for (name, path) in exports(&item.tree, "") {
                        // A private module of the crate is walked through.
                        if is_foreign(&path) {
                            items.add(&self.module, &name, Member::Itself, path, &features);
                        }
                    }
                }
                _ => self.declaration(item, items),
            }
        }
    }

    fn inner(&self, name: &str, inner: &syn::ItemMod, items: &mut PublicItems) {
        let bare = name.trim_start_matches("r#");
        let features = self.features.and(&inner.attrs);
        let is_public = is_public(&inner.vis);
        if is_public {
            items.add(
                &self.module,
                bare,
                Member::Itself,
                "mod".to_owned(),
                &features,
            );
        }
        let module = match (is_public, self.module.is_empty()) {
            (false, _) => self.module.clone(),
            (true, true) => bare.to_owned(),
            (true, false) => format!("{}::{bare}", self.module),
        };
        let walk = Walk {
            modules: self.modules,
            folder: format!("{}/{bare}", self.folder),
            module,
            features,
        };
        match &inner.content {
            Some((_, content)) => walk.content(content, items),
            None => walk.file(&format!("{}/{bare}.rs", self.folder), items),
        }
    }

    fn declaration(&self, item: &Item, items: &mut PublicItems) {
        let (name, attributes, signature) = match item {
            Item::Struct(item) if is_public(&item.vis) => {
                let name = item.ident.to_string();
                self.fields(&name, &item.fields, items);
                let generics = compact(&item.generics);
                (name, &item.attrs, format!("struct{generics}"))
            }
            Item::Enum(item) if is_public(&item.vis) => {
                let name = item.ident.to_string();
                for variant in &item.variants {
                    let member = Member::Variant(plain(&variant.ident));
                    let signature = compact(&variant.fields);
                    items.add(&self.module, &name, member, signature, &self.features);
                }
                (
                    name,
                    &item.attrs,
                    format!("enum{}", compact(&item.generics)),
                )
            }
            Item::Fn(item) if is_public(&item.vis) => {
                (item.sig.ident.to_string(), &item.attrs, function(&item.sig))
            }
            Item::Type(item) if is_public(&item.vis) => {
                let name = item.ident.to_string();
                let signature = match requests::methods(&item.ty) {
                    Some(methods) => {
                        for (member, signature) in methods {
                            items.add(&self.module, &name, member, signature, &self.features);
                        }
                        "request".to_owned()
                    }
                    None => format!("type = {}", compact(&item.ty)),
                };
                (name, &item.attrs, signature)
            }
            Item::Const(item) if is_public(&item.vis) => {
                let signature = format!("const: {}", compact(&item.ty));
                (item.ident.to_string(), &item.attrs, signature)
            }
            Item::Trait(item) if is_public(&item.vis) => {
                let signature = compact(&item.to_token_stream());
                (item.ident.to_string(), &item.attrs, signature)
            }
            _ => return,
        };
        for implemented in derives(attributes) {
            let member = Member::Trait(implemented);
            items.add(&self.module, &name, member, String::new(), &self.features);
        }
        let features = self.features.and(attributes);
        items.add(&self.module, &name, Member::Itself, signature, &features);
    }

    fn fields(&self, owner: &str, fields: &Fields, items: &mut PublicItems) {
        for (index, field) in fields.iter().enumerate() {
            if is_public(&field.vis) {
                let name = field
                    .ident
                    .as_ref()
                    .map_or_else(|| index.to_string(), plain);
                let signature = compact(&field.ty);
                items.add(
                    &self.module,
                    owner,
                    Member::Field(name),
                    signature,
                    &self.features,
                );
            }
        }
    }

    fn block(&self, block: &ItemImpl, items: &mut PublicItems) {
        let ty = compact(&block.self_ty);
        let path = ty.split('<').next().unwrap_or_default();
        let owner = type_name(&block.self_ty);
        let features = self.features.and(&block.attrs);
        // An implementation is emitted in any module; its type is exported by the one in its path.
        let module = match path.rsplit_once("::") {
            Some((module, _)) => module.trim_start_matches("crate::"),
            None => &self.module,
        };
        if let Some((path, _)) = &block.trait_ {
            let member = Member::Trait(trait_name(path));
            items.add(module, &owner, member, String::new(), &features);
            return;
        }
        let prefix = if ty.contains('<') {
            format!("{ty}: ")
        } else {
            String::new()
        };
        for item in &block.items {
            if let ImplItem::Fn(item) = item
                && is_public(&item.vis)
                && !is_hidden(&item.attrs)
            {
                let member = Member::Function(plain(&item.sig.ident));
                let signature = format!("{prefix}{}", function(&item.sig));
                let features = features.and(&item.attrs);
                items.add(module, &owner, member, signature, &features);
            }
        }
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("doc") && compact(&attribute.meta).contains("(hidden)")
    })
}

fn derives(attributes: &[Attribute]) -> Vec<String> {
    let derives = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"));
    let lists = derives.filter_map(|attribute| attribute.meta.require_list().ok());
    lists
        .flat_map(|list| {
            let names = list.tokens.to_string();
            let names = names.split(',').map(|name| name.trim().to_owned());
            names.filter(|name| !name.is_empty()).collect::<Vec<_>>()
        })
        .collect()
}

fn plain(ident: &proc_macro2::Ident) -> String {
    ident.to_string().trim_start_matches("r#").to_owned()
}

/// Returns the names that a `use` exports, with the paths of what they stand for.
fn exports(tree: &UseTree, path: &str) -> Vec<(String, String)> {
    match tree {
        UseTree::Path(inner) => exports(&inner.tree, &format!("{path}{}::", inner.ident)),
        UseTree::Name(name) if name.ident == "self" => {
            let path = path.trim_end_matches("::");
            let name = path.rsplit("::").next().unwrap_or_default();
            vec![(name.to_owned(), path.to_owned())]
        }
        UseTree::Name(name) => vec![(plain(&name.ident), format!("{path}{}", name.ident))],
        UseTree::Rename(name) => vec![(plain(&name.rename), format!("{path}{}", name.ident))],
        UseTree::Group(group) => {
            let inner = group.items.iter();
            inner.flat_map(|inner| exports(inner, path)).collect()
        }
        UseTree::Glob(_) => Vec::new(),
    }
}

/// Returns `true` for what is not declared in the walked modules: items of the runtime, and other crates.
fn is_foreign(path: &str) -> bool {
    ["runtime", "bytes", "http", "crate"].contains(&path.split("::").next().unwrap_or_default())
}
