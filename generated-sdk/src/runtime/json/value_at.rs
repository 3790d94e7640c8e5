//! Reading of a single value of a JSON document.

use serde_json::Value;

use crate::runtime::json::decode::parse;
use crate::runtime::json::path::Notes;
use crate::runtime::json::reader::Keys;
use crate::runtime::json::value::{Entries, Failed, JsonValue};

/// Returns the value at a path of a JSON document: `null` if it is missing, and `None` if the object around it is missing
/// or the document cannot be read. All other values are skipped.
#[must_use]
#[inline]
pub fn value_at(body: &[u8], path: &[&str]) -> Option<Value> {
    let mut found = None;
    let read = parse(body, "the body", Notes::default(), &mut |json| {
        read_value_at(json, path, &mut found)
    });
    read.ok()?;
    found
}

/// Reads the value at a path into `found`: `null` if it is missing. All other values are skipped.
///
/// # Errors
/// Returns an error if the text is not JSON.
#[inline]
pub(crate) fn read_value_at(
    json: JsonValue<'_>,
    path: &[&str],
    found: &mut Option<Value>,
) -> Result<(), Failed> {
    Reader { path, found }.value(json)
}

/// Reader of the value at a path.
struct Reader<'a> {
    /// Remaining path from the current value.
    path: &'a [&'a str],
    found: &'a mut Option<Value>,
}

impl Reader<'_> {
    #[inline]
    fn value(&mut self, json: JsonValue<'_>) -> Result<(), Failed> {
        if self.path.is_empty() {
            *self.found = Some(json.any()?);
            return Ok(());
        }
        let Some(json) = json.unless_null()? else {
            return Ok(());
        };
        if self.path.len() == 1 {
            *self.found = Some(Value::Null);
        }
        json.map(Keys::Names, self)
    }
}

impl Entries for Reader<'_> {
    #[inline]
    fn read(&mut self, key: &str, json: JsonValue<'_>) -> Result<(), Failed> {
        match self.path {
            [first, rest @ ..] if *first == key => {
                let mut inner = Reader {
                    path: rest,
                    found: &mut *self.found,
                };
                inner.value(json)
            }
            _ => json.skip(),
        }
    }
}
