//! Types, and how a value gets into the form in which it is kept or sent.

use crate::model::{Api, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Where a type is named: models are named plainly among themselves, and by their module elsewhere.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    /// In a file of models.
    Models,
    /// Anywhere else.
    Elsewhere,
}

/// A type in Rust.
pub(super) fn rust(api: &Api, ty: &Type, home: Home) -> TokenStream {
    match ty {
        Type::Scalar(scalar) => (scalar.row().rust)(),
        Type::Model(id) | Type::Mask(id) => {
            let name = api.models.get(*id).name.ident();
            if home == Home::Models {
                quote!(#name)
            } else {
                quote!(models::#name)
            }
        }
        Type::List(item) => {
            let item = rust(api, item, home);
            quote!(Vec<#item>)
        }
        Type::Map(item) => {
            let item = rust(api, item, home);
            quote!(BTreeMap<String, #item>)
        }
    }
}

/// The type of an argument that takes a value, and the expression that makes the value of it.
pub(super) fn argument(
    api: &Api,
    ty: &Type,
    name: &Ident,
    home: Home,
) -> (TokenStream, TokenStream) {
    match ty {
        Type::Scalar(scalar) if !scalar.row().into => ((scalar.row().rust)(), quote!(#name)),
        Type::Scalar(_) | Type::Model(_) => {
            let ty = rust(api, ty, home);
            (quote!(impl Into<#ty>), quote!(#name.into()))
        }
        Type::Mask(_) => {
            let ty = rust(api, ty, home);
            (
                quote!(impl IntoIterator<Item = impl Into<#ty>>),
                quote!(#name.into_iter().map(Into::into)),
            )
        }
        Type::List(item) => {
            let item = rust(api, item, home);
            (
                quote!(impl IntoIterator<Item = impl Into<#item>>),
                quote!(#name.into_iter().map(Into::into).collect()),
            )
        }
        Type::Map(item) => {
            let item = rust(api, item, home);
            (
                quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<#item>)>),
                quote!(#name.into_iter().map(|(key, value)| (key.into(), value.into())).collect()),
            )
        }
    }
}
