//! Reading of lists, maps and objects. All models are read by one loop.

use crate::runtime::json::field::Field;
use crate::runtime::json::flaw::Flaw;
use crate::runtime::json::keys::{Key, Seen};
use crate::runtime::json::path::JsonPath;
use crate::runtime::json::scanner::Kind;
use crate::runtime::json::unknown::UnknownKind;
use crate::runtime::json::value::{Entries, Failed, JsonValue, Slot};

/// Meaning of the keys of a map.
#[derive(Clone, Copy)]
pub(crate) enum Keys {
    /// Data.
    Data,
    /// Names of fields.
    Names,
}

impl JsonValue<'_> {
    /// Reads a list, item by item.
    pub(crate) fn list(self, items: &mut dyn Slot) -> Result<(), Failed> {
        if self.kind()? != Kind::Array {
            return Err(self.mismatch("an array"));
        }
        let scanner = self.scanner;
        self.checked(scanner.enter())?;
        let mut index = 0;
        let mut has_next = self.checked(scanner.begin(b']'))?;
        while has_next {
            items.read(JsonValue::new(scanner, &JsonPath::Item(self.path, index)))?;
            index += 1;
            let next = JsonPath::Item(self.path, index);
            has_next = JsonValue::new(scanner, &next).checked(scanner.has_next(b']'))?;
        }
        scanner.leave();
        Ok(())
    }

    /// Reads a map, entry by entry.
    pub(crate) fn map(self, keys: Keys, entries: &mut dyn Entries) -> Result<(), Failed> {
        if self.kind()? != Kind::Object {
            return Err(self.mismatch("an object"));
        }
        let scanner = self.scanner;
        self.checked(scanner.enter())?;
        let mut has_next = self.checked(scanner.begin(b'}'))?;
        while has_next {
            let key = self.checked(scanner.key())?;
            let path = match keys {
                Keys::Data => JsonPath::Entry(self.path, &key),
                Keys::Names => JsonPath::Field(self.path, &key),
            };
            if scanner.take_replaced() {
                path.found(UnknownKind::Replaced);
            }
            let value = JsonValue::new(scanner, &path);
            value.checked(scanner.colon())?;
            entries.read(&key, value)?;
            has_next = JsonValue::new(scanner, &path).checked(scanner.has_next(b'}'))?;
        }
        scanner.leave();
        Ok(())
    }

    /// Reads the value of a field. A field that is `null` without accepting it is left as it is.
    #[inline]
    fn read_field(self, field: &Field, slot: &mut dyn Slot) -> Result<(), Failed> {
        let value = if field.accepts_null {
            Some(self)
        } else {
            self.unless_null()?
        };
        value.map_or(Ok(()), |value| slot.read(value))
    }

    /// Reads an object.
    ///
    /// # Errors
    /// Returns an error if the value is not an object, or if a field is duplicate, missing or not valid.
    pub fn object(self, fields: &[Field], slots: &mut [&mut dyn Slot]) -> Result<(), Failed> {
        if self.kind()? != Kind::Object {
            return Err(self.mismatch("an object"));
        }
        let scanner = self.scanner;
        self.checked(scanner.enter())?;
        let mut seen = Seen::default();
        let mut next = 0;
        let mut has_next = self.checked(scanner.begin(b'}'))?;
        while has_next {
            let key = self.checked(Key::read(scanner, fields, next))?;
            let path = match &key {
                Key::Field(index) => JsonPath::Field(self.path, fields[*index].name),
                Key::Rest(_, key) => JsonPath::Entry(self.path, key),
                Key::Unknown(key) => JsonPath::Field(self.path, key),
            };
            let value = JsonValue::new(scanner, &path);
            value.checked(scanner.colon())?;
            match &key {
                Key::Field(index) => {
                    next = index + 1;
                    if !seen.insert(*index) {
                        return Err(value.fail(Flaw::duplicate_field(fields[*index].name)));
                    }
                    value.read_field(&fields[*index], &mut *slots[*index])?;
                }
                Key::Unknown(key) | Key::Rest(_, key) if self.path.is_tag(key) => {
                    if !seen.insert(fields.len()) {
                        return Err(value.fail(Flaw::duplicate_field(key)));
                    }
                    value.skip()?;
                }
                Key::Rest(index, key) => {
                    if scanner.take_replaced() {
                        path.found(UnknownKind::Replaced);
                    }
                    slots[*index].read_rest(key, value)?;
                }
                Key::Unknown(_) => {
                    path.found(UnknownKind::Field);
                    value.skip()?;
                }
            }
            has_next = JsonValue::new(scanner, &path).checked(scanner.has_next(b'}'))?;
        }
        scanner.leave();
        for (index, field) in fields.iter().enumerate() {
            if field.is_required && seen.insert(index) {
                scanner.rewind(scanner.position() - 1);
                return Err(self.fail(Flaw::missing(field.name)));
            }
        }
        Ok(())
    }
}
