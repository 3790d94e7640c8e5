//! Responses to requests whose value is not ready yet.

use std::time::Duration;

use http::header::LOCATION;

use crate::runtime::request::reference::resolve;
use crate::runtime::send::reply::Reply;
use crate::runtime::text::headers::header_text;
use crate::runtime::text::retry_after::retry_after;

/// Returns the delay before the next request (`Retry-After`), and the URL of the progress or the value (`Location`).
#[must_use]
pub fn pending(reply: &Reply) -> (Option<Duration>, Option<String>) {
    let location = header_text(&reply.headers, LOCATION.as_str());
    let location = location.and_then(|location| resolve(location, &reply.request).ok());
    let location = location.map(|location| location.to_string());
    (retry_after(&reply.headers), location)
}
