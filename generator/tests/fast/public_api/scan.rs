//! Search for paths into other crates in public items: in signatures, fields, bounds, re-exports and impls.

use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use syn::{
    Attribute, Fields, Generics, Ident, ImplItem, Item, ItemImpl, Path, Type, UseTree, Visibility,
    visit::{self, Visit},
};

/// Names in the public part of an item.
#[derive(Default)]
pub struct Fact {
    /// The item, or the type that something is implemented for.
    pub owner: String,
    pub crates: BTreeSet<String>,
    /// All names, which may be those of other items.
    pub names: BTreeSet<String>,
}

/// Names of public types and traits, and of private traits. Impls for other types, or of other traits, are not visible from
/// outside.
#[derive(Default)]
pub struct Declared {
    public: BTreeSet<String>,
    hidden: BTreeSet<String>,
}

impl Declared {
    pub fn note(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Struct(item) if is_public(&item.vis) => self.public(&item.ident),
                Item::Enum(item) if is_public(&item.vis) => self.public(&item.ident),
                Item::Type(item) if is_public(&item.vis) => self.public(&item.ident),
                Item::Trait(item) if is_public(&item.vis) => self.public(&item.ident),
                Item::Trait(item) => drop(self.hidden.insert(item.ident.to_string())),
                Item::Mod(item) => {
                    let inner = item.content.as_ref();
                    self.note(inner.map_or(&[], |(_, items)| items));
                }
                _ => {}
            }
        }
    }

    fn public(&mut self, name: &Ident) {
        self.public.insert(name.to_string());
    }
}

/// Returns the name of an item, or the type of an impl.
fn owner(item: &Item) -> String {
    let name = match item {
        Item::Fn(item) => &item.sig.ident,
        Item::Const(item) => &item.ident,
        Item::Static(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Macro(item) => {
            return item
                .ident
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default();
        }
        Item::Impl(item) => match &*item.self_ty {
            Type::Path(of) => match of.path.segments.last() {
                Some(last) => &last.ident,
                None => return String::new(),
            },
            _ => return String::new(),
        },
        _ => return String::new(),
    };
    name.to_string()
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Walk over a file.
pub struct Scan<'a> {
    crates: &'a BTreeSet<&'a str>,
    declared: &'a Declared,
    /// Imported names, each with its crate.
    names: BTreeMap<String, String>,
    facts: Vec<Fact>,
    fact: Fact,
}

impl<'a> Scan<'a> {
    pub fn new(crates: &'a BTreeSet<&'a str>, declared: &'a Declared) -> Self {
        Self {
            crates,
            declared,
            names: BTreeMap::new(),
            facts: Vec::new(),
            fact: Fact::default(),
        }
    }

    pub fn file(mut self, file: &syn::File) -> Vec<Fact> {
        self.items(&file.items);
        self.facts
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            if let Item::Use(item) = item {
                self.import(&item.tree, None, is_public(&item.vis));
                self.end("use");
            }
        }
        for item in items {
            self.item(item);
            self.end(&owner(item));
        }
    }

    /// Adds the names that were found in an item.
    fn end(&mut self, owner: &str) {
        let mut fact = std::mem::take(&mut self.fact);
        owner.clone_into(&mut fact.owner);
        self.facts.push(fact);
    }

    /// Visits the public part of an item, without bodies and private fields.
    fn item(&mut self, item: &Item) {
        match item {
            Item::Fn(item) if is_public(&item.vis) => self.visit_signature(&item.sig),
            Item::Const(item) if is_public(&item.vis) => self.visit_type(&item.ty),
            Item::Static(item) if is_public(&item.vis) => self.visit_type(&item.ty),
            Item::Type(item) if is_public(&item.vis) => self.visit_type(&item.ty),
            Item::Trait(item) if is_public(&item.vis) => self.visit_item_trait(item),
            Item::Struct(item) if is_public(&item.vis) => {
                self.derives(&item.attrs);
                self.visit_generics(&item.generics);
                self.fields(&item.fields, false);
            }
            Item::Enum(item) if is_public(&item.vis) => {
                self.derives(&item.attrs);
                self.visit_generics(&item.generics);
                for variant in &item.variants {
                    self.fields(&variant.fields, true);
                }
            }
            Item::Impl(item) => self.implementation(item),
            Item::Macro(item) => self.macro_body(item.mac.tokens.clone()),
            Item::Mod(item) => {
                let inner = item.content.as_ref();
                self.items(inner.map_or(&[], |(_, items)| items));
            }
            _ => {}
        }
    }

    fn fields(&mut self, fields: &Fields, all: bool) {
        for field in fields {
            if all || is_public(&field.vis) {
                self.visit_type(&field.ty);
            }
        }
    }

    fn implementation(&mut self, item: &ItemImpl) {
        let of = item
            .trait_
            .as_ref()
            .and_then(|(path, _)| path.segments.last());
        let is_hidden = of.is_some_and(|of| self.declared.hidden.contains(&of.ident.to_string()));
        if is_hidden || !self.concerns_public(&item.self_ty, &item.generics) {
            return;
        }
        if let Some((path, _)) = &item.trait_ {
            self.visit_path(path);
            self.visit_generics(&item.generics);
        }
        for inner in &item.items {
            match inner {
                ImplItem::Fn(inner) if is_public(&inner.vis) => {
                    self.visit_generics(&item.generics);
                    self.visit_signature(&inner.sig);
                }
                ImplItem::Const(inner) if is_public(&inner.vis) => self.visit_type(&inner.ty),
                ImplItem::Type(inner) => self.visit_type(&inner.ty),
                _ => {}
            }
        }
    }

    /// Returns `true` if an impl is for a public type, or for any type.
    fn concerns_public(&self, of: &Type, generics: &Generics) -> bool {
        let Type::Path(of) = of else { return true };
        let Some(last) = of.path.segments.last() else {
            return true;
        };
        let name = last.ident.to_string();
        let is_any = generics.type_params().any(|any| any.ident == name);
        is_any || self.declared.public.contains(&name)
    }

    fn derives(&mut self, attributes: &[Attribute]) {
        let derives = attributes
            .iter()
            .filter(|attribute| attribute.path().is_ident("derive"));
        for attribute in derives {
            let _ = attribute.parse_nested_meta(|meta| {
                self.visit_path(&meta.path);
                Ok(())
            });
        }
    }

    /// Records the names of an import. A public import is part of the public interface.
    fn import(&mut self, tree: &UseTree, origin: Option<&str>, public: bool) {
        let mut bring = |first: String, name: String| {
            let origin = origin.map_or(first, str::to_owned);
            if !self.crates.contains(origin.as_str()) {
                return;
            }
            if public {
                self.fact.crates.insert(origin.clone());
            }
            self.names.insert(name, origin);
        };
        match tree {
            UseTree::Path(path) => {
                let first = path.ident.to_string();
                self.import(&path.tree, Some(origin.unwrap_or(&first)), public);
            }
            UseTree::Name(name) if name.ident == "self" => {
                bring(String::new(), origin.unwrap_or_default().to_owned());
            }
            UseTree::Name(name) => bring(name.ident.to_string(), name.ident.to_string()),
            UseTree::Rename(name) => bring(name.ident.to_string(), name.rename.to_string()),
            UseTree::Glob(_) => bring(String::new(), "*".to_owned()),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(tree, origin, public);
                }
            }
        }
    }

    /// Visits the tokens of a macro. Paths into other crates must start with `::` in macros.
    fn macro_body(&mut self, tokens: TokenStream) {
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
                TokenTree::Ident(word) if colons == 2 => {
                    let name = word.to_string();
                    if self.crates.contains(name.as_str()) {
                        self.fact.crates.insert(name);
                    }
                    colons = 0;
                }
                TokenTree::Group(group) => {
                    self.macro_body(group.stream());
                    colons = 0;
                }
                TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => colons = 0,
            }
        }
    }
}

impl<'ast> Visit<'ast> for Scan<'_> {
    fn visit_path(&mut self, path: &'ast Path) {
        if let Some(first) = path.segments.first() {
            let name = first.ident.to_string();
            if let Some(origin) = self.names.get(&name) {
                self.fact.crates.insert(origin.clone());
            } else if self.crates.contains(name.as_str()) {
                self.fact.crates.insert(name);
            }
        }
        let names = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string());
        self.fact.names.extend(names);
        visit::visit_path(self, path);
    }

    /// Skips attributes.
    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    /// Skips bodies, including those of methods of traits.
    fn visit_block(&mut self, _: &'ast syn::Block) {}
}
