//! Optional: needed by an API whose pages are asked for by their number, or by the number of the first item.

use serde_json::Value;

use crate::runtime::pages::shape::NextPage;
use crate::runtime::send::reply::Reply;

/// Pages are counted, or their items are.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    /// The query parameter that takes the number.
    pub param: &'static str,
    /// The number of the first page, which a request without the parameter gets.
    pub first: i64,
    /// Whether the number is that of a page's first item, and not that of the page.
    pub counts_items: bool,
    /// Where the body says by a boolean whether there is more. Without it, a page without items is the last one.
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
                    "no number follows what the query parameter `{}` has",
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
        // Beyond the greatest number, the position repeats, and that is an error.
        Ok(Some(current.saturating_add(step).to_string()))
    }
}

impl Number {
    /// Whether there is a page behind this one.
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
