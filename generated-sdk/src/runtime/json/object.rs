//! Macro for models that are objects.

/// Implements reading and writing of a struct, from the table of its fields.
///
/// Each field has a kind: `required`, `optional`, `default` (its default value if it is missing or
/// `null`), `union`, `optional_union`, or `rest` (the values of all other keys). `read_only` fields are left out
/// of request bodies. Behind `=>` is the setter of a field: the form of its argument and a type, as in `setters!`.
///
/// `Name: Default { … }` is a struct whose fields may all be missing. It is read into its default value, which takes less
/// code and time.
///
/// `read` is `#[inline]`, so that it is compiled in the crates that call a method with this model. Otherwise this crate
/// would compile it for all models.
#[allow(unused_macros, reason = "an API may have no such model")]
macro_rules! object {
    ($name:ident {
        $($field:ident: $kind:ident $($wire:literal)? $(($access:ident))?
            $(=> $(#[$attribute:meta])* $form:ident $ty:ty $(as $shown:literal)?)?),* $(,)?
    }) => {
        $crate::runtime::json::setters::setters! {
            $name {
                $($($(#[$attribute])* $field: $form $ty $(as $shown)?,)?)*
            }
        }

        const _: () = {
            $crate::runtime::json::object::object!(@fields $($kind $($wire)? $(($access))?),*);

            impl $crate::runtime::json::value::FromJson for $name {
                #[inline]
                fn read(
                    slot: &mut ::core::option::Option<Self>,
                    json: $crate::runtime::json::value::JsonValue<'_>,
                ) -> ::core::result::Result<(), $crate::runtime::json::value::Failed> {
                    $(let mut $field = ::core::default::Default::default();)*
                    json.object(FIELDS, &mut [$(&mut $crate::runtime::json::slots::$kind(&mut $field)),*])?;
                    *slot = ::core::option::Option::Some(Self {
                        $($field: $crate::runtime::json::object::object!(@value $kind $field)),*
                    });
                    ::core::result::Result::Ok(())
                }
            }

            $crate::runtime::json::object::object!(@serde $name { $($field: $kind),* });
        };
    };
    ($name:ident: Default {
        $($field:ident: $kind:ident $($wire:literal)? $(($access:ident))?
            $(=> $(#[$attribute:meta])* $form:ident $ty:ty $(as $shown:literal)?)?),* $(,)?
    }) => {
        $crate::runtime::json::setters::setters! {
            $name {
                $($($(#[$attribute])* $field: $form $ty $(as $shown)?,)?)*
            }
        }

        const _: () = {
            $crate::runtime::json::object::object!(@fields $($kind $($wire)? $(($access))?),*);

            impl $crate::runtime::json::value::FromJson for $name {
                #[inline]
                fn read(
                    slot: &mut ::core::option::Option<Self>,
                    json: $crate::runtime::json::value::JsonValue<'_>,
                ) -> ::core::result::Result<(), $crate::runtime::json::value::Failed> {
                    *slot = ::core::option::Option::Some(::core::default::Default::default());
                    #[allow(unused_variables, reason = "a struct may have no fields")]
                    let ::core::option::Option::Some(value) = slot else {
                        return ::core::result::Result::Err($crate::runtime::json::value::Failed);
                    };
                    json.object(FIELDS, &mut [$(&mut $crate::runtime::json::slots::$kind(&mut value.$field)),*])
                }
            }

            $crate::runtime::json::object::object!(@serde $name { $($field: $kind),* });
        };
    };
    (@fields $($kind:ident $($wire:literal)? $(($access:ident))?),*) => {
        static FIELDS: &[$crate::runtime::json::field::Field] =
            &[$($crate::runtime::json::field::Field::$kind($($wire)?)$(.$access())?),*];
    };
    (@serde $name:ident { $($field:ident: $kind:ident),* }) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                #[allow(unused_mut, reason = "a struct may have no fields")]
                let mut writer = $crate::runtime::json::writer::ObjectWriter::new(serializer, FIELDS);
                $(writer.$kind(&self.$field);)*
                writer.end()
            }
        }

        impl $crate::runtime::json::to_json::ToJson for $name {}

        $crate::runtime::json::bridge::impl_deserialize!($name);
    };
    // An object without a required field is not read.
    (@value required $field:ident) => {
        match $field {
            ::core::option::Option::Some(value) => value,
            ::core::option::Option::None => {
                return ::core::result::Result::Err($crate::runtime::json::value::Failed)
            }
        }
    };
    (@value $kind:ident $field:ident) => {
        $field
    };
}

#[allow(unused_imports, reason = "an API may have no such model")]
pub(crate) use object;
