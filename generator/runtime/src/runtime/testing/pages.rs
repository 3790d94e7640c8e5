//! Replies of methods that return pages.
#![allow(
    clippy::return_self_not_must_use,
    reason = "the call itself prepares the reply; the returned value is only needed to prepare another one"
)]

use std::marker::PhantomData;

use http::{HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::runtime::pages::shape::PageShape;
use crate::runtime::testing::canned_reply::{CannedReply, to_json};
use crate::runtime::testing::on::On;
use crate::runtime::testing::replies::Target;
use crate::runtime::testing::rules::Route;
use crate::runtime::testing::server::Server;

/// Marker for a method that returns pages of `T`. `E` is the model of their other fields.
#[derive(Clone, Copy, Debug)]
pub struct Pages<T, E = ()>(pub(crate) &'static PageShape, PhantomData<fn() -> (T, E)>);

impl Server {
    /// Prepares replies of a method that returns pages.
    #[must_use]
    pub fn on_pages<T: Serialize, E>(
        &self,
        route: &'static Route,
        shape: &'static PageShape,
    ) -> On<Pages<T, E>> {
        self.on(Target::Operation(route.name), Pages(shape, PhantomData))
    }
}

impl<T: Serialize> On<Pages<T>> {
    /// Replies with a page. `next` is the cursor of the next page, and `None` for the last one. With pagination by
    /// numbers or by the last item, only whether it is `None` matters; with pagination by URLs, it is the URL of the next
    /// page.
    ///
    /// # Panics
    /// Panics if the URL of the next page is not a valid header value.
    pub fn reply_page(self, items: impl IntoIterator<Item = T>, next: Option<&str>) -> Self {
        let items = items.into_iter().map(|item| to_json(&item)).collect();
        let reply = page(self.kind.0, Value::Null, items, next);
        self.push(reply)
    }
}

/// Returns the reply that contains a page. `envelope` has its other fields.
pub(crate) fn page(
    shape: &PageShape,
    envelope: Value,
    items: Value,
    next: Option<&str>,
) -> CannedReply {
    let mut body = if envelope.is_object() {
        envelope
    } else {
        Value::Object(Map::new())
    };
    set_at(&mut body, shape.next.hint(), shape.next.hint_for(next));
    let more = shape.next.more();
    if !more.is_empty() {
        set_at(&mut body, more, next.is_some().into());
    }
    set_at(&mut body, shape.items, items);
    let mut reply = CannedReply::json(StatusCode::OK, &body);
    let header = next.and_then(|next| shape.next.header_for(next));
    if let Some((name, value)) = header {
        let value = HeaderValue::try_from(value);
        let value = value.unwrap_or_else(|_| panic!("{next:?} does not fit in a header"));
        reply.headers.insert(name, value);
    }
    reply
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
