//! The tree of a document, and references in it.

use serde_json::Value;

/// Number of references that may follow on each other.
const MAX_CHAIN: usize = 32;

/// Document in the form of `OpenAPI` 3, whatever its own version is.
#[derive(Debug)]
pub(in crate::import) struct Document {
    pub(super) root: Value,
    /// Version of the document, for messages.
    pub(in crate::import) version: String,
    /// Parts of the document that contradict each other, with their places.
    pub(in crate::import) contradictions: Vec<(String, String)>,
}

impl Document {
    /// Returns the whole document.
    pub(in crate::import) fn root(&self) -> &Value {
        &self.root
    }

    /// Returns the value at a pointer such as `#/components/schemas/Book`.
    pub(in crate::import) fn at(&self, pointer: &str) -> Option<&Value> {
        self.root.pointer(pointer.strip_prefix('#')?)
    }

    /// Follows references until there is a value that is none. Returns it with its pointer, if it was referred to, or
    /// the reference that leads nowhere.
    pub(in crate::import) fn resolve<'a>(
        &'a self,
        value: &'a Value,
    ) -> Result<(&'a Value, Option<&'a str>), &'a str> {
        let (mut value, mut pointer) = (value, None);
        for _ in 0..MAX_CHAIN {
            let Some(reference) = value.get("$ref").and_then(Value::as_str) else {
                return Ok((value, pointer));
            };
            value = self.at(reference).ok_or(reference)?;
            pointer = Some(reference);
        }
        Err(pointer.unwrap_or_default())
    }
}
