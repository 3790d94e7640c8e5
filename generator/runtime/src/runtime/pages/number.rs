//! Pagination by page number or by offset.

use serde_json::Value;

use crate::runtime::pages::shape::NextPage;
use crate::runtime::send::reply::Reply;

/// Pagination by page number, or by the offset of the first item.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    /// Query parameter for the number.
    pub param: &'static str,
    /// Number of the first page, which a request without the parameter returns.
    pub first: i64,
    /// Whether the number is the offset of the first item instead of the page number.
    pub counts_items: bool,
    /// Path of a boolean in the body: whether there is a next page. If it is `None`, a page without items is the last
    /// one.
    pub more: Option<&'static [&'static str]>,
}

impl NextPage for Number {
    fn param(&self) -> Option<&'static str> {
        Some(self.param)
    }

    fn hint(&self) -> &'static [&'static str] {
        self.more.unwrap_or_default()
    }

    #[cfg(feature = "testing")]
    fn hint_for(&self, next: Option<&str>) -> Value {
        self.more.map_or(Value::Null, |_| next.is_some().into())
    }

    fn after(&self, reply: &Reply, items: usize, hint: &Value) -> Result<Option<String>, String> {
        if !self.has_more(items, hint)? {
            return Ok(None);
        }
        let current = match reply.request.query_value(self.param) {
            Some(number) => number.trim().parse().map_err(|_| {
                format!(
                    "the query parameter `{}` is not an integer, so the next page cannot be requested",
                    self.param
                )
            })?,
            None => self.first,
        };
        let step = if self.counts_items {
            i64::try_from(items).unwrap_or(i64::MAX)
        } else {
            1
        };
        // After the greatest number, the position repeats, which is an error.
        Ok(Some(current.saturating_add(step).to_string()))
    }
}

impl Number {
    /// Returns `true` if there is a next page.
    fn has_more(&self, items: usize, hint: &Value) -> Result<bool, String> {
        let Some(path) = self.more else {
            return Ok(items > 0);
        };
        match hint {
            Value::Null => Ok(false),
            Value::Bool(more) => Ok(*more),
            Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
                Err(format!("at `{}`: expected a boolean", path.join(".")))
            }
        }
    }
}
