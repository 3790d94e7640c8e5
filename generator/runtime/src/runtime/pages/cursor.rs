//! Optional: needed by an API whose pages name the cursor of the next one.

use serde_json::Value;

use crate::runtime::pages::shape::NextPage;
use crate::runtime::send::reply::Reply;

/// A page says which cursor asks for the next one. No cursor, or a blank one, is the end; a page without items is
/// not.
#[derive(Clone, Copy, Debug)]
pub struct Cursor {
    /// Where the cursor stands in the body.
    pub path: &'static [&'static str],
    /// The query parameter that takes it.
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
            // A number with a fraction, or too large for 64 bits, was rounded, and would ask for another page.
            Value::Number(number) if number.is_i64() || number.is_u64() => {
                Ok(Some(number.to_string()))
            }
            Value::Number(_) | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
                let path = self.path.join(".");
                Err(format!("at `{path}`: expected a text or a whole number"))
            }
        }
    }
}
