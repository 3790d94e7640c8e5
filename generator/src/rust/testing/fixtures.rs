//! Fixtures: a function for each model, which returns a value with the required fields.

use super::names;
use crate::{
    model::{Api, Field, Model, ModelFile, ModelId, Presence, Shape},
    names::ident,
    rust::{
        docs,
        example::{
            expression,
            sample::{self, SampleValue},
            scalar,
        },
        features::needed_cfg,
        imports::{Imports, PathStyle},
        types,
    },
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the file that declares the files of fixtures.
pub(super) fn root(files: &[ModelFile<'_>]) -> TokenStream {
    let names: Vec<_> = files.iter().map(|file| ident(&file.module)).collect();
    let cfgs = files.iter().map(|file| needed_cfg(&file.needed));
    let cfgs: Vec<_> = cfgs.collect();
    quote! {
        #![doc = " Fixtures: values of the models, for use in replies. Required fields are set, optional ones are `None`."]
        //!
        #![doc = " Fields have the examples of the description. Otherwise texts are the names of their fields, numbers are 1, enums"]
        #![doc = " have their first value, and lists and maps are empty."]
        #(#cfgs mod #names;)*
        #(#cfgs pub use #names::*;)*
    }
}

/// Returns the fixtures of a file of models.
pub(super) fn file(api: &Api, ids: &[ModelId]) -> TokenStream {
    let imports = Imports::new(PathStyle::Inside);
    let fixtures = ids.iter().map(|id| fixture(api, *id, &imports));
    let fixtures: TokenStream = fixtures.collect();
    quote! {
        #imports

        #fixtures
    }
}

fn fixture(api: &Api, id: ModelId, imports: &Imports<'_>) -> TokenStream {
    let model = api.models.get(id);
    let (function, ty) = (names::fixture(model), imports.model(api, id));
    let path = model.name.rust();
    let link = format!("[`{path}`](crate::models::{path})");
    let docs = docs::attributes([match model.shape {
        Shape::Struct(_) => format!("Returns {link} with its required fields set."),
        Shape::Enum(_) | Shape::Mask(_) => format!("Returns a value of {link}."),
        Shape::Union(_) => format!("Returns a variant of {link}."),
    }]);
    let value = outermost(api, model, &value(api, id), imports);
    quote! {
        #docs
        #[must_use]
        pub fn #function() -> #ty {
            #value
        }
    }
}

/// Returns the value of a fixture, which is that of the example. If the example of a union has another value of the union in it,
/// it is not taken, because the fixture would call itself.
fn value(api: &Api, id: ModelId) -> SampleValue<'_> {
    match sample::model(api, id) {
        SampleValue::Variant(_, _, variant, _) if variant.is_recursive => {
            sample::without_example(api, id)
        }
        value => value,
    }
}

/// Returns the value of a model itself. The models in it are calls of their own fixtures.
fn outermost(
    api: &Api,
    model: &Model,
    value: &SampleValue<'_>,
    imports: &Imports<'_>,
) -> TokenStream {
    match value {
        SampleValue::Struct(id, required) => {
            let ty = imports.model(api, *id);
            let fields = model.shape.fields().iter();
            let fields = fields.filter(|field| field.constant.is_none());
            let fields = fields.map(|field| {
                let mut required = required.iter();
                let value = required.find(|(found, _)| found.name == field.name);
                let name = field.name.ident();
                let value = field_value(api, field, value.map(|(_, value)| value), imports);
                quote!(#name: #value)
            });
            let fields = fields.chain(types::no_unknown_fields(model, imports));
            quote!(#ty { #(#fields),* })
        }
        SampleValue::Variant(id, _, variant, content) => {
            let boxed = variant.is_boxed;
            let (ty, variant) = (imports.model(api, *id), variant.name.ident());
            let content = content.as_ref().map(|content| {
                let value = inner(api, content, imports);
                let value = types::boxed_value(value, boxed);
                quote!((#value))
            });
            quote!(#ty::#variant #content)
        }
        SampleValue::Scalar(..)
        | SampleValue::Word(..)
        | SampleValue::Nullable(..)
        | SampleValue::Mask(..)
        | SampleValue::List(..)
        | SampleValue::Map(..) => inner(api, value, imports),
    }
}

/// Returns the value of a field. `sample` is `None` if the field is optional, or is the rest of the object.
fn field_value(
    api: &Api,
    field: &Field,
    sample: Option<&SampleValue<'_>>,
    imports: &Imports<'_>,
) -> TokenStream {
    match (field.presence, sample) {
        (Presence::Optional, _) if field.ty.is_nullable() => {
            let nullable = imports.exported("Nullable");
            quote!(#nullable::Absent)
        }
        (Presence::Optional, _) => quote!(None),
        // Fixtures of models that lead back to each other would never end.
        (Presence::Required, Some(SampleValue::Nullable(_))) if field.is_boxed => quote!(None),
        (Presence::Required, Some(value)) => {
            let value = types::boxed_value(inner(api, value, imports), field.is_boxed);
            if api.models.is_tagged_union(&field.ty) {
                quote!(Some(#value))
            } else {
                value
            }
        }
        // The rest of the object.
        (Presence::Required, None) => empty_map(imports),
    }
}

/// Returns a value of exactly its type. Lists and maps are empty, so that models may hold lists of themselves.
fn inner(api: &Api, value: &SampleValue<'_>, imports: &Imports<'_>) -> TokenStream {
    match value {
        SampleValue::Scalar(scalar, json) if scalar::is_parsed(*scalar, json) => {
            let text = scalar::text(json);
            quote!(crate::runtime::testing::fixture::parsed(#text))
        }
        SampleValue::Scalar(scalar, json) => scalar::exact(*scalar, json, imports),
        SampleValue::Word(id, value) => expression::word(api, *id, *value, imports),
        SampleValue::Mask(id, _) | SampleValue::Struct(id, _) | SampleValue::Variant(id, ..) => {
            let function = names::fixture(api.models.get(*id));
            quote!(super::#function())
        }
        SampleValue::Nullable(None) => quote!(None),
        SampleValue::Nullable(Some(value)) => {
            let value = inner(api, value, imports);
            quote!(Some(#value))
        }
        SampleValue::List(..) => quote!(Vec::new()),
        SampleValue::Map(..) => empty_map(imports),
    }
}

fn empty_map(imports: &Imports<'_>) -> TokenStream {
    let map = imports.map();
    quote!(#map::new())
}
