//! The public items of an emitted crate.
//!
//! The runtime is left out: it is the same for both versions, and what an API needs of it is exported in `lib.rs`.

mod features;
mod item;
mod macros;
mod signature;

use super::verdict::Verdict;
use features::Features;
pub(super) use item::ItemPath;
use item::Member;
use quote::ToTokens;
use signature::{compact, function, trait_name};
use std::collections::BTreeMap;
use syn::{Attribute, Fields, ImplItem, Item, ItemImpl, UseTree, Visibility};

/// Emitted crate, as far as its public items depend on the description.
pub struct EmittedCrate {
    /// Rust files by their paths, without the runtime.
    pub modules: BTreeMap<String, syn::File>,
    /// Text of `Cargo.toml`.
    pub manifest: String,
}

/// Public items of a crate, with their signatures.
#[derive(Debug, Default)]
pub(super) struct Interface {
    items: BTreeMap<ItemPath, PublicItem>,
}

/// Public item.
#[derive(Debug)]
struct PublicItem {
    signature: String,
    features: Features,
}

/// Difference between two interfaces.
#[derive(Debug)]
pub(super) struct ItemChange {
    pub path: ItemPath,
    pub verdict: Verdict,
    pub old: Option<String>,
    pub new: Option<String>,
    /// Whether only the features differ with which the item is there.
    pub is_of_features: bool,
}

impl Interface {
    /// Collects the items of a crate.
    pub(super) fn new(emitted: &EmittedCrate) -> Self {
        let mut interface = Self::default();
        for feature in features::names(&emitted.manifest) {
            let always = Features::default();
            interface.add("", &feature, Member::Feature, String::new(), &always);
        }
        let walk = Walk {
            modules: &emitted.modules,
            folder: "src".to_owned(),
            module: String::new(),
            features: Features::default(),
        };
        walk.file("src/lib.rs", &mut interface);
        interface
    }

    /// Returns the changes that lead to a newer interface.
    pub(super) fn changes(&self, new: &Self) -> Vec<ItemChange> {
        let mut changes = Vec::new();
        for (path, item) in &self.items {
            let found = new.items.get(path);
            if found.is_some_and(|found| found.signature == item.signature) {
                continue;
            }
            changes.push(ItemChange {
                path: path.clone(),
                verdict: Verdict::Major,
                old: Some(item.signature.clone()),
                new: found.map(|found| found.signature.clone()),
                is_of_features: false,
            });
        }
        let added = new.items.iter();
        let added = added.filter(|(path, _)| !self.items.contains_key(path));
        changes.extend(added.map(|(path, item)| ItemChange {
            path: path.clone(),
            verdict: Verdict::Minor,
            old: None,
            new: Some(item.signature.clone()),
            is_of_features: false,
        }));
        changes.extend(self.changes_of_features(new));
        changes
    }

    /// Returns the items of both versions that are there with other features. The feature of a resource promises what its
    /// methods need, and no other models: with fewer features, programs that use one without its resource may miss it.
    fn changes_of_features<'a>(&'a self, new: &'a Self) -> impl Iterator<Item = ItemChange> + 'a {
        self.items.iter().filter_map(|(path, item)| {
            let found = new.items.get(path)?;
            if found.features == item.features || !matches!(path.member, Member::Itself) {
                return None;
            }
            let is_wider = found.features.include(&item.features);
            Some(ItemChange {
                path: path.clone(),
                verdict: if is_wider {
                    Verdict::Patch
                } else {
                    Verdict::Minor
                },
                old: Some(item.features.to_string()),
                new: Some(found.features.to_string()),
                is_of_features: true,
            })
        })
    }

    fn add(
        &mut self,
        module: &str,
        owner: &str,
        member: Member,
        signature: String,
        features: &Features,
    ) {
        let path = ItemPath {
            module: module.to_owned(),
            owner: owner.trim_start_matches("r#").to_owned(),
            member,
        };
        let item = PublicItem {
            signature,
            features: features.clone(),
        };
        self.items.insert(path, item);
    }
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
    fn file(&self, path: &str, interface: &mut Interface) {
        if let Some(file) = self.modules.get(path) {
            self.items(&file.items, interface);
        }
    }

    fn items(&self, items: &[Item], interface: &mut Interface) {
        for item in items {
            match item {
                Item::Mod(inner) if inner.ident != "runtime" => {
                    let name = inner.ident.to_string();
                    self.inner(&name, inner, interface);
                }
                Item::Impl(block) => self.block(block, interface),
                Item::Macro(call) => {
                    let name = call.mac.path.to_token_stream().to_string();
                    for (owner, member, signature) in macros::items(&name, call.mac.tokens.clone())
                    {
                        interface.add(&self.module, &owner, member, signature, &self.features);
                    }
                }
                Item::Use(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => {
                    let features = self.features.and(&item.attrs);
                    for (name, path) in exports(&item.tree, "") {
                        // A private module of the crate is walked through.
                        if is_foreign(&path) {
                            interface.add(&self.module, &name, Member::Itself, path, &features);
                        }
                    }
                }
                _ => self.declaration(item, interface),
            }
        }
    }

    fn inner(&self, name: &str, inner: &syn::ItemMod, interface: &mut Interface) {
        let bare = name.trim_start_matches("r#");
        let features = self.features.and(&inner.attrs);
        let is_public = is_public(&inner.vis);
        if is_public {
            interface.add(
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
            Some((_, items)) => walk.items(items, interface),
            None => walk.file(&format!("{}/{bare}.rs", self.folder), interface),
        }
    }

    fn declaration(&self, item: &Item, interface: &mut Interface) {
        let (name, attributes, signature) = match item {
            Item::Struct(item) if is_public(&item.vis) => {
                let name = item.ident.to_string();
                self.fields(&name, &item.fields, interface);
                let generics = compact(&item.generics);
                (name, &item.attrs, format!("struct{generics}"))
            }
            Item::Enum(item) if is_public(&item.vis) => {
                let name = item.ident.to_string();
                for variant in &item.variants {
                    let member = Member::Variant(plain(&variant.ident));
                    let signature = compact(&variant.fields);
                    interface.add(&self.module, &name, member, signature, &self.features);
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
                let signature = format!("type = {}", compact(&item.ty));
                (item.ident.to_string(), &item.attrs, signature)
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
            interface.add(&self.module, &name, member, String::new(), &self.features);
        }
        let features = self.features.and(attributes);
        interface.add(&self.module, &name, Member::Itself, signature, &features);
    }

    fn fields(&self, owner: &str, fields: &Fields, interface: &mut Interface) {
        for (index, field) in fields.iter().enumerate() {
            if is_public(&field.vis) {
                let name = field
                    .ident
                    .as_ref()
                    .map_or_else(|| index.to_string(), plain);
                let signature = compact(&field.ty);
                interface.add(
                    &self.module,
                    owner,
                    Member::Field(name),
                    signature,
                    &self.features,
                );
            }
        }
    }

    fn block(&self, block: &ItemImpl, interface: &mut Interface) {
        let ty = compact(&block.self_ty);
        let path = ty.split('<').next().unwrap_or_default();
        let owner = path.rsplit("::").next().unwrap_or_default();
        let features = self.features.and(&block.attrs);
        // An implementation is emitted in any module; its type is exported by the one in its path.
        let module = match path.rsplit_once("::") {
            Some((module, _)) => module.trim_start_matches("crate::"),
            None => &self.module,
        };
        if let Some((path, _)) = &block.trait_ {
            let member = Member::Trait(trait_name(path));
            interface.add(module, owner, member, String::new(), &features);
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
            {
                let member = Member::Function(plain(&item.sig.ident));
                let signature = format!("{prefix}{}", function(&item.sig));
                let features = features.and(&item.attrs);
                interface.add(module, owner, member, signature, &features);
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
