//! Macro for models that are objects.

/// Implements reading and writing of a struct, from the table of its fields.
///
/// Each field has a kind: `required`, `optional`, `default` (its default value if it is missing or
/// `null`), `union`, `optional_union`, or `rest` (the values of all other keys). `read_only` fields are left out
/// of request bodies.
#[allow(unused_macros, reason = "an API may have no such model")]
macro_rules! object {
    ($name:ident { $($field:ident: $kind:ident $($wire:literal)? $(($access:ident))?),* $(,)? }) => {
        impl $crate::runtime::json::to_json::ToJson for $name {}

        const _: () = {
            static FIELDS: &[$crate::runtime::json::field::Field] =
                &[$($crate::runtime::json::field::Field::$kind($($wire)?)$(.$access())?),*];

            impl $crate::runtime::json::value::FromJson for $name {
                fn read(
                    slot: &mut ::core::option::Option<Self>,
                    json: $crate::runtime::json::value::JsonValue<'_>,
                ) -> ::core::result::Result<(), $crate::runtime::json::value::Failed> {
                    $(let mut $field = ::core::option::Option::None;)*
                    json.object(FIELDS, &mut [$(&mut $crate::runtime::json::slots::$kind(&mut $field)),*])?;
                    *slot = ::core::option::Option::Some(Self {
                        $($field: $crate::runtime::json::field_values::$kind($field)?),*
                    });
                    ::core::result::Result::Ok(())
                }
            }

            impl ::serde::Serialize for $name {
                fn serialize<S: ::serde::Serializer>(
                    &self,
                    serializer: S,
                ) -> ::core::result::Result<S::Ok, S::Error> {
                    #[allow(unused_mut, reason = "a struct may have no fields")]
                    let mut writer = $crate::runtime::json::writer::ObjectWriter::new(serializer, FIELDS)?;
                    $(writer.$kind(&self.$field)?;)*
                    writer.end()
                }
            }

            $crate::runtime::json::bridge::impl_deserialize!($name);
        };
    };
}

#[allow(unused_imports, reason = "an API may have no such model")]
pub(crate) use object;
