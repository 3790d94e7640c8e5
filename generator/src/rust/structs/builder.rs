//! Builder of a struct with required fields that take the same argument. Its type says which of them are set, so that a
//! missing one, or one that is set twice, does not compile.
//!
//! The type parameter is a balanced tree of pairs. Its leaves are the types of the fields that are set, and `()` for the
//! others. A setter names only the path to its leaf, so that the code grows little faster than the number of fields.

use super::constructor;
use crate::{
    model::{Api, Field, Model},
    names::{Name, ident},
    rust::{
        docs,
        imports::Imports,
        types::{self, Argument},
    },
};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

/// Returns the function that returns the builder, and the builder.
pub(super) fn emit(
    api: &Api,
    model: &Model,
    builder: &Name,
    fields: &[Field],
    imports: &Imports<'_>,
) -> TokenStream {
    let (name, title, builder) = (model.name.ident(), model.name.rust(), builder.ident());
    let required = fields.iter().filter(|field| field.is_argument(true));
    let required: Vec<_> = required.collect();
    let count = required.len();
    let unset = tree(count, &|_| quote!(()));
    let of_model = docs::attributes([format!(
        "Builder of [`{title}`](crate::models::{title}). Each required field is set once, in any order; then `build` returns the value."
    )]);
    let setters = required
        .iter()
        .enumerate()
        .map(|(at, field)| setter(api, model, &builder, field, Place { at, count }, imports));
    let build = build(api, model, &builder, fields, imports);
    quote! {
        impl #name {
            /// Returns a builder, with a setter for each required field.
            pub fn builder() -> #builder<#unset> {
                #builder(#unset)
            }
        }

        #of_model
        #[derive(Clone, Debug)]
        #[must_use]
        pub struct #builder<S>(S);

        #(#setters)*

        #build
    }
}

/// Returns the function that creates the struct once all required fields are set.
fn build(
    api: &Api,
    model: &Model,
    builder: &Ident,
    fields: &[Field],
    imports: &Imports<'_>,
) -> TokenStream {
    let name = model.name.ident();
    let required = fields.iter().filter(|field| field.is_argument(true));
    let required: Vec<_> = required.collect();
    let count = required.len();
    let set = tree(count, &|at| types::rust(api, &required[at].ty, imports));
    let bindings = tree(count, &|at| required[at].name.ident().into_token_stream());
    let values = required.iter().map(|field| {
        let name = field.name.ident();
        if api.models.is_tagged_union(&field.ty) {
            let value = types::boxed_value(quote!(#name), field.is_boxed);
            quote!(#name: Some(#value))
        } else if field.is_boxed {
            quote!(#name: #name.map(Box::new))
        } else {
            quote!(#name)
        }
    });
    let rest = constructor::rest(api, model, fields, &quote!(#name), imports);
    quote! {
        impl #builder<#set> {
            /// Returns the value, in which the optional fields can be set.
            #[must_use]
            #[inline]
            pub fn build(self) -> #name {
                let #bindings = self.0;
                #name { #(#values,)* #rest }
            }
        }
    }
}

fn setter(
    api: &Api,
    model: &Model,
    builder: &Ident,
    field: &Field,
    place: Place,
    imports: &Imports<'_>,
) -> TokenStream {
    let name = field.name.ident();
    let (title, shown) = (model.name.rust(), field.name.rust());
    let docs = docs::attributes([format!(
        "Sets [`{shown}`](crate::models::{title}#structfield.{shown})."
    )]);
    let deprecated = docs::deprecated(field.deprecated.as_ref());
    let Argument { ty, value } = types::argument(api, &field.ty, &name, imports);
    let (parameters, variables) = (place.others("_", 'A', ""), place.others("", 'a', "_"));
    let before = place.tree(&quote!(()), &parameters);
    let after = place.tree(&types::rust(api, &field.ty, imports), &parameters);
    let (old, new) = (
        place.tree(&quote!(()), &variables),
        place.tree(&value, &variables),
    );
    quote! {
        impl<#(#parameters),*> #builder<#before> {
            #docs
            #deprecated
            pub fn #name(self, #name: #ty) -> #builder<#after> {
                let #old = self.0;
                #builder(#new)
            }
        }
    }
}

/// Place of a field in the tree of all required fields.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    count: usize,
}

/// Half of a tree that holds a leaf.
enum Half {
    First,
    Second,
}

impl Place {
    /// Returns the halves that lead to the leaf.
    fn path(self) -> Vec<Half> {
        let Self { mut at, mut count } = self;
        let mut path = Vec::new();
        while count > 1 {
            let first = count.div_ceil(2);
            if at < first {
                path.push(Half::First);
                count = first;
            } else {
                path.push(Half::Second);
                (at, count) = (at - first, count - first);
            }
        }
        path
    }

    /// Returns names for the trees beside the path: a letter each, between two affixes. No model and no field begins or ends
    /// with `_`.
    fn others(self, prefix: &str, first: char, suffix: &str) -> Vec<Ident> {
        let letters = (first..).take(self.path().len());
        let names = letters.map(|letter| ident(&format!("{prefix}{letter}{suffix}")));
        names.collect()
    }

    /// Returns the tree with a leaf in this place. `others` stand for the trees beside the path.
    fn tree(self, leaf: &TokenStream, others: &[Ident]) -> TokenStream {
        let steps = self.path().into_iter().zip(others).rev();
        steps.fold(leaf.clone(), |inner, (half, beside)| match half {
            Half::First => quote!((#inner, #beside)),
            Half::Second => quote!((#beside, #inner)),
        })
    }
}

/// Returns a balanced tree of pairs.
fn tree(count: usize, leaf: &dyn Fn(usize) -> TokenStream) -> TokenStream {
    subtree(0, count, leaf)
}

fn subtree(start: usize, count: usize, leaf: &dyn Fn(usize) -> TokenStream) -> TokenStream {
    if count == 1 {
        return leaf(start);
    }
    let first = count.div_ceil(2);
    let (a, b) = (
        subtree(start, first, leaf),
        subtree(start + first, count - first, leaf),
    );
    quote!((#a, #b))
}
