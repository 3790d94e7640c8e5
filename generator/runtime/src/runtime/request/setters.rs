//! Setters of request builders.

/// Implements the setters of a request builder.
///
/// A setter has the form of its argument, the type of the value, and the place of the value in the request with its wire
/// name. The forms are `into`, `value` (a type into which nothing is converted), `list` and `map`, and those of some
/// places only: `each` (a list that repeats a query parameter), `files` (of the body), `joined`
/// (a list in one query parameter), `pairs` and `pair` (of one query parameter), `mask` (a
/// list of paths), `null` (no argument), and `entry`, `value_entry`, `list_entry` and `map_entry` (one entry of a map).
#[allow(unused_macros, reason = "an API may have no optional values")]
macro_rules! request_setters {
    ($name:ident {
        $($(#[$docs:meta])* $setter:ident: $form:ident $ty:ty => $place:ident $wire:literal),+ $(,)?
    }) => {
        impl $name {
            $(crate::runtime::request::setters::request_setters!(@$form $(#[$docs])* $setter $ty, $place $wire);)+
        }
    };
    (@value $(#[$docs:meta])* $setter:ident $ty:ty, $place:ident $wire:literal) => {
        $(#[$docs])*
        #[inline]
        pub fn $setter(mut self, $setter: $ty) -> Self {
            self.request.$place::<$ty>($wire, $setter);
            self
        }
    };
    (@into $(#[$docs:meta])* $setter:ident $ty:ty, $place:ident $wire:literal) => {
        $(#[$docs])*
        pub fn $setter(mut self, $setter: impl ::core::convert::Into<$ty>) -> Self {
            self.request.$place::<$ty>($wire, $setter);
            self
        }
    };
    (@list $(#[$docs:meta])* $setter:ident $ty:ty, body $wire:literal) => {
        crate::runtime::request::setters::request_setters!(@items body_list $(#[$docs])* $setter $ty, $wire);
    };
    (@map $(#[$docs:meta])* $setter:ident $ty:ty, body $wire:literal) => {
        crate::runtime::request::setters::request_setters!(@entries body_map $(#[$docs])* $setter $ty, $wire);
    };
    (@null $(#[$docs:meta])* $setter:ident $ty:ty, body $wire:literal) => {
        $(#[$docs])*
        pub fn $setter(mut self) -> Self {
            let null: ::core::option::Option<$ty> = ::core::option::Option::None;
            self.request.put_field($wire, &null);
            self
        }
    };
    (@each $(#[$docs:meta])* $setter:ident $ty:ty, query $wire:literal) => {
        crate::runtime::request::setters::request_setters!(@items query_list $(#[$docs])* $setter $ty, $wire);
    };
    (@joined $(#[$docs:meta])* $setter:ident $ty:ty, query $wire:literal) => {
        crate::runtime::request::setters::request_setters!(@items query_joined $(#[$docs])* $setter $ty, $wire);
    };
    (@list $(#[$docs:meta])* $setter:ident $ty:ty, query_deep $wire:literal) => {
        crate::runtime::request::setters::request_setters!(@items query_deep_list $(#[$docs])* $setter $ty, $wire);
    };
    (@map $(#[$docs:meta])* $setter:ident $ty:ty, query_deep $wire:literal) => {
        crate::runtime::request::setters::request_setters!(@entries query_deep_map $(#[$docs])* $setter $ty, $wire);
    };
    (@files $(#[$docs:meta])* $setter:ident $ty:ty, file $wire:literal) => {
        crate::runtime::request::setters::request_setters!(@items file_list $(#[$docs])* $setter $ty, $wire);
    };
    (@items $method:ident $(#[$docs:meta])* $setter:ident $ty:ty, $wire:literal) => {
        $(#[$docs])*
        pub fn $setter(
            mut self,
            $setter: impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<$ty>>,
        ) -> Self {
            self.request.$method::<$ty>($wire, $setter);
            self
        }
    };
    (@entries $method:ident $(#[$docs:meta])* $setter:ident $ty:ty, $wire:literal) => {
        $(#[$docs])*
        pub fn $setter(
            mut self,
            $setter: impl ::core::iter::IntoIterator<
                Item = (impl ::core::convert::Into<::std::string::String>, impl ::core::convert::Into<$ty>),
            >,
        ) -> Self {
            self.request.$method::<$ty>($wire, $setter);
            self
        }
    };
    (@pairs $(#[$docs:meta])* $setter:ident $ty:ty, query $wire:literal) => {
        $(#[$docs])*
        pub fn $setter(
            mut self,
            $setter: impl ::core::iter::IntoIterator<
                Item = (impl ::core::convert::Into<$ty>, impl ::core::convert::Into<$ty>),
            >,
        ) -> Self {
            self.request.query_entries($wire, $setter);
            self
        }
    };
    (@pair $(#[$docs:meta])* $setter:ident $ty:ty, query $wire:literal) => {
        $(#[$docs])*
        pub fn $setter(
            mut self,
            key: impl ::core::convert::Into<$ty>,
            value: impl ::core::convert::Into<$ty>,
        ) -> Self {
            self.request.query_entry($wire, key, value);
            self
        }
    };
    (@mask $(#[$docs:meta])* $setter:ident $ty:ty, body $wire:literal) => {
        crate::runtime::request::setters::request_setters!(@items body_mask $(#[$docs])* $setter $ty, $wire);
    };
    (@entry $(#[$docs:meta])* $setter:ident $ty:ty, body $wire:literal) => {
        $(#[$docs])*
        pub fn $setter(
            mut self,
            key: impl ::core::convert::Into<::std::string::String>,
            value: impl ::core::convert::Into<$ty>,
        ) -> Self {
            self.request.body_entry::<$ty>($wire, key, value);
            self
        }
    };
    (@value_entry $(#[$docs:meta])* $setter:ident $ty:ty, body $wire:literal) => {
        $(#[$docs])*
        pub fn $setter(mut self, key: impl ::core::convert::Into<::std::string::String>, value: $ty) -> Self {
            self.request.body_entry::<$ty>($wire, key, value);
            self
        }
    };
    (@list_entry $(#[$docs:meta])* $setter:ident $ty:ty, body $wire:literal) => {
        $(#[$docs])*
        pub fn $setter(
            mut self,
            key: impl ::core::convert::Into<::std::string::String>,
            value: impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<$ty>>,
        ) -> Self {
            self.request.body_list_entry::<$ty>($wire, key, value);
            self
        }
    };
    (@map_entry $(#[$docs:meta])* $setter:ident $ty:ty, body $wire:literal) => {
        $(#[$docs])*
        pub fn $setter(
            mut self,
            key: impl ::core::convert::Into<::std::string::String>,
            value: impl ::core::iter::IntoIterator<
                Item = (impl ::core::convert::Into<::std::string::String>, impl ::core::convert::Into<$ty>),
            >,
        ) -> Self {
            self.request.body_map_entry::<$ty>($wire, key, value);
            self
        }
    };
}

#[allow(unused_imports, reason = "an API may have no optional values")]
pub(crate) use request_setters;
