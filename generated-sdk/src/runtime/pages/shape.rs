//! Shapes of pages: paths of their data, and the way to request the next page.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

use crate::runtime::pages::param::PageParam;
use crate::runtime::request::Request;
use crate::runtime::send::reply::Reply;
use crate::runtime::text::dotted::dotted;

/// Shape of a page.
#[derive(Debug)]
pub struct PageShape {
    /// Path of the items in the body; empty if the body itself is the list.
    pub items: &'static [&'static str],
    /// Way to request the next page.
    pub next: &'static dyn NextPage,
}

/// Way to request the next page.
///
/// All implementations identify a page by a string, its position: a cursor, a number or a link. The shape of a page
/// refers to its implementation, so that the others are not compiled into a program.
pub trait NextPage: fmt::Debug + Sync {
    /// Returns the parameter for a position; `None` if the server links to the next page.
    fn param(&self) -> Option<PageParam>;

    /// Returns the path of the hint: the value in the body that determines the next page. Empty if there is none.
    fn hint(&self) -> &'static [&'static str];

    /// Returns the path of a boolean in the body that tells whether there is a next page. Empty if there is none.
    fn more(&self) -> &'static [&'static str] {
        &[]
    }

    /// Returns the position of the next page; `None` on the last one.
    ///
    /// # Errors
    /// Returns the reason if the data in the response is not valid.
    fn after(&self, page: &PageEnd<'_>) -> Result<Option<String>, String>;

    /// Returns the hint of a page whose next page has this position, or that is the last one.
    #[cfg(feature = "testing")]
    fn hint_for(&self, next: Option<&str>) -> Value;

    /// Returns the header of a page whose next page has this position: its name and its value.
    #[cfg(feature = "testing")]
    fn header_for(&self, _next: &str) -> Option<(&'static str, String)> {
        None
    }

    /// Returns the position that a request asks for; `None` for the first page.
    fn position<'a>(&self, request: &'a Request) -> Option<Cow<'a, str>> {
        self.param()?.value(request)
    }

    /// Changes a request so that it asks for the page at this position.
    fn set_position(&self, request: &mut Request, position: String) {
        if let Some(param) = self.param() {
            param.set(request, position);
        }
    }
}

/// Data of a page that determines the next one.
#[derive(Clone, Copy)]
pub struct PageEnd<'a> {
    /// Response.
    pub reply: &'a Reply,
    /// Shape of the page.
    pub shape: &'a PageShape,
    /// Number of items.
    pub items: usize,
    /// Value at the path of the hint; `null` if there is none.
    pub hint: &'a Value,
    /// Value at the path that tells whether there is a next page; `null` if there is none.
    pub more: &'a Value,
}

impl PageEnd<'_> {
    /// Returns what a value says about a next page; `None` if it says nothing. `path` is the path of the value.
    ///
    /// # Errors
    /// Returns an error if the value is not a boolean.
    pub(crate) fn says_more(value: &Value, path: &[&str]) -> Result<Option<bool>, String> {
        match value {
            Value::Null => Ok(None),
            Value::Bool(more) => Ok(Some(*more)),
            Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
                Err(format!("at `{}`: expected a boolean", dotted(path)))
            }
        }
    }
}
