//! Files of models: one for each resource, and one for shared models.

use super::{
    enums, example,
    features::ModelFeatures,
    imports::{Imports, PathStyle},
    structs, unions,
};
use crate::model::{Api, ModelId, Shape};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns `models.rs`.
pub(super) fn root(api: &Api) -> TokenStream {
    let shared = (!api.shared.is_empty()).then(|| ("shared".to_owned(), TokenStream::new()));
    let files = ModelFeatures::new(api);
    let resources = api.resources.iter().enumerate();
    let resources = resources.filter(|(_, resource)| !resource.models.is_empty());
    let mut modules: Vec<_> = resources
        .map(|(index, resource)| (resource.models_module(), files.cfg(index)))
        .chain(shared)
        .collect();
    modules.sort_by(|(a, _), (b, _)| a.cmp(b));
    let cfgs: Vec<_> = modules.iter().map(|(_, cfg)| cfg).collect();
    let names: Vec<_> = modules
        .iter()
        .map(|(name, _)| crate::names::ident(name))
        .collect();
    quote! {
        #![doc = " Models: types of the values that the API receives and returns."]
        #(#cfgs mod #names;)*
        #(#cfgs pub use #names::*;)*
    }
}

/// Returns a file of models.
pub(super) fn file(api: &Api, ids: &[ModelId]) -> TokenStream {
    let imports = Imports::new(PathStyle::Models(ids));
    let models = ids.iter().map(|id| {
        let model = api.models.get(*id);
        match &model.shape {
            Shape::Struct(fields) => structs::emit(
                api,
                model,
                fields,
                example::docs::of_model(api, *id),
                &imports,
            ),
            Shape::Enum(values) => enums::emit(model, values, &imports),
            Shape::Union(union) => unions::emit(
                api,
                model,
                union,
                example::docs::of_model(api, *id),
                &imports,
            ),
            Shape::Mask(values) => enums::emit_mask(model, values, &imports),
        }
    });
    let models: TokenStream = models.collect();
    quote! {
        #imports
        #models
    }
}
