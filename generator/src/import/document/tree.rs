//! The tree of a document, and references in it.

use super::{super::report::ImportReport, pointer::escape};
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

    /// Returns the name of the security scheme that most of the API has: the first one of the document.
    pub(in crate::import) fn main_scheme(&self) -> Option<&str> {
        let listed = self.root.get("security").and_then(Value::as_array);
        let own =
            listed.and_then(|list| list.iter().find_map(|one| one.as_object()?.keys().next()));
        let schemes = self
            .root
            .get("components")
            .and_then(|components| components.get("securitySchemes"))
            .and_then(Value::as_object);
        own.or_else(|| schemes.and_then(|schemes| schemes.keys().next()))
            .map(String::as_str)
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

impl Document {
    /// Notes what `auth` does not say: other schemes than the main one.
    pub(in crate::import) fn ask_about_security(&self, report: &mut ImportReport) {
        let schemes = self
            .at("#/components/securitySchemes")
            .and_then(Value::as_object);
        let others = schemes
            .into_iter()
            .flatten()
            .filter(|(name, _)| Some(name.as_str()) != self.main_scheme());
        for (name, _) in others {
            let place = format!("#/components/securitySchemes/{}", escape(name));
            report.ask(
                "Which of the ways to authenticate do callers use? `auth` has the first one.",
                &place,
            );
        }
    }
}
