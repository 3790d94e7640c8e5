//! Accessors on the error for the fields of the API's error model.

use super::{
    docs,
    imports::{Imports, PathStyle},
    types,
};
use crate::{
    model::{Api, Field, Type},
    names::is_method_of_errors,
    scalars::{Scalar, UrlForm},
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the fields of the error model that have an accessor. A field whose name is a method of `Error` has none;
/// `Error::body_as` returns all fields.
pub(super) fn fields(api: &Api) -> Vec<&Field> {
    let Some(shape) = &api.error else {
        return Vec::new();
    };
    let fields = api.models.get(shape.model).shape.fields().iter();
    // The message has an accessor in the runtime, whatever its path is.
    let is_message = |field: &Field| [field.name.wire()] == *shape.message.as_slice();
    fields
        .filter(|field| !field.is_rest && !is_message(field))
        .filter(|field| !is_method_of_errors(field.name.rust()))
        .collect()
}

/// Returns `error.rs`.
pub(super) fn emit(api: &Api) -> TokenStream {
    let imports = Imports::new(PathStyle::Inside);
    imports.add("crate::Error");
    let accessors = fields(api)
        .into_iter()
        .map(|field| accessor(api, field, &imports));
    let accessors: TokenStream = accessors.collect();
    quote! {
        #![doc = " Fields of the error responses of the API."]
        #imports

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
        Type::Scalar(_) | Type::Model(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) => (
            types::rust(api, &field.ty, imports),
            quote!(serde::Deserialize::deserialize(self.field(&[#wire])?).ok()),
        ),
    };
    quote! {
        #docs
        #[must_use]
        pub fn #name(&self) -> Option<#ty> {
            #read
        }
    }
}
