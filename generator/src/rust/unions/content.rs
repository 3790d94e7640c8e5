//! Contents of the variants of unions.

use crate::{
    model::{Api, Content, Variant},
    rust::{imports::Imports, types},
};
use proc_macro2::TokenStream;

/// Returns the type of the content of a variant.
pub(super) fn content(api: &Api, variant: &Variant, imports: &Imports<'_>) -> Option<TokenStream> {
    match &variant.content {
        Content::Nothing | Content::Empty(_) => None,
        Content::Keyed(_, ty) | Content::Whole(ty) => Some(types::rust(api, ty, imports)),
        Content::Flat(id) => Some(imports.model(api, *id)),
    }
}

/// Returns `true` if the only variant with a content of this type is the one of an index.
pub(super) fn is_only(types: &[Option<String>], index: usize) -> bool {
    let mut others = types.iter().enumerate();
    !others.any(|(other, ty)| other != index && *ty == types[index])
}
