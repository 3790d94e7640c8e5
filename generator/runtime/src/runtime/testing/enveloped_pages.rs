//! Replies of methods that return pages with other fields.
#![allow(
    clippy::return_self_not_must_use,
    reason = "the call itself prepares the reply; the returned value is only needed to prepare another one"
)]

use serde::Serialize;

use crate::runtime::testing::canned_reply::to_json;
use crate::runtime::testing::on::On;
use crate::runtime::testing::pages::{Pages, page};

impl<T: Serialize, E: Serialize> On<Pages<T, E>> {
    /// Replies with a page that has other fields. `next` is the cursor of the next page, and `None` for the last one. With
    /// pagination by numbers or by the last item, only whether it is `None` matters; with pagination by URLs, it is the URL
    /// of the next page.
    ///
    /// # Panics
    /// Panics if the URL of the next page is not a valid header value.
    pub fn reply_page_with(
        self,
        items: impl IntoIterator<Item = T>,
        next: Option<&str>,
        envelope: E,
    ) -> Self {
        let items = items.into_iter().map(|item| to_json(&item)).collect();
        let reply = page(self.kind.0, to_json(&envelope), items, next);
        self.push(reply)
    }
}
