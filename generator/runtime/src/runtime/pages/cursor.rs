//! Pagination by a cursor in the response body.

use serde_json::Value;

use crate::runtime::pages::param::PageParam;
use crate::runtime::pages::shape::{NextPage, PageEnd};
use crate::runtime::text::dotted::dotted;

/// Pagination by a cursor: the body of each page contains the cursor of the next one. A page whose cursor is missing or
/// blank is the last one; a page without items need not be.
#[derive(Debug)]
pub struct Cursor {
    /// Path of the cursor in the body.
    pub path: &'static [&'static str],
    /// Parameter for the cursor.
    pub param: PageParam,
    /// Path of a boolean in the body: whether there is a next page. If it is empty, only the cursor tells.
    pub more: &'static [&'static str],
}

impl NextPage for Cursor {
    fn param(&self) -> Option<PageParam> {
        Some(self.param)
    }

    fn hint(&self) -> &'static [&'static str] {
        self.path
    }

    fn more(&self) -> &'static [&'static str] {
        self.more
    }

    #[cfg(feature = "testing")]
    fn hint_for(&self, next: Option<&str>) -> Value {
        next.into()
    }

    fn after(&self, page: &PageEnd<'_>) -> Result<Option<String>, String> {
        let more = PageEnd::says_more(page.more, self.more)?;
        if more == Some(false) {
            return Ok(None);
        }
        let next = cursor(page.hint, self.path)?;
        if next.is_none() && more == Some(true) {
            return Err(format!(
                "`{}` says that there is a next page, but there is no cursor at `{}`",
                dotted(self.more),
                dotted(self.path)
            ));
        }
        Ok(next)
    }
}

/// Returns a value as a cursor; `None` if it is missing or blank. `path` is its path.
fn cursor(value: &Value, path: &[&str]) -> Result<Option<String>, String> {
    match value {
        Value::Null => Ok(None),
        Value::String(cursor) if cursor.trim().is_empty() => Ok(None),
        Value::String(cursor) => Ok(Some(cursor.clone())),
        // A fraction, or a number that is too large for 64 bits, has been rounded and would request another page.
        Value::Number(number) if number.is_i64() || number.is_u64() => Ok(Some(number.to_string())),
        Value::Number(_) | Value::Bool(_) | Value::Array(_) | Value::Object(_) => Err(format!(
            "at `{}`: expected a string or an integer",
            dotted(path)
        )),
    }
}
