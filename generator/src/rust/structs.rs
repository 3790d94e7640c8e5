//! Structs: public fields, the table of their names in JSON, `new` or a builder with the required ones, and setters for the
//! optional ones.

mod builder;
mod constructor;
mod conversion;
mod setters;

use super::{docs, imports::Imports, types, unions};
use crate::{
    model::{
        Access, Api, Constructor, Field, Model, Presence,
        queries::{is_option, is_three_valued},
    },
    names,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Returns the struct of a model. `example` are lines of its documentation.
pub(super) fn emit(
    api: &Api,
    model: &Model,
    fields: &[Field],
    example: Vec<String>,
    imports: &Imports<'_>,
) -> TokenStream {
    imports.add("crate::runtime::json::object::object");
    let name = model.name.ident();
    let attributes = docs::of_model(model, example);
    let default = if model.has_default {
        quote!(Default,)
    } else {
        TokenStream::new()
    };
    let constants = constants(api, fields);
    let fields: Vec<_> = fields
        .iter()
        .filter(|field| field.constant.is_none())
        .cloned()
        .collect();
    let fields = fields.as_slice();
    let definitions = fields.iter().map(|field| definition(api, field, imports));
    let definitions = definitions.chain(model.keeps_unknown.then(|| unknown_fields(imports)));
    let rows = fields.iter().map(|field| row(api, field, imports));
    let rows = rows.chain(model.keeps_unknown.then(|| quote!(unknown_fields: unknown)));
    let kinds = fields.iter().map(|field| kind(api, field));
    let reads_into_default = (!kinds.into_iter().any(Kind::is_required)).then(|| quote!(: Default));
    let new = match &model.constructor {
        Constructor::None => TokenStream::new(),
        Constructor::New => constructor::new(api, model, fields, imports),
        Constructor::Builder(builder) => builder::emit(api, model, builder, fields, imports),
    };
    let conversion = model
        .from
        .map(|source| conversion::emit(api, model, source, fields, imports));
    let setters = setters::of_entries(api, model, fields, imports);
    quote! {
        #attributes
        #[derive(Clone, Debug, #default PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#definitions)*
        }

        object! {
            #name #reads_into_default #constants {
                #(#rows,)*
            }
        }

        #new

        #conversion

        #setters
    }
}

/// Returns the constants of a struct, which are read and written, but have no fields; nothing if there are none.
fn constants(api: &Api, fields: &[Field]) -> Option<TokenStream> {
    let constants = fields.iter().filter_map(|field| {
        let constant = field.constant.as_ref()?;
        let is_left_out = api.head.omits_defaults && constant.is_zero();
        let omitted = is_left_out.then(|| quote!(omitted));
        let (wire, value) = (field.name.wire(), unions::constant(constant));
        Some(quote!(#wire: #value #omitted))
    });
    let constants: Vec<_> = constants.collect();
    (!constants.is_empty()).then(|| quote!(const [#(#constants),*]))
}

fn definition(api: &Api, field: &Field, imports: &Imports<'_>) -> TokenStream {
    let name = field.name.ident();
    let docs = field_docs(field);
    let deprecated = docs::deprecated(field.deprecated.as_ref());
    let ty = types::rust(api, field.ty.unless_null(), imports);
    let ty = types::boxed(ty, field.is_boxed);
    let ty = if is_three_valued(field) {
        let nullable = imports.exported("Nullable");
        quote!(#nullable<#ty>)
    } else if is_option(&api.models, field) {
        quote!(Option<#ty>)
    } else {
        ty
    };
    quote! {
        #docs
        #deprecated
        pub #name: #ty,
    }
}

/// Returns the field that keeps fields that are not described.
fn unknown_fields(imports: &Imports<'_>) -> TokenStream {
    let unknown_fields = imports.exported("UnknownFields");
    quote! {
        /// Fields that are unknown to this version of the crate, which are sent back unchanged.
        pub unknown_fields: #unknown_fields,
    }
}

/// Kind of a field in the table of a struct: how it is read and written.
#[derive(Clone, Copy)]
enum Kind {
    Required,
    Optional,
    Default,
    Union,
    OptionalUnion,
    Nullable,
    Rest,
}

impl Kind {
    /// Returns `true` if a value without the field is not valid.
    fn is_required(self) -> bool {
        match self {
            Self::Required | Self::Union => true,
            Self::Optional | Self::Default | Self::OptionalUnion | Self::Nullable | Self::Rest => {
                false
            }
        }
    }

    fn ident(self) -> Ident {
        names::ident(match self {
            Self::Required => "required",
            Self::Optional => "optional",
            Self::Default => "default",
            Self::Union => "union",
            Self::OptionalUnion => "optional_union",
            Self::Nullable => "nullable",
            Self::Rest => "rest",
        })
    }
}

fn kind(api: &Api, field: &Field) -> Kind {
    let is_union = api.models.is_tagged_union(&field.ty);
    match field.presence {
        Presence::Required if field.is_rest => Kind::Rest,
        Presence::Required if is_union => Kind::Union,
        Presence::Required if api.reads_missing_as_zero(&field.ty) => Kind::Default,
        Presence::Required => Kind::Required,
        Presence::Optional if field.ty.is_nullable() => Kind::Nullable,
        Presence::Optional if is_union => Kind::OptionalUnion,
        Presence::Optional => Kind::Optional,
    }
}

/// Returns the row of a field in the table of a struct: its kind, its name in JSON, and its setter.
fn row(api: &Api, field: &Field, imports: &Imports<'_>) -> TokenStream {
    let name = field.name.ident();
    let wire = (!field.is_rest).then(|| field.name.wire());
    let kind = kind(api, field).ident();
    let access = (field.access == Access::ReadOnly).then(|| quote!((read_only)));
    let setter = setters::of_field(api, field, imports);
    quote!(#name: #kind #wire #access #setter)
}

fn field_docs(field: &Field) -> TokenStream {
    let mut lines = docs::lines(
        &field.docs,
        &format!("Field {}.", docs::code(field.name.wire())),
    );
    if field.access == Access::ReadOnly {
        lines.push(String::new());
        lines.push("Read-only: set by the API.".to_owned());
    }
    docs::attributes(lines)
}
