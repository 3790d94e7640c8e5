//! Files of models: one for each resource, one for what they share.

use super::{enums, structs};
use crate::model::{Access, Api, Field, ModelId, Presence, Shape, Type};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// `models.rs`.
pub(super) fn root(api: &Api) -> TokenStream {
    let shared = (!api.shared.is_empty()).then(|| crate::names::ident("shared"));
    let resources = api
        .resources
        .iter()
        .filter(|resource| !resource.models.is_empty());
    let mut modules: Vec<_> = resources
        .map(|resource| resource.name.ident())
        .chain(shared)
        .collect();
    modules.sort_by_key(ToString::to_string);
    quote! {
        #![doc = " The models: what the API takes and gives, as types."]
        #(mod #modules;)*
        #(pub use #modules::*;)*
    }
}

/// A file of models.
pub(super) fn file(api: &Api, ids: &[ModelId]) -> TokenStream {
    let imports = imports(api, ids);
    let models = ids.iter().map(|id| {
        let model = api.models.get(*id);
        match &model.shape {
            Shape::Struct(fields) => structs::emit(api, model, fields),
            Shape::Enum(values) => enums::emit(model, values),
            Shape::Mask(values) => enums::emit_mask(model, values),
        }
    });
    quote! {
        #imports
        #(#models)*
    }
}

/// What a file of models needs from elsewhere.
fn imports(api: &Api, ids: &[ModelId]) -> TokenStream {
    let shapes: Vec<_> = ids.iter().map(|id| &api.models.get(*id).shape).collect();
    let structs = shapes.iter().any(|shape| matches!(shape, Shape::Struct(_)));
    let enums = shapes.iter().any(|shape| matches!(shape, Shape::Enum(_)));
    let masks = shapes.iter().any(|shape| matches!(shape, Shape::Mask(_)));
    let fields: Vec<_> = shapes.iter().flat_map(|shape| fields(shape)).collect();
    let lenient = fields
        .iter()
        .any(|field| field.presence == Presence::Required && api.models.has_zero(&field.ty));
    let others: BTreeSet<_> = fields
        .iter()
        .filter_map(|field| field.ty.model())
        .filter(|id| !ids.contains(id))
        .collect();
    let mut others: Vec<_> = others
        .into_iter()
        .map(|id| api.models.get(id).name.ident())
        .collect();
    others.sort();
    let super_use = if others.is_empty() {
        TokenStream::new()
    } else {
        quote!(use super::{#(#others),*};)
    };
    let lenient = lenient.then(|| {
        quote!(
            use crate::runtime::lenient::null_as_default;
        )
    });
    let words = enums.then(|| {
        quote!(
            use crate::runtime::wire_enum::deserialize_string;
        )
    });
    let unknown = (enums || masks).then(|| {
        quote!(
            use crate::UnknownValue;
        )
    });
    let serde = match (structs, enums) {
        (_, true) => quote!(
            use serde::{Deserialize, Deserializer, Serialize, Serializer};
        ),
        (true, false) => quote!(
            use serde::{Deserialize, Serialize};
        ),
        (false, false) => TokenStream::new(),
    };
    let maps = fields.iter().any(|field| holds_map(&field.ty)).then(|| {
        quote!(
            use std::collections::BTreeMap;
        )
    });
    let fmt = (enums || masks).then(|| {
        quote!(
            use std::fmt;
        )
    });
    quote!(#super_use #unknown #lenient #words #serde #maps #fmt)
}

fn fields(shape: &Shape) -> &[Field] {
    match shape {
        Shape::Struct(fields) => fields,
        Shape::Enum(_) | Shape::Mask(_) => &[],
    }
}

/// Whether Rust's form of the type has a map in it.
pub(super) fn holds_map(ty: &Type) -> bool {
    match ty {
        Type::Scalar(_) | Type::Model(_) | Type::Mask(_) => false,
        Type::List(item) => holds_map(item),
        Type::Map(_) => true,
    }
}

/// Whether a value of the type comes back as it was sent: it holds nothing that is never sent.
pub(super) fn round_trips(api: &Api, ty: &Type) -> bool {
    let mut open: Vec<_> = ty.model().into_iter().collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let model = api.models.get(id);
        for field in fields(&model.shape) {
            if model.outgoing && field.access == Access::ReadOnly {
                return false;
            }
            open.extend(field.ty.model());
        }
    }
    true
}
