//! Decoding of pages. Only the items and the data for the next page are kept in memory.

use serde_json::Value;

use crate::runtime::call::decode::{decode_body, decode_error};
use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::json::flaw::Flaw;
use crate::runtime::json::keys::Seen;
use crate::runtime::json::reader::Keys;
use crate::runtime::json::value::{Entries, Failed, FromJson, JsonValue, Slot};
use crate::runtime::pages::shape::{PageEnd, PageShape};
use crate::runtime::request::Request;
use crate::runtime::send::reply::Reply;

/// Decodes a page. Returns its items and the position of the next page.
pub(crate) fn decode_page<T: FromJson>(
    reply: &Reply,
    shape: &PageShape,
) -> Result<(Vec<T>, Option<String>), Error> {
    let mut items = Vec::new();
    let (hint, more) = read_page(reply, shape, &mut items)?;
    let next = shape.next.after(&PageEnd {
        reply,
        shape,
        items: items.len(),
        hint: &hint,
        more: &more,
    });
    let next = next.map_err(|reason| decode_error(reply, DecodeFailure::of(reason)))?;
    Ok((items, next))
}

/// Reads a page into a slot for items. Returns the hint, and the value that tells whether there is a next page. Not generic,
/// so that it is compiled once.
pub(crate) fn read_page(
    reply: &Reply,
    shape: &PageShape,
    items: &mut dyn Slot,
) -> Result<(Value, Value), Error> {
    let (mut hint, mut more) = (Value::Null, Value::Null);
    decode_body(reply, &mut |json| {
        let mut body = PageBody {
            paths: Paths {
                items: Some(shape.items),
                hint: Some(shape.next.hint()).filter(|path| !path.is_empty()),
                more: Some(shape.next.more()).filter(|path| !path.is_empty()),
            },
            items: &mut *items,
            hint: &mut hint,
            more: &mut more,
            seen: Seen::default(),
        };
        body.read(json)
    })?;
    Ok((hint, more))
}

/// Returns the error for a page whose successor has been requested before, which would repeat forever.
pub(crate) fn repeated_cursor(request: &Request) -> Error {
    Error::new(
        ErrorKind::Decode,
        "the cursor of the next page was already used",
    )
    .with_operation(request.operation())
}

/// Remaining paths from the current value to the items, to the hint and to the value that tells whether there is a next page;
/// `None` if they are not inside it.
#[derive(Clone, Copy)]
struct Paths<'a> {
    items: Option<&'a [&'a str]>,
    hint: Option<&'a [&'a str]>,
    more: Option<&'a [&'a str]>,
}

/// Reader of a value that contains some of the items, the hint and `more`. If a value on their path is missing or `null`,
/// there are no items or there is no hint. Other values are skipped, because no model describes them.
struct PageBody<'a> {
    paths: Paths<'a>,
    items: &'a mut dyn Slot,
    hint: &'a mut Value,
    more: &'a mut Value,
    /// First keys of the paths that have been read: 0 for the items, 1 for the hint, 2 for `more`.
    seen: Seen,
}

impl PageBody<'_> {
    fn read(&mut self, json: JsonValue<'_>) -> Result<(), Failed> {
        match self.paths {
            Paths {
                items: Some([]), ..
            } => match json.unless_null()? {
                Some(json) => json.list(self.items),
                None => Ok(()),
            },
            Paths { hint: Some([]), .. } => {
                *self.hint = json.any()?;
                Ok(())
            }
            Paths { more: Some([]), .. } => {
                *self.more = json.any()?;
                Ok(())
            }
            Paths {
                items: None,
                hint: None,
                more: None,
            } => json.skip(),
            Paths { .. } => match json.unless_null()? {
                Some(json) => json.map(Keys::Names, self),
                None => Ok(()),
            },
        }
    }
}

impl Entries for PageBody<'_> {
    fn read(&mut self, key: &str, json: JsonValue<'_>) -> Result<(), Failed> {
        let paths = Paths {
            items: remaining_path(self.paths.items, key),
            hint: remaining_path(self.paths.hint, key),
            more: remaining_path(self.paths.more, key),
        };
        let all = [paths.items, paths.hint, paths.more];
        for (index, path) in all.iter().enumerate() {
            if path.is_some() && !self.seen.insert(index) {
                return Err(json.fail(Flaw::duplicate_field(key)));
            }
        }
        let mut inner = PageBody {
            paths,
            items: &mut *self.items,
            hint: &mut *self.hint,
            more: &mut *self.more,
            seen: Seen::default(),
        };
        PageBody::read(&mut inner, json)
    }
}

/// Returns the rest of a path after its first key; `None` if that is another key.
fn remaining_path<'a>(path: Option<&'a [&'a str]>, key: &str) -> Option<&'a [&'a str]> {
    let (first, rest) = path?.split_first()?;
    (*first == key).then_some(rest)
}
