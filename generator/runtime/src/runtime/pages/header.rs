//! Pagination by a cursor in a response header.

use crate::runtime::pages::param::PageParam;
use crate::runtime::pages::shape::{NextPage, PageEnd};
use crate::runtime::text::dotted::dotted;
use crate::runtime::text::headers::header_text;

/// Pagination by a cursor in a response header. A page without the header, or with a blank one, is the last one.
#[derive(Debug)]
pub struct HeaderCursor {
    /// Name of the header, in lower case.
    pub header: &'static str,
    /// Parameter for the cursor.
    pub param: PageParam,
    /// Path of a boolean in the body: whether there is a next page. If it is empty, only the header tells.
    pub more: &'static [&'static str],
}

impl NextPage for HeaderCursor {
    fn param(&self) -> Option<PageParam> {
        Some(self.param)
    }

    fn hint(&self) -> &'static [&'static str] {
        &[]
    }

    fn more(&self) -> &'static [&'static str] {
        self.more
    }

    #[cfg(feature = "testing")]
    fn hint_for(&self, _: Option<&str>) -> serde_json::Value {
        serde_json::Value::Null
    }

    #[cfg(feature = "testing")]
    fn header_for(&self, next: &str) -> Option<(&'static str, String)> {
        Some((self.header, next.to_owned()))
    }

    fn after(&self, page: &PageEnd<'_>) -> Result<Option<String>, String> {
        let more = PageEnd::says_more(page.more, self.more)?;
        if more == Some(false) {
            return Ok(None);
        }
        let next = header_text(&page.reply.headers, self.header).map(str::trim);
        match next.filter(|next| !next.is_empty()) {
            Some(next) => Ok(Some(next.to_owned())),
            None if more == Some(true) => Err(format!(
                "`{}` says that there is a next page, but there is no header `{}`",
                dotted(self.more),
                self.header
            )),
            None => Ok(None),
        }
    }
}
