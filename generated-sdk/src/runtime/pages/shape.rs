//! The shape of pages: where their parts stand, and how the next page is asked for.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

use crate::runtime::request::Request;
use crate::runtime::send::reply::Reply;

/// Where the parts of a page stand.
#[derive(Clone, Copy, Debug)]
pub struct PageShape {
    /// The path of the items; empty where the body itself is the list.
    pub items: &'static [&'static str],
    /// How the next page is asked for.
    pub next: &'static dyn NextPage,
}

/// A way of asking for the next page.
///
/// Each has a file of its own, and the shape of a page names its own by reference, so that an SDK has no more of
/// them than its API. What asks for a page is a text in all of them: its position.
pub trait NextPage: fmt::Debug + Sync {
    /// The query parameter that takes a position; `None` where the server gives whole addresses.
    fn param(&self) -> Option<&'static str>;

    /// Where the body says how the list goes on; empty if the body says nothing.
    fn hint(&self) -> &'static [&'static str];

    /// The position of the next page; `None` on the last one.
    ///
    /// # Errors
    /// Why what the server says cannot be used.
    fn after(&self, reply: &Reply, items: usize, hint: &Value) -> Result<Option<String>, String>;

    /// What stands at the place of the hint where the next page has this position, or is not there.
    #[cfg(feature = "testing")]
    fn hint_for(&self, next: Option<&str>) -> Value;

    /// The position that a request asks for, unless it asks for the first page.
    fn position<'a>(&self, request: &'a Request) -> Option<Cow<'a, str>> {
        request.query_value(self.param()?).map(Cow::Borrowed)
    }

    /// Makes a request ask for another page, and changes nothing else.
    fn turn(&self, request: &mut Request, position: String) {
        if let Some(param) = self.param() {
            request.set_query_value(param, position);
        }
    }
}
