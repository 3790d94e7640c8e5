//! Types, and the arguments of functions and setters that take values of them.

use super::imports::Imports;
use crate::{
    model::{Api, Model, Type},
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
        Type::Nullable(ty) => {
            let ty = rust(api, ty, imports);
            quote!(Option<#ty>)
        }
        Type::Map(item) => {
            let (map, item) = (imports.map(), rust(api, item, imports));
            quote!(#map<String, #item>)
        }
    }
}

/// Returns the type of a box around a value, if there is one.
pub(super) fn boxed(ty: TokenStream, is_boxed: bool) -> TokenStream {
    if is_boxed { quote!(Box<#ty>) } else { ty }
}

/// Returns a value in a box, if there is one.
pub(super) fn boxed_value(value: TokenStream, is_boxed: bool) -> TokenStream {
    if is_boxed {
        quote!(Box::new(#value))
    } else {
        value
    }
}

/// Returns the initializer of the field that keeps unknown fields, if the model has one.
pub(super) fn no_unknown_fields(model: &Model, imports: &Imports<'_>) -> Option<TokenStream> {
    model.keeps_unknown.then(|| {
        let unknown_fields = imports.exported("UnknownFields");
        quote!(unknown_fields: #unknown_fields::default())
    })
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
        Type::Nullable(_) => Argument {
            ty: rust(api, ty, imports),
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

/// Row of a setter in a table: the form of its argument, and a type.
pub(super) struct Form {
    pub(super) word: &'static str,
    /// Type of the value, or of an item of a list or map.
    pub(super) ty: TokenStream,
}

/// Returns the form of a setter for a value of a type.
pub(super) fn form(api: &Api, ty: &Type, imports: &Imports<'_>) -> Form {
    let (word, ty) = match ty {
        Type::Scalar(scalar) if !scalar.row().into => ("value", ty),
        Type::Nullable(_) => ("value", ty),
        Type::Scalar(_) | Type::Model(_) => ("into", ty),
        Type::Mask(_) => ("list", ty),
        Type::List(item) => ("list", item.as_ref()),
        Type::Map(item) => ("map", item.as_ref()),
    };
    let ty = rust(api, ty, imports);
    Form { word, ty }
}

/// Returns the form of a setter for an entry of a map of a type.
pub(super) fn entry_form(api: &Api, item: &Type, imports: &Imports<'_>) -> Form {
    let word = match item {
        Type::Scalar(scalar) if !scalar.row().into => "value_entry",
        Type::Nullable(_) => "value_entry",
        Type::Scalar(_) | Type::Model(_) => "entry",
        Type::Mask(_) | Type::List(_) => "list_entry",
        Type::Map(_) => "map_entry",
    };
    let Form { ty, .. } = form(api, item, imports);
    Form { word, ty }
}
