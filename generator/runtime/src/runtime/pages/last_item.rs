//! Pagination by the id of the last item.

use serde_json::Value;

use crate::runtime::json::value::{Failed, JsonValue, Slot};
use crate::runtime::json::value_at::read_value_at;
use crate::runtime::pages::decode::read_page;
use crate::runtime::pages::param::PageParam;
use crate::runtime::pages::shape::{NextPage, PageEnd};
use crate::runtime::text::dotted::dotted;

/// Pagination by the last item: its id is the position of the next page.
#[derive(Debug)]
pub struct LastItem {
    /// Path of the id in an item.
    pub id: &'static [&'static str],
    /// Parameter for the id.
    pub param: PageParam,
    /// Path of a boolean in the body: whether there is a next page. If it is empty, a page without items is the last one.
    pub more: &'static [&'static str],
}

impl NextPage for LastItem {
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
    fn hint_for(&self, _: Option<&str>) -> Value {
        Value::Null
    }

    fn after(&self, page: &PageEnd<'_>) -> Result<Option<String>, String> {
        let more = PageEnd::says_more(page.more, self.more)?;
        let is_last = !more.unwrap_or(self.more.is_empty() && page.items > 0);
        if is_last {
            return Ok(None);
        }
        match self.last_id(page) {
            Some(Value::String(id)) if !id.trim().is_empty() => Ok(Some(id)),
            Some(Value::Number(id)) if id.is_i64() || id.is_u64() => Ok(Some(id.to_string())),
            Some(_) | None if page.items == 0 => Err(format!(
                "`{}` says that there is a next page, but this page has no items",
                dotted(self.more)
            )),
            Some(_) | None => Err(format!(
                "the last item has no id at `{}`, so the next page cannot be requested",
                dotted(self.id)
            )),
        }
    }
}

impl LastItem {
    /// Returns the id of the last item, which the items that were decoded need not have.
    fn last_id(&self, page: &PageEnd<'_>) -> Option<Value> {
        let mut last = Last {
            path: self.id,
            id: None,
        };
        read_page(page.reply, page.shape, &mut last).ok()?;
        last.id
    }
}

/// Slot for items that keeps the id of the last one.
struct Last {
    path: &'static [&'static str],
    id: Option<Value>,
}

impl Slot for Last {
    fn read(&mut self, json: JsonValue<'_>) -> Result<(), Failed> {
        self.id = None;
        read_value_at(json, self.path, &mut self.id)
    }
}
