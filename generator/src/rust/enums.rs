//! Enums: one variant for each value, and one for unknown values.

use super::{docs, imports::Imports};
use crate::model::{EnumValue, Model};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the enum of a model.
pub(super) fn emit(model: &Model, values: &[EnumValue], imports: &Imports<'_>) -> TokenStream {
    imports.add_all([
        "serde::Deserialize",
        "serde::Deserializer",
        "serde::Serialize",
        "serde::Serializer",
    ]);
    imports.add("crate::runtime::values::enums::deserialize_string");
    let name = model.name.ident();
    let variants = values.iter().enumerate().map(|(at, value)| {
        let default = if at == 0 {
            quote!(#[default])
        } else {
            TokenStream::new()
        };
        variant(value, &default)
    });
    let unknown = docs::attributes(["Value that is unknown to this version of the crate."]);
    let text = text(model, values, "Unknown", imports);
    let attributes = docs::of_model(model);
    quote! {
        #attributes
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #unknown
            Unknown(UnknownValue),
        }

        #text

        impl Serialize for #name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for #name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserialize_string(deserializer)
            }
        }
    }
}

/// Returns the enum of the paths of a mask. Masks are only sent, so that it has no `Deserialize`.
pub(super) fn emit_mask(model: &Model, values: &[EnumValue], imports: &Imports<'_>) -> TokenStream {
    let name = model.name.ident();
    let variants = values
        .iter()
        .map(|value| variant(value, &TokenStream::new()));
    let other = docs::attributes(["Any other path, such as `\"some.path\".into()`."]);
    let text = text(model, values, "Other", imports);
    let attributes = docs::of_model(model);
    quote! {
        #attributes
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #other
            Other(UnknownValue),
        }

        #text

        impl AsRef<str> for #name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }
    }
}

fn variant(value: &EnumValue, default: &TokenStream) -> TokenStream {
    let name = value.name.ident();
    let docs = docs::attributes(docs::lines(
        &value.docs,
        &format!("{}.", docs::code(value.name.wire())),
    ));
    let deprecated = docs::deprecated(value.deprecated.as_ref());
    quote!(#docs #default #deprecated #name)
}

/// Returns the conversions to text and from text. `rest` is the variant for all other texts.
fn text(model: &Model, values: &[EnumValue], rest: &str, imports: &Imports<'_>) -> TokenStream {
    imports.add("crate::UnknownValue");
    imports.add("std::fmt");
    let name = model.name.ident();
    let rest = crate::names::ident(rest);
    let names: Vec<_> = values.iter().map(|value| value.name.ident()).collect();
    let wires: Vec<_> = values.iter().map(|value| value.name.wire()).collect();
    quote! {
        impl #name {
            /// Returns the value as it is written on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#names => #wires,)*
                    Self::#rest(value) => value.as_str(),
                }
            }
        }

        impl From<&str> for #name {
            fn from(value: &str) -> Self {
                match value {
                    #(#wires => Self::#names,)*
                    other => Self::#rest(other.into()),
                }
            }
        }

        impl fmt::Display for #name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    }
}
