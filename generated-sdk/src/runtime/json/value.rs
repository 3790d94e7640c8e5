//! JSON values that have not been read yet, and types that read themselves from them.

use serde_json::Value;
use serde_json::value::RawValue;

use crate::runtime::json::field::Field;
use crate::runtime::json::path::JsonPath;

/// Reading failed. Where and why stands in the notes of the path.
#[derive(Debug)]
pub struct Failed;

/// A type that reads itself from JSON.
pub trait FromJson: Sized {
    /// Reads a value into a slot. The slot stays empty for a `null` that is allowed.
    ///
    /// # Errors
    /// If the value does not fit.
    fn read(slot: &mut Option<Self>, json: JsonValue<'_>) -> Result<(), Failed>;
}

/// A value that has not been read yet.
pub struct JsonValue<'a> {
    source: &'a mut dyn Source,
    path: &'a JsonPath<'a>,
    nullable: bool,
}

/// A reader of values. There is one for each deserializer of serde.
pub(crate) trait Source {
    /// Reads the value into a target; returns `false` for a `null` that is allowed.
    fn read(
        &mut self,
        target: Target<'_>,
        nullable: bool,
        path: &JsonPath<'_>,
    ) -> Result<bool, Failed>;

    /// Returns the value as text.
    fn raw(&mut self, path: &JsonPath<'_>) -> Result<Box<RawValue>, Failed>;

    /// Returns the value, whatever it is.
    fn any(&mut self, path: &JsonPath<'_>) -> Result<Value, Failed>;

    /// Skips the value.
    fn skip(&mut self, path: &JsonPath<'_>) -> Result<(), Failed>;
}

/// The expected kind of value, and what receives it.
pub(crate) enum Target<'a> {
    /// A scalar.
    Scalar(&'a mut dyn ScalarSlot),
    /// A list; the slot receives each item.
    List(&'a mut dyn Slot),
    /// A map, or an object of which the fields are looked up by their receiver.
    Map(Keys, &'a mut dyn Entries),
    /// An object with these fields; each has a slot.
    Object(&'a [Field], &'a mut [&'a mut dyn Slot]),
}

/// The meaning of the keys of a map.
#[derive(Clone, Copy)]
pub(crate) enum Keys {
    /// Data.
    Data,
    /// Names of fields.
    Names,
}

/// A receiver of values.
pub trait Slot {
    /// Reads a value.
    ///
    /// # Errors
    /// If it does not fit.
    fn read(&mut self, json: JsonValue<'_>) -> Result<(), Failed>;

    /// Reads the value of a key that no field has. Only the slot of a `rest` field is asked.
    ///
    /// # Errors
    /// If it does not fit.
    fn read_rest(&mut self, _key: &str, json: JsonValue<'_>) -> Result<(), Failed> {
        json.skip()
    }

    /// Returns `true` if a value is due and none was read.
    fn is_missing(&self) -> bool {
        false
    }
}

/// A receiver of the entries of a map.
pub(crate) trait Entries {
    /// Reads the value of a key.
    fn read(&mut self, key: &str, json: JsonValue<'_>) -> Result<(), Failed>;
}

/// A scalar as it stands in a document.
#[derive(Clone, Copy)]
pub enum Scalar<'a> {
    /// A string.
    Text(&'a str),
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A whole number above all of [`Integer`](Self::Integer).
    Unsigned(u64),
    /// Any other number.
    Float(f64),
}

/// The kind of scalar that a type asks for.
#[derive(Clone, Copy)]
pub enum ScalarKind {
    /// A string.
    Text,
    /// A boolean.
    Boolean,
    /// A whole number.
    Integer,
    /// A number.
    Float,
    /// A string or a number.
    Any,
}

/// A type that is a scalar in JSON.
pub trait FromScalar: Sized {
    /// The kind of scalar.
    const KIND: ScalarKind;
    /// Noun for messages: "expected …".
    const EXPECTED: &'static str;

    /// Returns the value of a scalar, or `None` if the scalar does not fit.
    fn from_scalar(scalar: Scalar<'_>) -> Option<Self>;

    /// Returns `true` if this version of the SDK does not know the value.
    fn is_unknown(&self) -> bool {
        false
    }
}

/// A slot for a scalar.
pub(crate) trait ScalarSlot {
    /// Returns the kind of scalar.
    fn kind(&self) -> ScalarKind;
    /// Returns a noun for messages.
    fn expected(&self) -> &'static str;
    /// Takes a scalar.
    fn accept(&mut self, scalar: Scalar<'_>) -> Verdict;
}

/// The result of giving a scalar to a slot.
#[derive(Clone, Copy)]
pub(crate) enum Verdict {
    /// It fits.
    Known,
    /// It fits, and this version of the SDK does not know it.
    Unknown,
    /// It does not fit.
    Mismatch,
}

impl<T: FromScalar> ScalarSlot for Option<T> {
    fn kind(&self) -> ScalarKind {
        T::KIND
    }

    fn expected(&self) -> &'static str {
        T::EXPECTED
    }

    fn accept(&mut self, scalar: Scalar<'_>) -> Verdict {
        *self = T::from_scalar(scalar);
        match self {
            Some(value) if value.is_unknown() => Verdict::Unknown,
            Some(_) => Verdict::Known,
            None => Verdict::Mismatch,
        }
    }
}

impl<'a> JsonValue<'a> {
    /// Creates a value at a path.
    pub(crate) fn new(source: &'a mut dyn Source, path: &'a JsonPath<'a>) -> Self {
        Self {
            source,
            path,
            nullable: false,
        }
    }

    /// Allows `null`, for which nothing is read.
    #[must_use]
    pub fn or_null(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// Returns the path of the value.
    pub(crate) fn path(&self) -> &'a JsonPath<'a> {
        self.path
    }

    /// Reads a scalar.
    pub(crate) fn scalar(self, slot: &mut dyn ScalarSlot) -> Result<bool, Failed> {
        self.read(Target::Scalar(slot))
    }

    /// Reads a list, item by item; returns `false` for a `null` that is allowed.
    pub(crate) fn list(self, items: &mut dyn Slot) -> Result<bool, Failed> {
        self.read(Target::List(items))
    }

    /// Reads a map, entry by entry; returns `false` for a `null` that is allowed.
    pub(crate) fn map(self, keys: Keys, entries: &mut dyn Entries) -> Result<bool, Failed> {
        self.read(Target::Map(keys, entries))
    }

    /// Reads an object; returns `false` for a `null` that is allowed.
    ///
    /// # Errors
    /// If it is no object, has a field twice, lacks one, or has one that does not fit.
    pub fn object<'s>(
        self,
        fields: &'s [Field],
        slots: &'s mut [&'s mut dyn Slot],
    ) -> Result<bool, Failed> {
        self.read(Target::Object(fields, slots))
    }

    /// Returns the value as text; `None` for a `null` that is allowed.
    pub(crate) fn raw(self) -> Result<Option<Box<RawValue>>, Failed> {
        let raw = self.source.raw(self.path)?;
        Ok(Some(raw).filter(|raw| !self.nullable || raw.get() != "null"))
    }

    /// Returns the value, whatever it is; `None` for a `null` that is allowed.
    pub(crate) fn any(self) -> Result<Option<Value>, Failed> {
        let value = self.source.any(self.path)?;
        Ok(Some(value).filter(|value| !self.nullable || !value.is_null()))
    }

    /// Skips the value.
    pub(crate) fn skip(self) -> Result<(), Failed> {
        self.source.skip(self.path)
    }

    fn read(self, target: Target<'_>) -> Result<bool, Failed> {
        self.source.read(target, self.nullable, self.path)
    }
}
