//! Optional: needed by `pages.rs`. A page is decoded in one go: nothing but its items is kept in memory.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use crate::runtime::call::decode::{document, failed};
use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::pages::shape::PageShape;
use crate::runtime::request::Request;
use crate::runtime::send::reply::Reply;

/// Decodes a page: its items, and the position of the next one.
pub(crate) fn decode_page<T: DeserializeOwned>(
    reply: &Reply,
    shape: &PageShape,
) -> Result<(Vec<T>, Option<String>), Error> {
    let Parts { items, hint } = document(reply, shape.items, || PageSeed {
        paths: Paths {
            items: Some(shape.items),
            hint: Some(shape.next.hint()).filter(|path| !path.is_empty()),
        },
        item: PhantomData,
    })?;
    let next = next(shape, reply, items.len(), &hint)?;
    Ok((items, next))
}

/// The position of the next page. It is not generic, so that it is compiled once.
fn next(
    shape: &PageShape,
    reply: &Reply,
    items: usize,
    hint: &Value,
) -> Result<Option<String>, Error> {
    let next = shape.next.after(reply, items, hint);
    next.map_err(|reason| failed(reply, DecodeFailure::of(reason)))
}

/// The error of a walk that a server would keep going in circles.
pub(crate) fn repeated_cursor(request: &Request) -> Error {
    Error::new(
        ErrorKind::Decode,
        "the cursor of the next page was there before",
    )
    .of_operation(request.operation())
}

/// What is kept of a body.
struct Parts<T> {
    items: Vec<T>,
    hint: Value,
}

/// How far it still is to the items and to the hint; `None` where they lie elsewhere.
#[derive(Clone, Copy)]
struct Paths<'a> {
    items: Option<&'a [&'a str]>,
    hint: Option<&'a [&'a str]>,
}

/// Decodes a value on the way to the items, to the hint, or to both. Whatever is missing or `null` on the way means
/// that there is nothing.
struct PageSeed<'a, T> {
    paths: Paths<'a>,
    item: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for PageSeed<'_, T> {
    type Value = Parts<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let mut parts = Parts::default();
        match self.paths {
            Paths {
                items: Some([]), ..
            } => {
                parts.items =
                    Option::<Vec<T>>::deserialize(deserializer).map(Option::unwrap_or_default)?;
            }
            Paths { hint: Some([]), .. } => parts.hint = Value::deserialize(deserializer)?,
            Paths { .. } => parts = deserializer.deserialize_option(self)?,
        }
        Ok(parts)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for PageSeed<'_, T> {
    type Value = Parts<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page")
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        Ok(Parts::default())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        Ok(Parts::default())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut parts = Parts::default();
        while let Some(paths) = map.next_key_seed(self.paths)? {
            if paths.items.is_none() && paths.hint.is_none() {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let found = map.next_value_seed(PageSeed {
                paths,
                item: self.item,
            })?;
            if paths.items.is_some() {
                parts.items = found.items;
            }
            if paths.hint.is_some() {
                parts.hint = found.hint;
            }
        }
        Ok(parts)
    }
}

impl<T> Default for Parts<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            hint: Value::Null,
        }
    }
}

/// Reads a key, without a copy of it, and goes on along the paths that it lies on.
impl<'de> DeserializeSeed<'de> for Paths<'_> {
    type Value = Self;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Paths<'_> {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Self {
            items: behind(self.items, key),
            hint: behind(self.hint, key),
        })
    }
}

/// What is left of a path behind a key.
fn behind<'a>(path: Option<&'a [&'a str]>, key: &str) -> Option<&'a [&'a str]> {
    let (first, rest) = path?.split_first()?;
    (*first == key).then_some(rest)
}
