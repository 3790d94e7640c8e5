//! Pagination by the header `Link`.

use std::borrow::Cow;

use http::header::LINK;

use crate::runtime::pages::param::PageParam;
use crate::runtime::pages::shape::{NextPage, PageEnd};
use crate::runtime::pages::target;
use crate::runtime::request::Request;
use crate::runtime::text::link::{Malformed, next_link};

/// Pagination by the header `Link` (RFC 8288): the relation `next` is the URL of the next page. Its path and query are
/// sent unchanged.
#[derive(Debug)]
pub struct Link;

impl NextPage for Link {
    fn param(&self) -> Option<PageParam> {
        None
    }

    fn hint(&self) -> &'static [&'static str] {
        &[]
    }

    #[cfg(feature = "testing")]
    fn hint_for(&self, _: Option<&str>) -> serde_json::Value {
        serde_json::Value::Null
    }

    #[cfg(feature = "testing")]
    fn header_for(&self, next: &str) -> Option<(&'static str, String)> {
        Some(("link", format!("<{next}>; rel=\"next\"")))
    }

    fn after(&self, page: &PageEnd<'_>) -> Result<Option<String>, String> {
        for value in page.reply.headers.get_all(LINK) {
            // Parameters such as titles may contain other characters, which do not matter.
            let value = String::from_utf8_lossy(value.as_bytes());
            let link = next_link(&value).map_err(|Malformed| "the header `Link` is malformed")?;
            if let Some(link) = link {
                return Ok(Some(target::position_of(link, &page.reply.request)?));
            }
        }
        Ok(None)
    }

    fn position<'a>(&self, request: &'a Request) -> Option<Cow<'a, str>> {
        target::position(request)
    }

    fn set_position(&self, request: &mut Request, position: String) {
        request.link = Some(position);
    }
}
