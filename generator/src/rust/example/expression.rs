//! Sample values as Rust expressions.

use super::{complete::complete, json, sample::SampleValue, scalar};
use crate::{
    model::{Api, Constructor, EnumValue, Field, ModelId, Presence, Shape, Type, Variant},
    rust::{imports::Imports, types},
    scalars::Scalar,
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns a value as an argument, which is converted to the type of the parameter.
pub(in crate::rust) fn argument(
    api: &Api,
    value: &SampleValue<'_>,
    imports: &Imports<'_>,
) -> TokenStream {
    match value {
        SampleValue::Scalar(scalar, json) => scalar::argument(*scalar, json, imports),
        SampleValue::Word(id, value) => word(api, *id, *value, imports),
        SampleValue::Nullable(None) => quote!(None),
        SampleValue::Nullable(Some(value)) => {
            let value = exact(api, value, imports);
            quote!(Some(#value))
        }
        SampleValue::Mask(id, paths) => {
            let paths = paths.iter().map(|path| self::path(api, *id, path, imports));
            quote!([#(#paths),*])
        }
        SampleValue::List(item, values) if values.is_empty() => empty_list(api, item, imports),
        SampleValue::List(_, values) => {
            let items = values.iter().map(|value| self::item(api, value, imports));
            quote!([#(#items),*])
        }
        SampleValue::Map(item, entries) if entries.is_empty() => empty_map(api, item, imports),
        SampleValue::Map(_, entries) => {
            let entries = entries.iter().map(|(key, value)| {
                let value = self::item(api, value, imports);
                quote!((#key, #value))
            });
            quote!([#(#entries),*])
        }
        SampleValue::Struct(id, fields) => self::object(api, *id, fields, value, imports),
        SampleValue::Variant(_, union, _, Some(content))
            if union.tag().is_none() && is_text(content) =>
        {
            argument(api, content, imports)
        }
        SampleValue::Variant(id, _, variant, content) => {
            self::variant(api, *id, (variant, content.as_deref()), imports)
        }
    }
}

/// Returns `true` for a text, which converts into a union without a tag.
fn is_text(value: &SampleValue<'_>) -> bool {
    matches!(value, SampleValue::Scalar(Scalar::String, _))
}

/// Returns a variant of a union with its content.
fn variant(
    api: &Api,
    id: ModelId,
    (variant, content): (&Variant, Option<&SampleValue<'_>>),
    imports: &Imports<'_>,
) -> TokenStream {
    let (path, name) = (imports.model(api, id), variant.name.ident());
    let content = content.map(|content| {
        let value = types::boxed_value(exact(api, content, imports), variant.is_boxed);
        quote!((#value))
    });
    quote!(#path::#name #content)
}

/// Returns the value of a struct: its required fields are given to its constructor, the others are set. Setters cannot set
/// entries that are not fields, so that a value with such entries is decoded, like one that has no constructor.
fn object(
    api: &Api,
    id: ModelId,
    fields: &[(&Field, SampleValue<'_>)],
    value: &SampleValue<'_>,
    imports: &Imports<'_>,
) -> TokenStream {
    let constructor = &api.models.get(id).constructor;
    let has_rest = fields.iter().any(|(field, _)| field.is_rest);
    if has_rest || matches!(constructor, Constructor::None) {
        let ty = Type::Model(id);
        let json = complete(api, &ty, &value.json());
        return json::decoded(api, &ty, &json::literal(&json), imports);
    }
    let path = imports.model(api, id);
    let (required, others): (Vec<_>, Vec<_>) = fields
        .iter()
        .partition(|(field, _)| field.is_argument(true));
    let names = required.iter().map(|(field, _)| field.name.ident());
    let arguments = required
        .iter()
        .map(|(_, value)| argument(api, value, imports));
    let setters = others
        .iter()
        .filter(|(field, _)| field.presence == Presence::Optional)
        .map(|(field, value)| setter(api, field, value, imports));
    let value = match constructor {
        Constructor::Builder(_) => {
            quote!(#path::builder() #(.#names(#arguments))* .build())
        }
        Constructor::New | Constructor::None => quote!(#path::new(#(#arguments),*)),
    };
    quote!(#value #(#setters)*)
}

/// Returns the call of the setter of a field, or of the setter of its entries.
pub(in crate::rust) fn setter(
    api: &Api,
    field: &Field,
    value: &SampleValue<'_>,
    imports: &Imports<'_>,
) -> TokenStream {
    let value = match (value, &field.clear) {
        (SampleValue::Nullable(None), Some(clear)) => {
            let clear = clear.ident();
            return quote!(.#clear());
        }
        (SampleValue::Nullable(Some(inner)), Some(_)) => inner,
        (value, Some(_) | None) => value,
    };
    match (&field.entry, value) {
        (Some(entry), SampleValue::Map(_, entries)) if !entries.is_empty() => {
            let entry = entry.ident();
            let calls = entries.iter().map(|(key, value)| {
                let value = argument(api, value, imports);
                quote!(.#entry(#key, #value))
            });
            quote!(#(#calls)*)
        }
        (Some(_) | None, value) => {
            let (name, value) = (field.name.ident(), argument(api, value, imports));
            quote!(.#name(#value))
        }
    }
}

/// Returns a value as an item of a list or map, whose items are of one type. Lists and maps that are items are not converted.
fn item(api: &Api, value: &SampleValue<'_>, imports: &Imports<'_>) -> TokenStream {
    match value {
        SampleValue::Scalar(scalar, json) => scalar::item(*scalar, json, imports),
        SampleValue::List(item, values) if !values.is_empty() => {
            let item = types::rust(api, item, imports);
            let items = values.iter().map(|value| exact(api, value, imports));
            quote!(Vec::<#item>::from([#(#items),*]))
        }
        SampleValue::Map(item, entries) if !entries.is_empty() => {
            let (map, item) = (imports.map(), types::rust(api, item, imports));
            let entries = entries.iter().map(|(key, value)| {
                let value = exact(api, value, imports);
                quote!((#key.to_owned(), #value))
            });
            quote!(#map::<String, #item>::from([#(#entries),*]))
        }
        SampleValue::Map(item, _) => empty_map(api, item, imports),
        SampleValue::Variant(id, _, variant, content) => {
            self::variant(api, *id, (variant, content.as_deref()), imports)
        }
        SampleValue::Word(..)
        | SampleValue::Nullable(..)
        | SampleValue::Mask(..)
        | SampleValue::List(..)
        | SampleValue::Struct(..) => argument(api, value, imports),
    }
}

/// Returns a value of exactly its type.
fn exact(api: &Api, value: &SampleValue<'_>, imports: &Imports<'_>) -> TokenStream {
    match value {
        SampleValue::Scalar(scalar, json) => scalar::exact(*scalar, json, imports),
        SampleValue::Word(..)
        | SampleValue::Nullable(..)
        | SampleValue::Mask(..)
        | SampleValue::List(..)
        | SampleValue::Map(..)
        | SampleValue::Struct(..)
        | SampleValue::Variant(..) => item(api, value, imports),
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
        None if api.models.get(id).shape.is_integer_enum() => quote!(#path::from(0)),
        None => quote!(#path::from("text")),
    }
}

/// Returns a path of a mask.
fn path(api: &Api, id: ModelId, path: &str, imports: &Imports<'_>) -> TokenStream {
    let paths = match &api.models.get(id).shape {
        Shape::Enum(paths) | Shape::Mask(paths) => paths.as_slice(),
        Shape::Struct(_) | Shape::Union(_) => &[],
    };
    match paths.iter().find(|known| known.name.wire() == path) {
        Some(known) => word(api, id, Some(known), imports),
        None => {
            let mask = imports.model(api, id);
            quote!(#mask::from(#path))
        }
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
