//! Pagination by a URL in the response body.

use std::borrow::Cow;

use serde_json::Value;

use crate::runtime::pages::param::PageParam;
use crate::runtime::pages::shape::{NextPage, PageEnd};
use crate::runtime::pages::target;
use crate::runtime::request::Request;
use crate::runtime::text::dotted::dotted;

/// Pagination by a URL: the body of each page contains the URL of the next one, whose path and query are sent unchanged. A
/// page whose URL is missing or blank is the last one.
#[derive(Debug)]
pub struct NextUrl {
    /// Path of the URL in the body.
    pub path: &'static [&'static str],
    /// Path of a boolean in the body: whether there is a next page. If it is empty, only the URL tells.
    pub more: &'static [&'static str],
}

impl NextPage for NextUrl {
    fn param(&self) -> Option<PageParam> {
        None
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
        let path = || dotted(self.path);
        let link = match page.hint {
            Value::Null => "",
            Value::String(link) => link.trim(),
            Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                return Err(format!("at `{}`: expected a URL in a string", path()));
            }
        };
        if !link.is_empty() {
            let position = target::position_of(link, &page.reply.request);
            return position
                .map(Some)
                .map_err(|refusal| format!("at `{}`: {refusal}", path()));
        }
        match more {
            Some(true) => Err(format!(
                "`{}` says that there is a next page, but there is no URL at `{}`",
                dotted(self.more),
                path()
            )),
            Some(false) | None => Ok(None),
        }
    }

    fn position<'a>(&self, request: &'a Request) -> Option<Cow<'a, str>> {
        target::position(request)
    }

    fn set_position(&self, request: &mut Request, position: String) {
        request.link = Some(position);
    }
}
