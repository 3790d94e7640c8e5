//! Fixtures: a function for each model, with a value of it that has all that is required.

use crate::{
    model::{Api, Content, Field, Model, ModelId, Presence, Shape, Type},
    names,
    rust::{docs, sample},
    scalars::Scalar,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The fixtures of a file of models.
pub(super) fn file(api: &Api, ids: &[ModelId]) -> TokenStream {
    let fixtures = ids.iter().map(|id| fixture(api, api.models.get(*id)));
    quote! {
        use crate::models;

        #(#fixtures)*
    }
}

/// The function that gives the value of a model.
pub(super) fn ident(model: &Model) -> Ident {
    names::ident(&model.name.value_name())
}

fn fixture(api: &Api, model: &Model) -> TokenStream {
    let (function, name) = (ident(model), model.name.ident());
    let what = match model.shape {
        Shape::Struct(_) => "with all that is required",
        Shape::Enum(_) | Shape::Mask(_) | Shape::Union(_) => "the first that the API has",
    };
    let path = model.name.rust();
    let docs = docs::attributes([format!("A [`{path}`](crate::models::{path}), {what}.")]);
    let value = match &model.shape {
        Shape::Struct(fields) => {
            let fields = fields.iter().map(|field| {
                let (name, value) = (field.name.ident(), field_value(api, field));
                quote!(#name: #value)
            });
            quote!(models::#name { #(#fields),* })
        }
        Shape::Enum(values) | Shape::Mask(values) => match values.first() {
            Some(first) => {
                let first = first.name.ident();
                quote!(models::#name::#first)
            }
            None => quote!(models::#name::from("sample")),
        },
        Shape::Union(union) => match union.variants.first() {
            Some(first) => {
                let variant = first.name.ident();
                let content = content(api, &first.content);
                quote!(models::#name::#variant #content)
            }
            // `resolve` lets no union be without variants.
            None => TokenStream::new(),
        },
    };
    quote! {
        #docs
        #[must_use]
        pub fn #function() -> models::#name {
            #value
        }
    }
}

/// What is in a variant of a union.
fn content(api: &Api, content: &Content) -> TokenStream {
    let value = match content {
        Content::Nothing | Content::Empty(_) => return TokenStream::new(),
        Content::Keyed(_, ty) => value(api, ty),
        Content::Flat(id) => value(api, &Type::Model(*id)),
    };
    quote!((#value))
}

/// A field in the very type in which it is kept.
fn field_value(api: &Api, field: &Field) -> TokenStream {
    match field.presence {
        Presence::Optional => quote!(None),
        Presence::Required if api.models.is_union(&field.ty) => {
            let value = value(api, &field.ty);
            quote!(Some(#value))
        }
        Presence::Required => value(api, &field.ty),
    }
}

/// A value in the very type in which it is kept. Lists and maps are empty, which ends models that hold lists of
/// themselves.
fn value(api: &Api, ty: &Type) -> TokenStream {
    match ty {
        Type::Scalar(Scalar::DateTime) => {
            let json = Scalar::DateTime.row().sample_json.trim_matches('"');
            quote!(crate::runtime::testing_sample::moment(#json))
        }
        Type::Scalar(scalar) => sample::kept(*scalar),
        Type::Model(id) | Type::Mask(id) => {
            let function = ident(api.models.get(*id));
            quote!(super::#function())
        }
        Type::List(_) => quote!(Vec::new()),
        Type::Map(_) => quote!(std::collections::BTreeMap::new()),
    }
}
