//! Accessors on the error for the fields of the API's error model.

use super::{
    docs,
    imports::{Imports, PathStyle},
    types,
};
use crate::{
    model::{Api, ErrorShape, Field, Type},
    scalars::{Scalar, UrlForm},
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns `true` if the error model has fields that the file is about.
pub(super) fn has_file(api: &Api) -> bool {
    let mut fields = fields(api);
    fields.any(|(shape, field)| shape.has_accessor(field) || shape.is_hidden(field))
}

/// Returns the fields of the error model, each with the shape of errors.
fn fields(api: &Api) -> impl Iterator<Item = (&ErrorShape, &Field)> {
    api.error.iter().flat_map(|shape| {
        let fields = api.models.get(shape.model).shape.fields().iter();
        let fields = fields.filter(|field| field.constant.is_none());
        fields.map(move |field| (shape, field))
    })
}

/// Returns documentation that names the fields without an accessor; empty if all have one.
fn hidden(api: &Api) -> TokenStream {
    let hidden: Vec<_> = fields(api)
        .filter(|(shape, field)| shape.is_hidden(field))
        .map(|(_, field)| format!("- {}", docs::code(field.name.wire())))
        .collect();
    let Some(shape) = api.error.as_ref().filter(|_| !hidden.is_empty()) else {
        return TokenStream::new();
    };
    let model = api.models.get(shape.model).name.rust();
    let mut lines = vec![
        "These fields of the error responses have no methods, because `Error` has methods of the same names for every API:"
            .to_owned(),
        String::new(),
    ];
    lines.extend(hidden);
    lines.push(String::new());
    lines.push(format!(
        "[`body_as::<models::{model}>()`](Error::body_as) returns all fields."
    ));
    docs::attributes(lines)
}

/// Returns `error.rs`.
pub(super) fn emit(api: &Api) -> TokenStream {
    let imports = Imports::new(PathStyle::Inside);
    imports.add("crate::Error");
    let accessors = fields(api)
        .filter(|(shape, field)| shape.has_accessor(field))
        .map(|(_, field)| accessor(api, field, &imports));
    let accessors: TokenStream = accessors.collect();
    let hidden = hidden(api);
    quote! {
        #![doc = " Fields of the error responses of the API."]
        #imports

        #hidden
        impl Error {
            #accessors
        }
    }
}

fn accessor(api: &Api, field: &Field, imports: &Imports<'_>) -> TokenStream {
    let name = field.name.ident();
    let wire = field.name.wire();
    let mut lines = docs::lines(
        &field.docs,
        &format!(
            "Returns the field {} of the error response.",
            docs::code(wire)
        ),
    );
    lines.push(String::new());
    lines.push(
        "`None` if there was no error response, or if it does not have the field.".to_owned(),
    );
    let docs = docs::attributes(lines);
    let (ty, read) = match &field.ty {
        Type::Scalar(scalar) if scalar.row().url == UrlForm::Text => {
            (quote!(&str), quote!(self.field(&[#wire])?.as_str()))
        }
        Type::List(item) if matches!(**item, Type::Scalar(Scalar::Json)) => (
            quote!(&[serde_json::Value]),
            quote!(self.field(&[#wire])?.as_array().map(Vec::as_slice)),
        ),
        Type::Scalar(_)
        | Type::Model(_)
        | Type::Mask(_)
        | Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_) => (
            types::rust(api, &field.ty, imports),
            quote!(serde::Deserialize::deserialize(self.field(&[#wire])?).ok()),
        ),
    };
    quote! {
        #docs
        #[inline]
        #[must_use]
        pub fn #name(&self) -> Option<#ty> {
            #read
        }
    }
}
