//! Reading of a whole JSON text.

use crate::runtime::json::path::{Failure, Findings, JsonPath, Notes};
use crate::runtime::json::scanner::Scanner;
use crate::runtime::json::value::{Failed, JsonValue};

/// Function that reads a value.
pub(crate) type Read<'a> = &'a mut dyn FnMut(JsonValue<'_>) -> Result<(), Failed>;

/// Decodes a text with a function.
pub(crate) fn read_text(text: &str, notes: Notes, read: Read<'_>) -> Result<Findings, Failure> {
    let scanner = Scanner::new(text);
    let path = JsonPath::Document(&notes);
    if read(JsonValue::new(&scanner, &path)).is_ok() {
        let document = JsonValue::new(&scanner, &path);
        // A failure is recorded in the notes.
        let _ = document.checked(scanner.end());
    }
    match notes.into_parts() {
        (None, findings) => Ok(findings),
        (Some(failure), _) => Err(failure),
    }
}
