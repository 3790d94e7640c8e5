//! JSON values that have not been read yet, and the traits of types that are read from them.

use serde_json::Value;
use serde_json::value::RawValue;

use crate::runtime::json::field::Field;
use crate::runtime::json::path::JsonPath;

/// Reading failed. The notes of the path contain the position and the reason.
#[derive(Debug)]
pub struct Failed;

/// Type that can be read from JSON.
pub trait FromJson: Sized {
    /// Reads a value into a slot. The slot stays empty for a `null` that is allowed.
    ///
    /// # Errors
    /// Fails if the value is not valid.
    fn read(slot: &mut Option<Self>, json: JsonValue<'_>) -> Result<(), Failed>;
}

/// Value that has not been read yet.
pub struct JsonValue<'a> {
    source: &'a mut dyn Source,
    path: &'a JsonPath<'a>,
    nullable: bool,
}

/// Reader of values. There is one for each deserializer of serde.
pub(crate) trait Source {
    /// Reads the value into a target. Returns `false` for a `null` that is allowed.
    fn read(
        &mut self,
        target: Target<'_>,
        nullable: bool,
        path: &JsonPath<'_>,
    ) -> Result<bool, Failed>;

    /// Returns the value as text.
    fn raw(&mut self, path: &JsonPath<'_>) -> Result<Box<RawValue>, Failed>;

    /// Returns the value, which may have any type.
    fn any(&mut self, path: &JsonPath<'_>) -> Result<Value, Failed>;

    /// Skips the value.
    fn skip(&mut self, path: &JsonPath<'_>) -> Result<(), Failed>;
}

/// Expected kind of value, and its receiver.
pub(crate) enum Target<'a> {
    /// Scalar.
    Scalar(&'a mut dyn ScalarSlot),
    /// List; the slot receives each item.
    List(&'a mut dyn Slot),
    /// Map, or an object whose fields are looked up by the receiver.
    Map(Keys, &'a mut dyn Entries),
    /// Object with these fields, each with a slot.
    Object(&'a [Field], &'a mut [&'a mut dyn Slot]),
}

/// Meaning of the keys of a map.
#[derive(Clone, Copy)]
pub(crate) enum Keys {
    /// Data.
    Data,
    /// Names of fields.
    Names,
}

/// Receiver of values.
pub trait Slot {
    /// Reads a value.
    ///
    /// # Errors
    /// Fails if the value is not valid.
    fn read(&mut self, json: JsonValue<'_>) -> Result<(), Failed>;

    /// Reads the value of a key that no field has. Only called for the slot of a `rest` field.
    ///
    /// # Errors
    /// Fails if the value is not valid.
    fn read_rest(&mut self, _key: &str, json: JsonValue<'_>) -> Result<(), Failed> {
        json.skip()
    }

    /// Returns `true` if a value is required and none was read.
    fn is_missing(&self) -> bool {
        false
    }
}

/// Receiver of the entries of a map.
pub(crate) trait Entries {
    /// Reads the value of a key.
    fn read(&mut self, key: &str, json: JsonValue<'_>) -> Result<(), Failed>;
}

/// Scalar in a document.
#[derive(Clone, Copy)]
pub enum Scalar<'a> {
    /// A string.
    Text(&'a str),
    /// `true` or `false`.
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// Integer that is too large for [`Integer`](Self::Integer).
    Unsigned(u64),
    /// Any other number.
    Float(f64),
}

/// Kind of scalar that a type is read from.
#[derive(Clone, Copy)]
pub enum ScalarKind {
    /// A string.
    Text,
    /// A boolean.
    Boolean,
    /// An integer.
    Integer,
    /// A number.
    Float,
    /// A string or a number.
    Any,
}

/// Type that is a scalar in JSON.
pub trait FromScalar: Sized {
    /// Kind of scalar.
    const KIND: ScalarKind;
    /// Noun for messages: "expected …".
    const EXPECTED: &'static str;

    /// Returns the value of a scalar; `None` if the scalar is not valid.
    fn from_scalar(scalar: Scalar<'_>) -> Option<Self>;

    /// Returns `true` if the value is unknown to this version of the SDK.
    fn is_unknown(&self) -> bool {
        false
    }
}

/// Slot for a scalar.
pub(crate) trait ScalarSlot {
    /// Returns the kind of scalar.
    fn kind(&self) -> ScalarKind;
    /// Returns a noun for messages.
    fn expected(&self) -> &'static str;
    /// Stores a scalar.
    fn accept(&mut self, scalar: Scalar<'_>) -> Verdict;
}

/// Result of storing a scalar in a slot.
#[derive(Clone, Copy)]
pub(crate) enum Verdict {
    /// The scalar is valid.
    Known,
    /// The scalar is valid, but unknown to this version of the SDK.
    Unknown,
    /// The scalar is not valid.
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

    /// Reads a list, item by item. Returns `false` for a `null` that is allowed.
    pub(crate) fn list(self, items: &mut dyn Slot) -> Result<bool, Failed> {
        self.read(Target::List(items))
    }

    /// Reads a map, entry by entry. Returns `false` for a `null` that is allowed.
    pub(crate) fn map(self, keys: Keys, entries: &mut dyn Entries) -> Result<bool, Failed> {
        self.read(Target::Map(keys, entries))
    }

    /// Reads an object. Returns `false` for a `null` that is allowed.
    ///
    /// # Errors
    /// Fails if the value is not an object, or if a field is duplicate, missing or not valid.
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

    /// Returns the value, which may have any type; `None` for a `null` that is allowed.
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
