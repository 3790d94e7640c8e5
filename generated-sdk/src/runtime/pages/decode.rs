//! Decoding of pages. Only the items and the data for the next page are kept in memory.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use crate::runtime::call::decode::{decode_body, decode_error};
use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::pages::shape::PageShape;
use crate::runtime::request::Request;
use crate::runtime::send::reply::Reply;

/// Decodes a page. Returns its items and the position of the next page.
pub(crate) fn decode_page<T: DeserializeOwned>(
    reply: &Reply,
    shape: &PageShape,
) -> Result<(Vec<T>, Option<String>), Error> {
    let PageBody { items, hint } = decode_body(reply, shape.items, || PageSeed {
        paths: Paths {
            items: Some(shape.items),
            hint: Some(shape.next.hint()).filter(|path| !path.is_empty()),
        },
        item: PhantomData,
    })?;
    let next = next(shape, reply, items.len(), &hint)?;
    Ok((items, next))
}

/// Returns the position of the next page. Not generic, so that it is compiled once.
fn next(
    shape: &PageShape,
    reply: &Reply,
    items: usize,
    hint: &Value,
) -> Result<Option<String>, Error> {
    let next = shape.next.after(reply, items, hint);
    next.map_err(|reason| decode_error(reply, DecodeFailure::of(reason)))
}

/// Returns the error for a page whose successor has been requested before, which would repeat forever.
pub(crate) fn repeated_cursor(request: &Request) -> Error {
    Error::new(
        ErrorKind::Decode,
        "the cursor of the next page was already used",
    )
    .with_operation(request.operation())
}

/// Items and pagination data of a body.
struct PageBody<T> {
    items: Vec<T>,
    hint: Value,
}

/// Remaining paths from the current value to the items and to the hint; `None` if they are not inside it.
#[derive(Clone, Copy)]
struct Paths<'a> {
    items: Option<&'a [&'a str]>,
    hint: Option<&'a [&'a str]>,
}

/// Decodes a value that contains the items, the hint or both. If a value on their path is missing or `null`, there are
/// no items or there is no hint.
struct PageSeed<'a, T> {
    paths: Paths<'a>,
    item: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for PageSeed<'_, T> {
    type Value = PageBody<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let mut body = PageBody::default();
        match self.paths {
            Paths {
                items: Some([]), ..
            } => {
                body.items =
                    Option::<Vec<T>>::deserialize(deserializer).map(Option::unwrap_or_default)?;
            }
            Paths { hint: Some([]), .. } => body.hint = Value::deserialize(deserializer)?,
            Paths { .. } => body = deserializer.deserialize_option(self)?,
        }
        Ok(body)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for PageSeed<'_, T> {
    type Value = PageBody<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page")
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        Ok(PageBody::default())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        Ok(PageBody::default())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut body = PageBody::default();
        while let Some(paths) = map.next_key_seed(self.paths)? {
            if paths.items.is_none() && paths.hint.is_none() {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let inner = map.next_value_seed(PageSeed {
                paths,
                item: self.item,
            })?;
            if paths.items.is_some() {
                body.items = inner.items;
            }
            if paths.hint.is_some() {
                body.hint = inner.hint;
            }
        }
        Ok(body)
    }
}

impl<T> Default for PageBody<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            hint: Value::Null,
        }
    }
}

/// Reads a key without copying it, and returns the paths that remain after it.
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
            items: remaining_path(self.items, key),
            hint: remaining_path(self.hint, key),
        })
    }
}

/// Returns the rest of a path after its first key; `None` if that is another key.
fn remaining_path<'a>(path: Option<&'a [&'a str]>, key: &str) -> Option<&'a [&'a str]> {
    let (first, rest) = path?.split_first()?;
    (*first == key).then_some(rest)
}
