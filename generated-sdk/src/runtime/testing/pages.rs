//! Replies of methods that return pages.
#![allow(
    clippy::return_self_not_must_use,
    reason = "the call itself prepares the reply; the returned value is only needed to prepare another one"
)]

use std::marker::PhantomData;

use http::header::LINK;
use http::{HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::runtime::pages::shape::PageShape;
use crate::runtime::testing::canned_reply::{CannedReply, to_json};
use crate::runtime::testing::on::On;
use crate::runtime::testing::replies::Target;
use crate::runtime::testing::rules::Route;
use crate::runtime::testing::server::Server;

/// Marker for a method that returns pages.
#[derive(Clone, Copy, Debug)]
pub struct Pages<T>(&'static PageShape, PhantomData<fn() -> T>);

impl Server {
    /// Prepares replies of a method that returns pages.
    #[must_use]
    pub fn on_pages<T: Serialize>(
        &self,
        route: &'static Route,
        shape: &'static PageShape,
    ) -> On<Pages<T>> {
        self.on(Target::Operation(route.name), Pages(shape, PhantomData))
    }
}

impl<T: Serialize> On<Pages<T>> {
    /// Replies with a page. `next` is the cursor of the next page, and `None` for the last one. With pagination by
    /// numbers, only whether it is `None` matters; with pagination by links, it is the URL of the next page.
    ///
    /// # Panics
    /// Panics if the URL of the next page is not a valid header value.
    pub fn reply_page(self, items: impl IntoIterator<Item = T>, next: Option<&str>) -> Self {
        let items = items.into_iter().map(|item| to_json(&item)).collect();
        let answer = page(self.kind.0, items, next);
        self.push(answer)
    }
}

/// Returns the reply that contains a page.
pub(crate) fn page(shape: &PageShape, items: Value, next: Option<&str>) -> CannedReply {
    let mut body = Value::Object(Map::new());
    set_at(&mut body, shape.next.hint(), shape.next.hint_for(next));
    set_at(&mut body, shape.items, items);
    let mut answer = CannedReply::json(StatusCode::OK, &body);
    if let (Some(address), None) = (next, shape.next.param()) {
        let link = HeaderValue::try_from(format!("<{address}>; rel=\"next\""));
        let link =
            link.unwrap_or_else(|_| panic!("{address:?} is not a valid link to the next page"));
        answer.headers.insert(LINK, link);
    }
    answer
}

/// Sets the value at a path of an object. An empty path replaces the object, unless the value is `null`.
fn set_at(object: &mut Value, path: &[&str], value: Value) {
    if path.is_empty() && value.is_null() {
        return;
    }
    let mut place = object;
    for key in path {
        place = &mut place[*key];
    }
    *place = value;
}
