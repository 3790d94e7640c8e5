//! Pagination by page number or by offset.

use serde_json::Value;

use crate::runtime::pages::param::PageParam;
use crate::runtime::pages::shape::{NextPage, PageEnd};
use crate::runtime::text::dotted::dotted;

/// Pagination by page number, or by the offset of the first item.
#[derive(Debug)]
pub struct Number {
    /// Parameter for the number.
    pub param: PageParam,
    /// Number of the first page, which a request without the parameter returns.
    pub first: i64,
    /// Whether the number is the offset of the first item instead of the page number.
    pub counts_items: bool,
    /// Condition under which a page is the last one.
    pub end: NumberEnd,
}

/// Condition under which a numbered page is the last one.
#[derive(Clone, Copy, Debug)]
pub enum NumberEnd {
    /// It has no items.
    Empty,
    /// A boolean at this path: whether there is a next page.
    More(&'static [&'static str]),
    /// The number of all pages, at this path.
    Pages(&'static [&'static str]),
    /// The number of all items, at this path.
    Total(&'static [&'static str]),
}

impl NextPage for Number {
    fn param(&self) -> Option<PageParam> {
        Some(self.param)
    }

    fn hint(&self) -> &'static [&'static str] {
        match self.end {
            NumberEnd::Empty | NumberEnd::More(_) => &[],
            NumberEnd::Pages(path) | NumberEnd::Total(path) => path,
        }
    }

    fn more(&self) -> &'static [&'static str] {
        match self.end {
            NumberEnd::More(path) => path,
            NumberEnd::Empty | NumberEnd::Pages(_) | NumberEnd::Total(_) => &[],
        }
    }

    #[cfg(feature = "testing")]
    fn hint_for(&self, next: Option<&str>) -> Value {
        match self.end {
            NumberEnd::Empty | NumberEnd::More(_) => Value::Null,
            NumberEnd::Pages(_) | NumberEnd::Total(_) if next.is_some() => i64::MAX.into(),
            NumberEnd::Pages(_) | NumberEnd::Total(_) => 0.into(),
        }
    }

    fn after(&self, page: &PageEnd<'_>) -> Result<Option<String>, String> {
        let current = match self.param.value(&page.reply.request) {
            Some(number) => number.trim().parse::<i64>().map_err(|_| {
                format!(
                    "the parameter `{}` is not an integer, so the next page cannot be requested",
                    self.param.name()
                )
            }),
            None => Ok(self.first),
        };
        let items = i64::try_from(page.items).unwrap_or(i64::MAX);
        let has_more = match self.end {
            NumberEnd::Empty => items > 0,
            NumberEnd::More(path) => PageEnd::says_more(page.more, path)?.unwrap_or(false),
            NumberEnd::Pages(path) | NumberEnd::Total(path) => match count(page.hint, path)? {
                Some(all) => items > 0 && self.before_next(current.clone()?, items) < all,
                None => items > 0,
            },
        };
        if !has_more {
            return Ok(None);
        }
        let step = if self.counts_items { items } else { 1 };
        // After the greatest number, the position repeats, which is an error.
        Ok(Some(current?.saturating_add(step).to_string()))
    }
}

impl Number {
    /// Returns the number of pages or items before the next page, which is compared with that of all. A page that has fewer
    /// items than those before it makes it too small, so that one more page is requested, which is empty.
    fn before_next(&self, current: i64, items: i64) -> i64 {
        let pages = current.saturating_sub(self.first).saturating_add(1);
        match self.end {
            NumberEnd::Total(_) if self.counts_items => current.saturating_add(items),
            NumberEnd::Total(_) => pages.saturating_mul(items),
            NumberEnd::Empty | NumberEnd::More(_) | NumberEnd::Pages(_) => pages,
        }
    }
}

/// Returns the number of all pages or items; `None` if it is missing. APIs send it as a number or as text.
fn count(value: &Value, path: &[&str]) -> Result<Option<i64>, String> {
    let number = match value {
        Value::Null => return Ok(None),
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    match number {
        Some(number) => Ok(Some(number)),
        None => Err(format!("at `{}`: expected an integer", dotted(path))),
    }
}
