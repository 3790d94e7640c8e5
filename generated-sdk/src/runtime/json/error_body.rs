//! Reading of error bodies. A flaw in an error body must not hide the message of the API, so that more is accepted than in
//! other bodies: bytes that are not UTF-8, halves of surrogate pairs, numbers out of range, equal keys, values that are
//! nested too deeply, and a document that ends too early.

use bytes::Bytes;
use serde_json::{Map, Number, Value};

use crate::runtime::error::document::ErrorDocument;
use crate::runtime::json::flaw::Flaw;
use crate::runtime::json::scanner::{Kind, Scanner};

/// Maximum size of an error body that is read. The values of a JSON document need many times the memory of its text.
const MAX_READ_BYTES: usize = 1024 * 1024;

/// Maximum number of values that are left out because they are nested too deeply.
const MAX_GAPS: usize = 16;

/// Reads an error body; `None` if it is not JSON. An object that does not end is read as far as it goes.
pub(crate) fn read_error_body(body: &Bytes) -> Option<ErrorDocument> {
    let read = body.get(..MAX_READ_BYTES).unwrap_or(body);
    let text = String::from_utf8_lossy(read);
    let mut reader = Reader {
        scanner: Scanner::new(text.strip_prefix('\u{feff}').unwrap_or(&text)),
        path: Vec::new(),
        gaps: Vec::new(),
    };
    let mut value = Value::Null;
    let outcome = reader.value(&mut value);
    if outcome.and_then(|()| reader.scanner.end()).is_ok() && read.len() == body.len() {
        return Some(ErrorDocument::new(value, reader.gaps));
    }
    reader.gaps.push(reader.path);
    let has_entries = value.as_object().is_some_and(|object| !object.is_empty());
    has_entries.then(|| ErrorDocument::new(value, reader.gaps))
}

/// Reader of values. After a flaw, what was read before it remains.
struct Reader<'a> {
    scanner: Scanner<'a>,
    /// Path of the value that is being read, without the indices of items.
    path: Vec<String>,
    /// Paths of values that were not read.
    gaps: Vec<Vec<String>>,
}

impl Reader<'_> {
    /// Reads a value. A number that is out of range becomes `null`.
    fn value(&mut self, value: &mut Value) -> Result<(), Flaw> {
        let kind = self.scanner.kind()?;
        match kind {
            Kind::Null => self.scanner.null()?,
            Kind::Boolean => *value = self.scanner.boolean()?.into(),
            Kind::Number => {
                let number = self.scanner.number()?.text.parse::<Number>();
                *value = number.map_or(Value::Null, Value::Number);
            }
            Kind::Text => *value = self.scanner.string()?.into_owned().into(),
            Kind::Array | Kind::Object if self.scanner.enter().is_err() => self.skip()?,
            Kind::Array => {
                *value = Value::Array(self.items()?);
                self.scanner.leave();
            }
            Kind::Object => {
                *value = Value::Object(Map::new());
                self.entries(value)?;
                self.scanner.leave();
            }
        }
        Ok(())
    }

    /// Skips a value that is nested too deeply.
    fn skip(&mut self) -> Result<(), Flaw> {
        if self.gaps.len() == MAX_GAPS {
            return Err(Flaw::TooDeep);
        }
        self.gaps.push(self.path.clone());
        self.scanner.skip().map(drop)
    }

    fn items(&mut self) -> Result<Vec<Value>, Flaw> {
        let mut items = Vec::new();
        let mut has_next = self.scanner.begin(b']')?;
        while has_next {
            let mut item = Value::Null;
            self.value(&mut item)?;
            items.push(item);
            has_next = self.scanner.has_next(b']')?;
        }
        Ok(items)
    }

    /// Reads the entries of an object. Of equal keys, the last one that is not `null` counts.
    ///
    /// They are added by the index of a `Value`, which `serde_json` has compiled. The functions of its map are generic.
    fn entries(&mut self, object: &mut Value) -> Result<(), Flaw> {
        let mut has_next = self.scanner.begin(b'}')?;
        while has_next {
            let key = self.scanner.key()?.into_owned();
            self.scanner.colon()?;
            let mut value = Value::Null;
            self.path.push(key.clone());
            let outcome = self.value(&mut value);
            let entry = &mut object[key];
            if !value.is_null() {
                *entry = value;
            }
            outcome?;
            self.path.pop();
            has_next = self.scanner.has_next(b'}')?;
        }
        Ok(())
    }
}
