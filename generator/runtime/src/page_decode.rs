//! Optional: needed by `pages.rs`. A page is decoded in one go: nothing but its items is kept in memory.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor,
};

use super::decode::document;
use super::error::Error;
use super::error_kind::ErrorKind;
use super::pages::PageShape;
use super::reply::Reply;
use super::request::Request;

/// The items of a page and the cursor of the next one.
type Parts<T> = (Vec<T>, Option<String>);

/// Decodes a page.
pub(super) fn decode_page<T: DeserializeOwned>(
    reply: &Reply,
    shape: &PageShape,
) -> Result<Parts<T>, Error> {
    document(reply, shape.items, || PageSeed {
        shape,
        item: PhantomData,
    })
}

/// The error of a walk that a server would keep going in circles.
pub(super) fn repeated_cursor(request: &Request) -> Error {
    Error::new(
        ErrorKind::Decode,
        "the cursor of the next page was there before",
    )
    .of_operation(request.operation())
}

/// Decodes the object around the items.
struct PageSeed<'a, T> {
    shape: &'a PageShape,
    item: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for PageSeed<'_, T> {
    type Value = Parts<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for PageSeed<'_, T> {
    type Value = Parts<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut items, mut next) = (None, None);
        let (first, rest) = self
            .shape
            .next
            .split_first()
            .map_or(("", &[][..]), |(first, rest)| (*first, rest));
        while let Some(key) = map.next_key_seed(KeyAmong([self.shape.items, first]))? {
            match key {
                Some(0) => items = map.next_value()?,
                Some(_) => next = map.next_value_seed(CursorSeed(rest))?,
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok((
            items.unwrap_or_default(),
            next.filter(|cursor: &String| !cursor.is_empty()),
        ))
    }
}

/// Decodes the cursor at the end of a path; whatever is missing or `null` on the way means that there is none.
struct CursorSeed<'a>(&'a [&'a str]);

impl<'de> DeserializeSeed<'de> for CursorSeed<'_> {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        if self.0.is_empty() {
            Option::deserialize(deserializer)
        } else {
            deserializer.deserialize_option(self)
        }
    }
}

impl<'de> Visitor<'de> for CursorSeed<'_> {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with the next cursor")
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let Some((first, rest)) = self.0.split_first() else {
            return Err(A::Error::custom("a cursor has no keys"));
        };
        let mut next = None;
        while let Some(key) = map.next_key_seed(KeyAmong([first]))? {
            match key {
                Some(_) => next = map.next_value_seed(CursorSeed(rest))?,
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(next)
    }
}

/// Tells which of some keys stands here, without a copy of it.
struct KeyAmong<'a, const N: usize>([&'a str; N]);

impl<'de, const N: usize> DeserializeSeed<'de> for KeyAmong<'_, N> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<const N: usize> Visitor<'_> for KeyAmong<'_, N> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().position(|name| *name == key))
    }
}
