//! Sample values as Rust expressions.

use super::sample::{self, Direction, SampleValue};
use crate::{
    model::{Api, Constructor, EnumValue, ModelId, Type},
    rust::{imports::Imports, types},
    scalars::{SampleExpression, Scalar},
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the sample of a type as the argument of a call.
pub(in crate::rust) fn of_type(api: &Api, ty: &Type, imports: &Imports<'_>) -> TokenStream {
    argument(api, &sample::value(api, ty, Direction::Request), imports)
}

/// Returns a value as an argument, which is converted to the type of the parameter.
fn argument(api: &Api, value: &SampleValue<'_>, imports: &Imports<'_>) -> TokenStream {
    match value {
        SampleValue::Scalar(scalar) => self::scalar(*scalar, imports),
        SampleValue::Canary(text) => quote!(#text),
        SampleValue::Word(id, value) => word(api, *id, *value, imports),
        SampleValue::Mask(id, value) => {
            let path = word(api, *id, *value, imports);
            quote!([#path])
        }
        SampleValue::List(item, values) if values.is_empty() => empty_list(api, item, imports),
        SampleValue::List(_, values) => {
            let items = values.iter().map(|value| self::item(api, value, imports));
            quote!([#(#items),*])
        }
        SampleValue::Map(item, _) => empty_map(api, item, imports),
        SampleValue::Struct(id, fields) => {
            let path = imports.model(api, *id);
            let fields = fields.iter().filter(|(field, _)| field.is_argument(true));
            let names = fields.clone().map(|(field, _)| field.name.ident());
            let arguments = fields.map(|(_, value)| argument(api, value, imports));
            match api.models.get(*id).constructor {
                Constructor::Builder(_) => {
                    quote!(#path::builder() #(.#names(#arguments))* .build())
                }
                // Requests have no models without a constructor.
                Constructor::New | Constructor::None => quote!(#path::new(#(#arguments),*)),
            }
        }
        SampleValue::Variant(id, _, variant, content) => {
            let (path, variant) = (imports.model(api, *id), variant.name.ident());
            let content = content.as_ref().map(|content| {
                let value = exact(api, content, imports);
                quote!((#value))
            });
            quote!(#path::#variant #content)
        }
    }
}

/// Returns a value as an item of a list. Lists and maps that are items are not converted.
fn item(api: &Api, value: &SampleValue<'_>, imports: &Imports<'_>) -> TokenStream {
    match value {
        SampleValue::List(item, values) if !values.is_empty() => {
            let item = types::rust(api, item, imports);
            let items = values.iter().map(|value| exact(api, value, imports));
            quote!(Vec::<#item>::from([#(#items),*]))
        }
        SampleValue::Map(item, _) => empty_map(api, item, imports),
        SampleValue::Scalar(_)
        | SampleValue::Canary(_)
        | SampleValue::Word(..)
        | SampleValue::Mask(..)
        | SampleValue::List(..)
        | SampleValue::Struct(..)
        | SampleValue::Variant(..) => argument(api, value, imports),
    }
}

/// Returns a value of exactly its type.
fn exact(api: &Api, value: &SampleValue<'_>, imports: &Imports<'_>) -> TokenStream {
    match value {
        SampleValue::Scalar(scalar) => exact_scalar(*scalar, imports),
        SampleValue::Canary(text) => quote!(#text.into()),
        SampleValue::Word(..)
        | SampleValue::Mask(..)
        | SampleValue::List(..)
        | SampleValue::Map(..)
        | SampleValue::Struct(..)
        | SampleValue::Variant(..) => item(api, value, imports),
    }
}

/// Returns the sample of a scalar as an argument.
fn scalar(scalar: Scalar, imports: &Imports<'_>) -> TokenStream {
    match scalar.row().sample {
        SampleExpression::Literal(tokens) => tokens(),
        SampleExpression::ParsedText => {
            let text = scalar.row().sample_json.trim_matches('"');
            let ty = types::scalar(scalar, imports);
            quote!(#text.parse::<#ty>()?)
        }
    }
}

/// Returns the sample of a scalar of exactly its type.
pub(in crate::rust) fn exact_scalar(scalar: Scalar, imports: &Imports<'_>) -> TokenStream {
    let value = self::scalar(scalar, imports);
    match scalar {
        Scalar::Bool | Scalar::Int32 | Scalar::Int64 | Scalar::Float | Scalar::DateTime => value,
        Scalar::String
        | Scalar::Int64Text
        | Scalar::Duration
        | Scalar::Bytes
        | Scalar::Json
        | Scalar::Secret
        | Scalar::LabelFilter => quote!(#value.into()),
    }
}

/// Returns a value of an enum or a mask.
pub(in crate::rust) fn word(
    api: &Api,
    id: ModelId,
    value: Option<&EnumValue>,
    imports: &Imports<'_>,
) -> TokenStream {
    let path = imports.model(api, id);
    match value {
        Some(value) => {
            let variant = value.name.ident();
            quote!(#path::#variant)
        }
        None => quote!(#path::from("sample")),
    }
}

/// Returns an empty list with its type, which no item shows.
fn empty_list(api: &Api, item: &Type, imports: &Imports<'_>) -> TokenStream {
    let item = types::rust(api, item, imports);
    quote!(Vec::<#item>::new())
}

/// Returns an empty map with its type, which no value shows.
fn empty_map(api: &Api, item: &Type, imports: &Imports<'_>) -> TokenStream {
    let (map, item) = (imports.map(), types::rust(api, item, imports));
    quote!(#map::<String, #item>::new())
}
