//! Files of models: one for each resource, one for what they share.

use super::{enums, features::ModelFiles, structs, unions};
use crate::model::{Access, Api, Content, ModelId, Presence, Shape, Type, queries};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// `models.rs`.
pub(super) fn root(api: &Api) -> TokenStream {
    let shared = (!api.shared.is_empty()).then(|| ("shared".to_owned(), TokenStream::new()));
    let files = ModelFiles::new(api);
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
        #![doc = " The models: what the API takes and gives, as types."]
        #(#cfgs mod #names;)*
        #(#cfgs pub use #names::*;)*
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
            Shape::Union(union) => unions::emit(api, model, union),
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
    let has = |wanted: fn(&Shape) -> bool| shapes.iter().any(|shape| wanted(shape));
    let structs = has(|shape| matches!(shape, Shape::Struct(_)));
    let enums = has(|shape| matches!(shape, Shape::Enum(_)));
    let unions = has(|shape| matches!(shape, Shape::Union(_)));
    let masks = has(|shape| matches!(shape, Shape::Mask(_)));
    let fields: Vec<_> = shapes.iter().flat_map(|shape| shape.fields()).collect();
    let lenient = fields.iter().any(|field| {
        field.presence == Presence::Required && !field.is_rest && api.models.has_zero(&field.ty)
    });
    let super_use = elsewhere(api, ids, &shapes);
    let lenient = lenient.then(|| {
        quote!(
            use crate::runtime::lenient::null_as_default;
        )
    });
    let models = ids.iter().map(|id| api.models.get(*id));
    let mut sent = models.filter(|model| model.outgoing);
    let read_only = sent.any(|model| model.shape.fields().iter().any(queries::is_read_only));
    let read_only = read_only.then(|| {
        quote!(
            use crate::runtime::read_only::is_read_only;
        )
    });
    let words = enums.then(|| {
        quote!(
            use crate::runtime::wire_enum::deserialize_string;
        )
    });
    let union_use = union_imports(api, &shapes);
    let unknown: Vec<_> = [
        (enums || masks).then(|| quote!(UnknownValue)),
        unions.then(|| quote!(UnknownVariant)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let unknown = (!unknown.is_empty()).then(|| quote!(use crate::{#(#unknown),*};));
    let serde = match (structs, enums || unions) {
        (_, true) => quote!(
            use serde::{Deserialize, Deserializer, Serialize, Serializer};
        ),
        (true, false) => quote!(
            use serde::{Deserialize, Serialize};
        ),
        (false, false) => TokenStream::new(),
    };
    let maps = shapes.iter().flat_map(|shape| shape.types()).any(holds_map);
    let maps = maps.then(|| {
        quote!(
            use std::collections::BTreeMap;
        )
    });
    let fmt = (enums || masks).then(|| {
        quote!(
            use std::fmt;
        )
    });
    quote!(#super_use #unknown #lenient #read_only #union_use #words #serde #maps #fmt)
}

/// The models of other files that these ones name.
fn elsewhere(api: &Api, ids: &[ModelId], shapes: &[&Shape]) -> TokenStream {
    let others: BTreeSet<_> = shapes
        .iter()
        .flat_map(|shape| shape.models())
        .filter(|id| !ids.contains(id))
        .collect();
    let mut others: Vec<_> = others
        .into_iter()
        .map(|id| api.models.get(id).name.ident())
        .collect();
    others.sort();
    if others.is_empty() {
        TokenStream::new()
    } else {
        quote!(use super::{#(#others),*};)
    }
}

/// What unions, and fields that hold them, need of the runtime.
fn union_imports(api: &Api, shapes: &[&Shape]) -> TokenStream {
    let has_unions = shapes.iter().any(|shape| matches!(shape, Shape::Union(_)));
    let variants = || shapes.iter().flat_map(|shape| shape.variants());
    let holds = |presence| {
        let mut fields = shapes.iter().flat_map(|shape| shape.fields());
        fields.any(|field| field.presence == presence && api.models.is_union(&field.ty))
    };
    let keyed =
        variants().any(|variant| matches!(variant.content, Content::Keyed(..) | Content::Empty(_)));
    let flat = variants().any(|variant| matches!(variant.content, Content::Flat(_)));
    let imports = [
        (
            has_unions,
            quote!(
                use crate::runtime::union_decode::Tagged;
            ),
        ),
        (
            has_unions && queries::has_union_fields(api),
            quote!(
                use crate::runtime::union_field::Union;
            ),
        ),
        (
            flat,
            quote!(
                use crate::runtime::union_flat::tag_and_fields;
            ),
        ),
        (
            holds(Presence::Optional),
            quote!(
                use crate::runtime::union_optional::optional_union;
            ),
        ),
        (
            holds(Presence::Required),
            quote!(
                use crate::runtime::union_required::{encode_union, required_union};
            ),
        ),
        (
            keyed,
            quote!(
                use crate::runtime::union_value::tag_and_value;
            ),
        ),
    ];
    let imports = imports.into_iter().filter(|(used, _)| *used);
    imports.map(|(_, import)| import).collect()
}

/// Whether Rust's form of the type has a map in it.
pub(super) fn holds_map(ty: &Type) -> bool {
    match ty {
        Type::Scalar(_) | Type::Model(_) | Type::Mask(_) => false,
        Type::List(item) => holds_map(item),
        Type::Map(_) => true,
    }
}

/// Returns `true` if a value of the type comes back as it was sent: it holds no field that is never sent.
pub(super) fn round_trips(api: &Api, ty: &Type) -> bool {
    api.models.reachable(ty.model()).into_iter().all(|id| {
        let model = api.models.get(id);
        let mut fields = model.shape.fields().iter();
        !fields.any(|field| model.outgoing && field.access == Access::ReadOnly)
    })
}
