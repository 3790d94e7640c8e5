//! Decoding under a `DocumentPath`: every deserializer, visitor and access is wrapped, and does what it did before.
//!
//! It runs where decoding has failed, to learn where, and where somebody wants to hear of what is unknown. All other
//! decoding goes without.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor};

use crate::runtime::json::path::{DocumentPath, PathStep, UNKNOWN_VALUES};
use crate::runtime::json::unknown::UnknownKind;

/// Something that decodes, under a track.
pub(crate) struct Observed<'t, X> {
    inner: X,
    track: &'t DocumentPath,
    role: Role<'t>,
}

/// What is being decoded.
#[derive(Clone, Copy)]
enum Role<'t> {
    /// A value.
    Value,
    /// The key of a map. It is kept as the next step.
    Key(&'t RefCell<Option<PathStep>>),
    /// The same, where a model asks for the name of a field.
    Name(&'t RefCell<Option<PathStep>>),
}

impl<'t, X> Observed<'t, X> {
    /// A value under a track.
    pub(crate) fn new(inner: X, track: &'t DocumentPath) -> Self {
        Self {
            inner,
            track,
            role: Role::Value,
        }
    }

    /// Something else in the same place.
    fn with<Y>(&self, inner: Y) -> Observed<'t, Y> {
        Observed {
            inner,
            track: self.track,
            role: self.role,
        }
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Observed<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        let deserializer = self.with(deserializer);
        self.inner.deserialize(deserializer)
    }
}

macro_rules! forward_deserialize {
    ($($method:ident($($argument:ident: $ty:ty),*)),* $(,)?) => {
        $(
            fn $method<V: Visitor<'de>>(
                self,
                $($argument: $ty,)*
                visitor: V,
            ) -> Result<V::Value, D::Error> {
                let visitor = self.with(visitor);
                self.inner.$method($($argument,)* visitor)
            }
        )*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Observed<'_, D> {
    type Error = D::Error;

    forward_deserialize! {
        deserialize_any(), deserialize_bool(), deserialize_i8(), deserialize_i16(), deserialize_i32(),
        deserialize_i64(), deserialize_i128(), deserialize_u8(), deserialize_u16(), deserialize_u32(),
        deserialize_u64(), deserialize_u128(), deserialize_f32(), deserialize_f64(), deserialize_char(),
        deserialize_str(), deserialize_string(), deserialize_bytes(), deserialize_byte_buf(),
        deserialize_option(), deserialize_unit(), deserialize_unit_struct(name: &'static str),
        deserialize_newtype_struct(name: &'static str), deserialize_seq(), deserialize_tuple(length: usize),
        deserialize_tuple_struct(name: &'static str, length: usize), deserialize_map(),
        deserialize_struct(name: &'static str, fields: &'static [&'static str]),
        deserialize_enum(name: &'static str, variants: &'static [&'static str]),
    }

    fn deserialize_identifier<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, D::Error> {
        if let Role::Key(key) = self.role {
            self.role = Role::Name(key);
        }
        let visitor = self.with(visitor);
        self.inner.deserialize_identifier(visitor)
    }

    /// What is ignored is what a model has no field for.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.track.found(UnknownKind::Field);
        self.inner.deserialize_ignored_any(visitor)
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

macro_rules! forward_visit {
    ($($method:ident: $ty:ty),* $(,)?) => {
        $(
            fn $method<E: Error>(self, value: $ty) -> Result<V::Value, E> {
                self.keep_key(&value);
                self.inner.$method(value)
            }
        )*
    };
}

impl<V> Observed<'_, V> {
    /// Keeps a key as the next step.
    fn keep_key(&self, key: &(impl ToString + ?Sized)) {
        match self.role {
            Role::Value => {}
            Role::Key(next) => drop(next.replace(Some(PathStep::Entry(key.to_string())))),
            Role::Name(next) => drop(next.replace(Some(PathStep::Field(key.to_string())))),
        }
    }

    /// Visits a string, and finds out whether it is the value of an enum that does not know it.
    fn text<T>(self, text: &str, visit: impl FnOnce(V) -> T) -> T {
        self.keep_key(text);
        let before = UNKNOWN_VALUES.get();
        let visited = visit(self.inner);
        if UNKNOWN_VALUES.get() != before {
            self.track.found(UnknownKind::Value);
        }
        visited
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Observed<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    forward_visit! {
        visit_bool: bool, visit_i64: i64, visit_i128: i128, visit_u64: u64, visit_u128: u128, visit_f64: f64,
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<V::Value, E> {
        self.text(text, |visitor| visitor.visit_str(text))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<V::Value, E> {
        self.text(text, |visitor| visitor.visit_borrowed_str(text))
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_unit()
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        let deserializer = self.with(deserializer);
        self.inner.visit_some(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<V::Value, D::Error> {
        let deserializer = self.with(deserializer);
        self.inner.visit_newtype_struct(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<V::Value, A::Error> {
        let list = ObservedList {
            inner: list,
            track: self.track,
            depth: self.track.depth(),
            index: 0,
        };
        self.inner.visit_seq(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        let map = ObservedMap {
            inner: map,
            track: self.track,
            depth: self.track.depth(),
            key: RefCell::new(None),
        };
        self.inner.visit_map(map)
    }

    /// Models have no such enums, so that this one is not followed further.
    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<V::Value, A::Error> {
        self.inner.visit_enum(data)
    }
}

/// The items of a list.
struct ObservedList<'t, A> {
    inner: A,
    track: &'t DocumentPath,
    depth: usize,
    index: usize,
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for ObservedList<'_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        self.track.enter(self.depth, PathStep::Item(self.index));
        self.index += 1;
        let seed = Observed::new(seed, self.track);
        let item = self.inner.next_element_seed(seed)?;
        self.track.leave(self.depth);
        Ok(item)
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

/// The entries of a map, or the fields of a model.
struct ObservedMap<'t, A> {
    inner: A,
    track: &'t DocumentPath,
    depth: usize,
    key: RefCell<Option<PathStep>>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for ObservedMap<'_, A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        let seed = Observed {
            inner: seed,
            track: self.track,
            role: Role::Key(&self.key),
        };
        self.inner.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        let step = self.key.take().unwrap_or(PathStep::Entry(String::new()));
        self.track.enter(self.depth, step);
        let value = self
            .inner
            .next_value_seed(Observed::new(seed, self.track))?;
        self.track.leave(self.depth);
        Ok(value)
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}
