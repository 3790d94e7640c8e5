//! Optional: needed by an API with lists that come in pages, for those who test against it.
#![allow(
    clippy::return_self_not_must_use,
    reason = "a reply is prepared by the call itself; what is returned serves to prepare another one"
)]

use std::marker::PhantomData;

use http::header::LINK;
use http::{HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::runtime::pages::shape::PageShape;
use crate::runtime::testing::answer::{CannedReply, to_json};
use crate::runtime::testing::on::On;
use crate::runtime::testing::rules::Route;
use crate::runtime::testing::server::{Server, Target};

/// Stands for a method that returns pages.
#[derive(Clone, Copy, Debug)]
pub struct Pages<T>(&'static PageShape, PhantomData<fn() -> T>);

impl Server {
    /// Prepares what a method returns that returns pages.
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
    /// Replies with a page. `next` is the cursor of the next page, and `None` on the last one. Of a list that is cut
    /// by numbers, it says only whether there is a next page; of one that is cut by links, it is the address.
    ///
    /// # Panics
    /// If the address of the next page cannot stand in a header.
    pub fn reply_page(self, items: impl IntoIterator<Item = T>, next: Option<&str>) -> Self {
        let items = items.into_iter().map(|item| to_json(&item)).collect();
        let answer = page(self.kind.0, items, next);
        self.push(answer)
    }
}

/// A page as an answer.
pub(crate) fn page(shape: &PageShape, items: Value, next: Option<&str>) -> CannedReply {
    let mut body = Value::Object(Map::new());
    put(&mut body, shape.next.hint(), shape.next.hint_for(next));
    put(&mut body, shape.items, items);
    let mut answer = CannedReply::json(StatusCode::OK, &body);
    if let (Some(address), None) = (next, shape.next.param()) {
        let link = HeaderValue::try_from(format!("<{address}>; rel=\"next\""));
        let link = link.unwrap_or_else(|_| panic!("{address:?} can be no link to the next page"));
        answer.headers.insert(LINK, link);
    }
    answer
}

/// Puts a value at a path of an object; in its place, if the path is empty and there is something to put.
fn put(object: &mut Value, path: &[&str], value: Value) {
    if path.is_empty() && value.is_null() {
        return;
    }
    let mut place = object;
    for key in path {
        place = &mut place[*key];
    }
    *place = value;
}
