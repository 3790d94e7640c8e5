//! Code that puts the inputs of a method into a request.

use super::{
    imports::Imports,
    types::{self, Argument},
};
use crate::model::{Api, Field, HeaderParam, Input, QueryParam, QueryStyle, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// Code that takes an input and puts it into a request.
pub(super) struct InputCode {
    /// Type of the argument.
    pub(super) ty: TokenStream,
    /// Call of a method of the runtime's request.
    pub(super) call: TokenStream,
}

/// Returns the code that puts the input into a request.
pub(super) fn code(api: &Api, input: &Input<'_>, imports: &Imports<'_>) -> InputCode {
    match input {
        Input::Path(param, ty) => {
            let wire = param.name.wire();
            let argument = types::argument(api, ty, &param.name.ident(), imports);
            let (value, ty) = (&argument.value, types::rust(api, ty, imports));
            InputCode {
                call: quote!(path::<#ty>(#wire, &#value)),
                ty: argument.ty,
            }
        }
        Input::Query(query) => query_code(api, query, imports),
        Input::Header(header) => header_code(header),
        Input::Body(field) => field_code(api, field, imports),
        Input::Whole(name, ty) => {
            let argument = types::argument(api, ty, &name.ident(), imports);
            let (value, ty) = (&argument.value, types::rust(api, ty, imports));
            InputCode {
                call: quote!(whole_body::<#ty>(&#value)),
                ty: argument.ty,
            }
        }
    }
}

fn header_code(header: &HeaderParam) -> InputCode {
    let (name, wire) = (header.name.ident(), header.name.wire());
    InputCode {
        ty: quote!(impl Into<String>),
        call: quote!(header_param::<String>(#wire, &#name.into())),
    }
}

fn query_code(api: &Api, query: &QueryParam, imports: &Imports<'_>) -> InputCode {
    let (name, wire) = (query.name.ident(), query.name.wire());
    match &query.style {
        QueryStyle::One(ty) => {
            let Argument {
                ty: argument,
                value,
            } = types::argument(api, ty, &name, imports);
            let ty = types::rust(api, ty, imports);
            InputCode {
                ty: argument,
                call: quote!(query::<#ty>(#wire, &#value)),
            }
        }
        QueryStyle::Repeated(ty) => {
            let ty = types::rust(api, ty, imports);
            InputCode {
                ty: quote!(impl IntoIterator<Item = impl Into<#ty>>),
                call: quote!(query_list::<#ty>(#wire, #name)),
            }
        }
        QueryStyle::Pairs { .. } => InputCode {
            ty: quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>),
            call: quote!(query_entries(#wire, #name)),
        },
    }
}

fn field_code(api: &Api, field: &Field, imports: &Imports<'_>) -> InputCode {
    let (name, wire) = (field.name.ident(), field.name.wire());
    let Argument {
        ty: argument,
        value,
    } = types::argument(api, &field.ty, &name, imports);
    let ty = types::rust(api, &field.ty, imports);
    let call = match &field.ty {
        Type::Mask(_) => quote!(body(#wire, &runtime::request::body::field_mask::<#ty>(#name))),
        Type::Scalar(_) | Type::Model(_) | Type::List(_) | Type::Map(_) => {
            quote!(body::<#ty>(#wire, &#value))
        }
    };
    InputCode { ty: argument, call }
}
