//! Models, and the file that declares their files.

use super::{
    enums, example,
    features::needed_cfg,
    imports::{Imports, PathStyle},
    structs, unions,
};
use crate::{
    model::{Api, ModelId, Shape, model_files},
    names,
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns `models.rs`.
pub(super) fn root(api: &Api) -> TokenStream {
    let files = model_files(api);
    let cfgs: Vec<_> = files.iter().map(|file| needed_cfg(&file.needed)).collect();
    let names: Vec<_> = files
        .iter()
        .map(|file| names::ident(&file.module))
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
