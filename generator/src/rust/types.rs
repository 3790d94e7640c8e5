//! Types, and the arguments of functions that take values of them.

use super::imports::Imports;
use crate::{
    model::{Api, Type},
    names,
    scalars::{RustType, Scalar},
};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

/// Returns a type in Rust.
pub(super) fn rust(api: &Api, ty: &Type, imports: &Imports<'_>) -> TokenStream {
    match ty {
        Type::Scalar(scalar) => self::scalar(*scalar, imports),
        Type::Model(id) | Type::Mask(id) => imports.model(api, *id),
        Type::List(item) => {
            let item = rust(api, item, imports);
            quote!(Vec<#item>)
        }
        Type::Map(item) => {
            let (map, item) = (imports.map(), rust(api, item, imports));
            quote!(#map<String, #item>)
        }
    }
}

/// Returns the Rust type of a scalar.
pub(super) fn scalar(scalar: Scalar, imports: &Imports<'_>) -> TokenStream {
    match scalar.row().rust {
        RustType::Builtin(name) => names::ident(name).into_token_stream(),
        RustType::Exported(name) => imports.exported(name),
        RustType::Json => quote!(serde_json::Value),
        RustType::Pair => quote!((String, String)),
    }
}

/// Argument of a function that takes a value.
pub(super) struct Argument {
    /// Type of the argument.
    pub(super) ty: TokenStream,
    /// Expression that turns the argument into the value.
    pub(super) value: TokenStream,
}

/// Returns the argument called `name` for a value of a type.
pub(super) fn argument(api: &Api, ty: &Type, name: &Ident, imports: &Imports<'_>) -> Argument {
    match ty {
        Type::Scalar(scalar) if !scalar.row().into => Argument {
            ty: self::scalar(*scalar, imports),
            value: quote!(#name),
        },
        Type::Scalar(_) | Type::Model(_) => {
            let ty = rust(api, ty, imports);
            Argument {
                ty: quote!(impl Into<#ty>),
                value: quote!(#name.into()),
            }
        }
        Type::Mask(_) => {
            let ty = rust(api, ty, imports);
            Argument {
                ty: quote!(impl IntoIterator<Item = impl Into<#ty>>),
                value: quote!(#name.into_iter().map(Into::into)),
            }
        }
        Type::List(item) => {
            let item = rust(api, item, imports);
            Argument {
                ty: quote!(impl IntoIterator<Item = impl Into<#item>>),
                value: quote!(#name.into_iter().map(Into::into).collect()),
            }
        }
        Type::Map(item) => {
            let item = rust(api, item, imports);
            Argument {
                ty: quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<#item>)>),
                value: quote!(#name.into_iter().map(|(key, value)| (key.into(), value.into())).collect()),
            }
        }
    }
}
