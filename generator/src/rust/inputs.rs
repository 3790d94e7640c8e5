//! Code that puts the inputs of a method into a request.

use super::{
    imports::Imports,
    literals,
    types::{self, Form},
};
use crate::model::{
    Api, Constant, Field, HeaderParam, Input, ListStyle, QueryParam, QueryStyle, Type,
};
use crate::scalars::Scalar;
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
            let (name, wire) = (param.name.ident(), param.name.wire());
            let Form { ty: value, .. } = types::form(api, ty, imports);
            InputCode {
                ty: types::argument(api, ty, &name, imports).ty,
                call: quote!(path::<#value>(#wire, #name)),
            }
        }
        Input::Query(query) => query_code(api, query, imports),
        Input::Header(header) => header_code(api, header, imports),
        Input::Body(field) => field_code(api, field, imports),
        Input::Whole(whole) => {
            let (name, ty) = (whole.name.ident(), &whole.ty);
            let Form { ty: value, .. } = types::form(api, ty, imports);
            let call = match ty {
                Type::Scalar(Scalar::File) => quote!(whole_file),
                Type::Scalar(_) | Type::Model(_) | Type::Nullable(_) => quote!(whole_body),
                Type::List(_) | Type::Mask(_) => quote!(whole_body_list),
                Type::Map(_) => quote!(whole_body_map),
            };
            InputCode {
                ty: types::argument(api, ty, &name, imports).ty,
                call: quote!(#call::<#value>(#name)),
            }
        }
    }
}

/// Returns the type of a constant and its value.
pub(super) fn constant(constant: &Constant) -> (TokenStream, TokenStream) {
    match constant {
        Constant::Text(text) => (quote!(String), quote!(#text)),
        Constant::Integer(number) => {
            let number = literals::int64(*number);
            (quote!(i64), quote!(#number))
        }
        Constant::Boolean(value) => (quote!(bool), quote!(#value)),
    }
}

fn header_code(api: &Api, header: &HeaderParam, imports: &Imports<'_>) -> InputCode {
    let (name, wire) = (header.name.ident(), header.name.wire());
    let value = types::rust(api, &header.ty, imports);
    InputCode {
        ty: types::argument(api, &header.ty, &name, imports).ty,
        call: quote!(header_param::<#value>(#wire, #name)),
    }
}

fn query_code(api: &Api, query: &QueryParam, imports: &Imports<'_>) -> InputCode {
    let (name, wire) = (query.name.ident(), query.key());
    match &query.style {
        QueryStyle::One(ty) => {
            let value = types::rust(api, ty, imports);
            InputCode {
                ty: types::argument(api, ty, &name, imports).ty,
                call: quote!(query::<#value>(#wire, #name)),
            }
        }
        QueryStyle::List(ty, style) => {
            let ty = types::rust(api, ty, imports);
            let call = match style {
                ListStyle::Repeated | ListStyle::Brackets => quote!(query_list),
                ListStyle::Comma => quote!(query_joined),
            };
            InputCode {
                ty: quote!(impl IntoIterator<Item = impl Into<#ty>>),
                call: quote!(#call::<#ty>(#wire, #name)),
            }
        }
        QueryStyle::Deep(ty) => {
            let Form { ty: value, .. } = types::form(api, ty, imports);
            let call = match ty {
                Type::Map(_) => quote!(query_deep_map),
                Type::List(_) => quote!(query_deep_list),
                Type::Scalar(_) | Type::Model(_) | Type::Mask(_) | Type::Nullable(_) => {
                    quote!(query_deep)
                }
            };
            InputCode {
                ty: types::argument(api, ty, &name, imports).ty,
                call: quote!(#call::<#value>(#wire, #name)),
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
    let Form { ty: value, .. } = types::form(api, &field.ty, imports);
    let call = match &field.ty {
        Type::Scalar(Scalar::File) => quote!(file),
        Type::List(item) if **item == Type::Scalar(Scalar::File) => quote!(file_list),
        Type::Scalar(_) | Type::Model(_) | Type::Nullable(_) => quote!(body),
        Type::List(_) => quote!(body_list),
        Type::Map(_) => quote!(body_map),
        Type::Mask(_) => quote!(body_mask),
    };
    InputCode {
        ty: types::argument(api, &field.ty, &name, imports).ty,
        call: quote!(#call::<#value>(#wire, #name)),
    }
}
