//! Pagination by a cursor in the response body.

use serde_json::Value;

use crate::runtime::pages::shape::NextPage;
use crate::runtime::send::reply::Reply;

/// Pagination by a cursor: the body of each page contains the cursor of the next one. A page whose cursor is missing or
/// blank is the last one; a page without items need not be.
#[derive(Clone, Copy, Debug)]
pub struct Cursor {
    /// Path of the cursor in the body.
    pub path: &'static [&'static str],
    /// Query parameter for the cursor.
    pub param: &'static str,
}

impl NextPage for Cursor {
    fn param(&self) -> Option<&'static str> {
        Some(self.param)
    }

    fn hint(&self) -> &'static [&'static str] {
        self.path
    }

    #[cfg(feature = "testing")]
    fn hint_for(&self, next: Option<&str>) -> Value {
        next.into()
    }

    fn after(&self, _reply: &Reply, _items: usize, hint: &Value) -> Result<Option<String>, String> {
        match hint {
            Value::Null => Ok(None),
            Value::String(cursor) if cursor.trim().is_empty() => Ok(None),
            Value::String(cursor) => Ok(Some(cursor.clone())),
            // A fraction, or a number that is too large for 64 bits, has been rounded and would request another page.
            Value::Number(number) if number.is_i64() || number.is_u64() => {
                Ok(Some(number.to_string()))
            }
            Value::Number(_) | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
                let mut path = String::new();
                for key in self.path {
                    let dot = if path.is_empty() { "" } else { "." };
                    path.push_str(dot);
                    path.push_str(key);
                }
                Err(format!("at `{path}`: expected a string or an integer"))
            }
        }
    }
}
