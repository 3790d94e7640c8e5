//! Setters of models.

use std::collections::BTreeMap;

/// Defines the setters of a model: one for each optional field, one for an entry of a map, and one that sets a field to
/// `null` (`clear`).
///
/// A setter has the form of its argument and the type of the value. The forms are `into`, `boxed` (the same, in a
/// box), `value` (a type into which nothing is converted), `list` and `map`. With `entry`, `value_entry`, `list_entry` and `map_entry`, the map follows, which is
/// an `optional` or a `required` field. The last one is the name of the field in documentation, where it is a raw
/// identifier.
#[allow(unused_macros, reason = "an API may have no such model")]
macro_rules! setters {
    ($name:ident {
        $($(#[$attribute:meta])* $setter:ident: $form:ident $ty:ty $(=> $presence:ident $map:ident)? $(as $shown:literal)?),*
        $(,)?
    }) => {
        impl $name {
            $($crate::runtime::json::setters::setters!(
                @$form $(#[$attribute])* [$($shown)?] $setter $ty $(, $presence $map)?
            );)*
        }
    };
    (@value $(#[$attribute:meta])* [$($shown:literal)?] $field:ident $ty:ty) => {
        #[doc = $crate::runtime::json::setters::setters!(@docs "Sets" $field $($shown)?)]
        #[must_use]
        $(#[$attribute])*
        #[inline]
        pub fn $field(mut self, $field: $ty) -> Self {
            self.$field = ::core::convert::From::from($field);
            self
        }
    };
    (@into $(#[$attribute:meta])* [$($shown:literal)?] $field:ident $ty:ty) => {
        #[doc = $crate::runtime::json::setters::setters!(@docs "Sets" $field $($shown)?)]
        #[must_use]
        $(#[$attribute])*
        pub fn $field(mut self, $field: impl ::core::convert::Into<$ty>) -> Self {
            let value: $ty = $field.into();
            self.$field = ::core::convert::From::from(value);
            self
        }
    };
    (@boxed $(#[$attribute:meta])* [$($shown:literal)?] $field:ident $ty:ty) => {
        #[doc = $crate::runtime::json::setters::setters!(@docs "Sets" $field $($shown)?)]
        #[must_use]
        $(#[$attribute])*
        pub fn $field(mut self, $field: impl ::core::convert::Into<$ty>) -> Self {
            let value: $ty = $field.into();
            self.$field = ::core::convert::From::from(::std::boxed::Box::new(value));
            self
        }
    };
    (@list $(#[$attribute:meta])* [$($shown:literal)?] $field:ident $ty:ty) => {
        #[doc = $crate::runtime::json::setters::setters!(@docs "Sets" $field $($shown)?)]
        #[must_use]
        $(#[$attribute])*
        pub fn $field(
            mut self,
            $field: impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<$ty>>,
        ) -> Self {
            let list: ::std::vec::Vec<$ty> = $crate::runtime::json::setters::list($field);
            self.$field = ::core::convert::From::from(list);
            self
        }
    };
    (@map $(#[$attribute:meta])* [$($shown:literal)?] $field:ident $ty:ty) => {
        #[doc = $crate::runtime::json::setters::setters!(@docs "Sets" $field $($shown)?)]
        #[must_use]
        $(#[$attribute])*
        pub fn $field(
            mut self,
            $field: impl ::core::iter::IntoIterator<
                Item = (impl ::core::convert::Into<::std::string::String>, impl ::core::convert::Into<$ty>),
            >,
        ) -> Self {
            let map: $crate::runtime::json::field::Rest<$ty> = $crate::runtime::json::setters::map($field);
            self.$field = ::core::convert::From::from(map);
            self
        }
    };
    (@entry $(#[$attribute:meta])* [$($shown:literal)?] $entry:ident $ty:ty, $presence:ident $map:ident) => {
        #[doc = $crate::runtime::json::setters::setters!(@docs "Adds an entry to" $map $($shown)?)]
        #[must_use]
        $(#[$attribute])*
        pub fn $entry(
            mut self,
            key: impl ::core::convert::Into<::std::string::String>,
            value: impl ::core::convert::Into<$ty>,
        ) -> Self {
            $crate::runtime::json::setters::setters!(@$presence self.$map).insert(key.into(), value.into());
            self
        }
    };
    (@value_entry $(#[$attribute:meta])* [$($shown:literal)?] $entry:ident $ty:ty, $presence:ident $map:ident) => {
        #[doc = $crate::runtime::json::setters::setters!(@docs "Adds an entry to" $map $($shown)?)]
        #[must_use]
        $(#[$attribute])*
        pub fn $entry(mut self, key: impl ::core::convert::Into<::std::string::String>, value: $ty) -> Self {
            $crate::runtime::json::setters::setters!(@$presence self.$map).insert(key.into(), value);
            self
        }
    };
    (@list_entry $(#[$attribute:meta])* [$($shown:literal)?] $entry:ident $ty:ty, $presence:ident $map:ident) => {
        #[doc = $crate::runtime::json::setters::setters!(@docs "Adds an entry to" $map $($shown)?)]
        #[must_use]
        $(#[$attribute])*
        pub fn $entry(
            mut self,
            key: impl ::core::convert::Into<::std::string::String>,
            value: impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<$ty>>,
        ) -> Self {
            let list = $crate::runtime::json::setters::list(value);
            $crate::runtime::json::setters::setters!(@$presence self.$map).insert(key.into(), list);
            self
        }
    };
    (@map_entry $(#[$attribute:meta])* [$($shown:literal)?] $entry:ident $ty:ty, $presence:ident $map:ident) => {
        #[doc = $crate::runtime::json::setters::setters!(@docs "Adds an entry to" $map $($shown)?)]
        #[must_use]
        $(#[$attribute])*
        pub fn $entry(
            mut self,
            key: impl ::core::convert::Into<::std::string::String>,
            value: impl ::core::iter::IntoIterator<
                Item = (impl ::core::convert::Into<::std::string::String>, impl ::core::convert::Into<$ty>),
            >,
        ) -> Self {
            let map = $crate::runtime::json::setters::map(value);
            $crate::runtime::json::setters::setters!(@$presence self.$map).insert(key.into(), map);
            self
        }
    };
    (@clear $(#[$attribute:meta])* [$($shown:literal)?] $setter:ident $ty:ty, nullable $field:ident) => {
        #[doc = $crate::runtime::json::setters::setters!(@docs "Sets to `null`" $field $($shown)?)]
        #[must_use]
        $(#[$attribute])*
        pub fn $setter(mut self) -> Self {
            self.$field = $crate::runtime::json::nullable::Nullable::Null;
            self
        }
    };
    (@optional $this:ident.$map:ident) => {
        $this.$map.get_or_insert_default()
    };
    (@required $this:ident.$map:ident) => {
        $this.$map
    };
    (@docs $what:literal $field:ident) => {
        ::core::concat!($what, " [`", ::core::stringify!($field), "`](Self#structfield.", ::core::stringify!($field), ").")
    };
    (@docs $what:literal $field:ident $shown:literal) => {
        ::core::concat!($what, " [`", $shown, "`](Self#structfield.", $shown, ").")
    };
}

#[allow(unused_imports, reason = "an API may have no such model")]
pub(crate) use setters;

/// Collects a list.
pub fn list<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// Collects a map.
pub fn map<T>(
    entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
) -> BTreeMap<String, T> {
    let entries = entries.into_iter();
    entries
        .map(|(key, value)| (key.into(), value.into()))
        .collect()
}
