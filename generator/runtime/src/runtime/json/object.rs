//! Macro for models that are objects.

/// Implements reading and writing of a struct, from the table of its fields.
///
/// Each field has a kind: `required`, `optional`, `default` (its default value if it is missing or
/// `null`), `union`, `optional_union`, `nullable` (missing, `null` or a value), `rest` (the values of all other keys), or
/// `unknown` (the same, for fields that are not described). `read_only` fields are left out of request bodies. Behind `=>` is the setter of a field: the form of its argument and a type, as in `setters!`.
///
/// `Name const ["key": Text("value")] { … }` is a struct with constants, which are written before the fields. One that is `omitted`
/// may be missing.
///
/// `Name: Default { … }` is a struct whose fields may all be missing. It is read into its default value, which takes less
/// code and time.
///
/// `read` is `#[inline]`, so that it is compiled in the crates that call a method with this model. Otherwise this crate
/// would compile it for all models.
#[allow(unused_macros, reason = "an API may have no such model")]
macro_rules! object {
    ($name:ident $(: $default:ident)? $(const [
        $($key:literal: $value:ident($literal:literal) $($omitted:ident)?),* $(,)?
    ])? {
        $($field:ident: $kind:ident $($wire:literal)? $(($access:ident))?
            $(=> $(#[$attribute:meta])* $form:ident $ty:ty $(as $shown:literal)?)?),* $(,)?
    }) => {
        impl $name {
            const FIELDS: &'static [$crate::runtime::json::field::Field] =
                &[
                    $($($crate::runtime::json::field::Field::constant($key)$(.$omitted())?,)*)?
                    $($crate::runtime::json::field::Field::$kind($($wire)?)$(.$access())?),*
                ];

            $($($crate::runtime::json::setters::setters!(
                @$form $(#[$attribute])* [$($shown)?] $field $ty
            );)?)*
        }

        impl $crate::runtime::json::value::FromJson for $name {
            #[inline]
            fn read(
                slot: &mut ::core::option::Option<Self>,
                json: $crate::runtime::json::value::JsonValue<'_>,
            ) -> ::core::result::Result<(), $crate::runtime::json::value::Failed> {
                $crate::runtime::json::object::object!(@read $($default)? slot json
                    [$($($value($literal)),*)?] { $($field: $kind),* })
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                #[allow(unused_mut, reason = "a struct may have no fields")]
                let mut writer = $crate::runtime::json::writer::ObjectWriter::new(serializer, Self::FIELDS);
                $($(writer.constant($crate::runtime::json::constant::Constant::$value($literal));)*)?
                $(writer.$kind(&self.$field);)*
                writer.end()
            }
        }

        impl $crate::runtime::json::to_json::ToJson for $name {}

        $crate::runtime::json::bridge::impl_deserialize!($name);
    };
    (@read $slot:ident $json:ident [$($value:ident($literal:literal)),*] { $($field:ident: $kind:ident),* }) => {{
        $(let mut $field = ::core::default::Default::default();)*
        $json.object(Self::FIELDS, &mut [
            $(&mut $crate::runtime::json::constant::Constant::$value($literal),)*
            $($crate::runtime::json::object::object!(@slot $kind $field)),*
        ])?;
        *$slot = ::core::option::Option::Some(Self {
            $($field: $crate::runtime::json::object::object!(@value $kind $field)),*
        });
        ::core::result::Result::Ok(())
    }};
    (@read Default $slot:ident $json:ident [$($value:ident($literal:literal)),*] { $($field:ident: $kind:ident),* }) => {{
        #[allow(unused_variables, reason = "a struct may have no fields")]
        let value: &mut Self = $slot.insert(::core::default::Default::default());
        $json.object(Self::FIELDS, &mut [
            $(&mut $crate::runtime::json::constant::Constant::$value($literal),)*
            $($crate::runtime::json::object::object!(@slot $kind value.$field)),*
        ])
    }};
    (@slot required $($place:tt)*) => {
        &mut $($place)*
    };
    (@slot optional $($place:tt)*) => {
        &mut $($place)*
    };
    (@slot optional_union $($place:tt)*) => {
        &mut $crate::runtime::json::slots::union(&mut $($place)*)
    };
    (@slot nullable $($place:tt)*) => {
        &mut $crate::runtime::json::nullable::slot(&mut $($place)*)
    };
    (@slot unknown $($place:tt)*) => {
        &mut $crate::runtime::json::unknown_fields::slot(&mut $($place)*)
    };
    (@slot $kind:ident $($place:tt)*) => {
        &mut $crate::runtime::json::slots::$kind(&mut $($place)*)
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
