//! Tables of unions whose variants the form of a value tells apart.

use super::content::{content, is_only};
use crate::{
    model::{Api, Constant, Content, JsonKind, Model, Pattern, Type, Union, Variant},
    names::ident,
    rust::{imports::Imports, literals},
    scalars::Scalar,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Returns the table of a union: a row for each variant, in the order in which they are tried.
pub(super) fn table(
    api: &Api,
    model: &Model,
    union: &Union,
    patterns: &[(usize, Pattern)],
    imports: &Imports<'_>,
) -> TokenStream {
    imports.add("crate::runtime::values::one_of::one_of");
    let name = model.name.ident();
    let types = union
        .variants
        .iter()
        .map(|variant| content(api, variant, imports));
    let types: Vec<_> = types.map(|ty| ty.map(|ty| ty.to_string())).collect();
    let rows = patterns.iter().map(|(index, pattern)| {
        let variant = &union.variants[*index];
        let is_other = types[*index]
            .as_ref()
            .is_some_and(|ty| *ty != model.name.rust());
        let conversion = if is_other && is_only(&types, *index) {
            conversion(api, variant, imports)
        } else {
            TokenStream::new()
        };
        let (variant, pattern) = (variant.name.ident(), self::pattern(pattern));
        quote!(#variant: #pattern #conversion)
    });
    quote! {
        one_of! {
            #name {
                #(#rows,)*
            }
        }
    }
}

/// Returns the conversion of a content into a variant.
fn conversion(api: &Api, variant: &Variant, imports: &Imports<'_>) -> TokenStream {
    let own = content(api, variant, imports);
    match &variant.content {
        Content::Whole(Type::Scalar(Scalar::String)) => quote!(from #own as str),
        Content::Whole(_)
        | Content::Nothing
        | Content::Empty(_)
        | Content::Keyed(..)
        | Content::Flat(_) => quote!(from #own),
    }
}

/// Returns a pattern as the table has it.
pub(in crate::rust) fn pattern(pattern: &Pattern) -> TokenStream {
    let kinds = pattern.kinds.iter().map(|kind| self::kind(*kind));
    let items = (!pattern.items.is_empty()).then(|| {
        let items = pattern.items.iter().map(|kind| self::kind(*kind));
        quote!(of #(#items)or*)
    });
    let constants = pattern.constants.iter().map(|(key, constant)| {
        let value = self::constant(constant);
        quote!(#key: #value)
    });
    let keys = pattern.keys.iter().map(|key| quote!(#key));
    let entries: Vec<_> = constants.chain(keys).collect();
    let entries = (!entries.is_empty()).then(|| quote!({ #(#entries),* }));
    quote!(#(#kinds)or* #items #entries)
}

/// Returns the variant of the runtime's `Constant` with its value.
pub(in crate::rust) fn constant(constant: &Constant) -> TokenStream {
    match constant {
        Constant::Text(text) => quote!(Text(#text)),
        Constant::Integer(number) => {
            let number = literals::integer(*number);
            quote!(Integer(#number))
        }
        Constant::Boolean(value) => quote!(Boolean(#value)),
    }
}

fn kind(kind: JsonKind) -> Ident {
    ident(match kind {
        JsonKind::Text => "Text",
        JsonKind::Boolean => "Boolean",
        JsonKind::Number => "Number",
        JsonKind::List => "Array",
        JsonKind::Object => "Object",
    })
}
