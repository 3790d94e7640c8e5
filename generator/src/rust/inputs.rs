//! Inputs of a method: its arguments, and the setters of its request.

use super::{
    imports::Imports,
    types::{self, Argument},
};
use crate::{
    model::{
        Api, Body, Docs, Field, Method, ParamSource, PathParam, Presence, QueryParam, QueryStyle,
        Type,
    },
    names::Name,
};
use proc_macro2::TokenStream;
use quote::quote;

/// Value that a call needs, or may be given.
pub(super) enum Input<'a> {
    /// A path parameter.
    Path(&'a PathParam, &'a Type),
    /// A query parameter.
    Query(&'a QueryParam),
    /// A field of the body.
    Body(&'a Field),
    /// The whole body.
    Whole(&'a Name, &'a Type),
}

/// Returns the inputs that a call needs, in the order of the arguments.
pub(super) fn required(method: &Method) -> Vec<Input<'_>> {
    let params = method
        .params
        .iter()
        .filter_map(|param| match &param.source {
            ParamSource::Argument(ty) => Some(Input::Path(param, ty)),
            ParamSource::Client | ParamSource::Handle => None,
        });
    let whole = match &method.body {
        Body::Whole(name, ty) => Some(Input::Whole(name, ty)),
        Body::None | Body::Fields(_) => None,
    };
    let others = query_and_fields(method).filter(|input| match input.presence() {
        Presence::Required => true,
        Presence::Optional => false,
    });
    params.chain(others).chain(whole).collect()
}

/// Returns the inputs that may be left out, in the order of the setters.
pub(super) fn optional(method: &Method) -> impl Iterator<Item = Input<'_>> {
    query_and_fields(method).filter(|input| match input.presence() {
        Presence::Required => false,
        Presence::Optional => true,
    })
}

fn query_and_fields(method: &Method) -> impl Iterator<Item = Input<'_>> {
    let query = method.query.iter().map(Input::Query);
    query.chain(method.body_fields().iter().map(Input::Body))
}

/// Code that takes an input and puts it into a request.
pub(super) struct InputCode {
    /// Type of the argument.
    pub(super) ty: TokenStream,
    /// Call of a method of the runtime's request.
    pub(super) call: TokenStream,
}

impl Input<'_> {
    /// Returns the name of the argument or setter.
    pub(super) fn name(&self) -> &Name {
        match self {
            Self::Path(param, _) => &param.name,
            Self::Query(query) => &query.name,
            Self::Body(field) => &field.name,
            Self::Whole(name, _) => name,
        }
    }

    /// Returns its description; a whole body is described by its model.
    pub(super) fn docs(&self) -> Option<&Docs> {
        match self {
            Self::Path(param, _) => Some(&param.docs),
            Self::Query(query) => Some(&query.docs),
            Self::Body(field) => Some(&field.docs),
            Self::Whole(..) => None,
        }
    }

    fn presence(&self) -> Presence {
        match self {
            Self::Path(..) | Self::Whole(..) => Presence::Required,
            Self::Query(query) => query.presence,
            Self::Body(field) => field.presence,
        }
    }

    /// Returns the code that puts the input into a request.
    pub(super) fn code(&self, api: &Api, imports: &Imports<'_>) -> InputCode {
        match self {
            Self::Path(param, ty) => {
                let wire = param.name.wire();
                let argument = types::argument(api, ty, &param.name.ident(), imports);
                let (value, ty) = (&argument.value, types::rust(api, ty, imports));
                InputCode {
                    call: quote!(path::<#ty>(#wire, &#value)),
                    ty: argument.ty,
                }
            }
            Self::Query(query) => query_code(api, query, imports),
            Self::Body(field) => field_code(api, field, imports),
            Self::Whole(name, ty) => {
                let argument = types::argument(api, ty, &name.ident(), imports);
                let (value, ty) = (&argument.value, types::rust(api, ty, imports));
                InputCode {
                    call: quote!(whole::<#ty>(&#value)),
                    ty: argument.ty,
                }
            }
        }
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
        Type::Mask(_) => quote!(body(#wire, &runtime::field_mask::field_mask::<#ty>(#name))),
        Type::Scalar(_) | Type::Model(_) | Type::List(_) | Type::Map(_) => {
            quote!(body::<#ty>(#wire, &#value))
        }
    };
    InputCode { ty: argument, call }
}
