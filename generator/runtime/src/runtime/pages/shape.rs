//! Shapes of pages: paths of their data, and the way to request the next page.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

use crate::runtime::request::Request;
use crate::runtime::send::reply::Reply;

/// Shape of a page.
#[derive(Clone, Copy, Debug)]
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
    /// Returns the query parameter for a position; `None` if the server links to the next page.
    fn param(&self) -> Option<&'static str>;

    /// Returns the path of the hint: the value in the body that determines the next page. Empty if there is none.
    fn hint(&self) -> &'static [&'static str];

    /// Returns the position of the next page; `None` on the last one.
    ///
    /// # Errors
    /// Fails with the reason if the data in the response is not valid.
    fn after(&self, reply: &Reply, items: usize, hint: &Value) -> Result<Option<String>, String>;

    /// Returns the hint of a page whose next page has this position, or that is the last one.
    #[cfg(feature = "testing")]
    fn hint_for(&self, next: Option<&str>) -> Value;

    /// Returns the position that a request asks for; `None` for the first page.
    fn position<'a>(&self, request: &'a Request) -> Option<Cow<'a, str>> {
        request.query_value(self.param()?).map(Cow::Borrowed)
    }

    /// Changes a request so that it asks for the page at this position.
    fn set_position(&self, request: &mut Request, position: String) {
        if let Some(param) = self.param() {
            request.set_query_value(param, position);
        }
    }
}
