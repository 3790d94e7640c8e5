//! Deserializers of serde as sources of values, and the seeds that pass such values on.

use serde::de::{DeserializeSeed, Deserializer, Error};

use crate::runtime::json::path::JsonPath;
use crate::runtime::json::value::{Entries, Failed, JsonValue, Slot};

/// Source that reads from a deserializer of serde. It keeps the error, which is returned to serde.
pub(crate) struct Serde<'de, D: Deserializer<'de>> {
    deserializer: Option<D>,
    pub(crate) error: Option<D::Error>,
}

impl<'de, D: Deserializer<'de>> Serde<'de, D> {
    /// Creates a source of one value.
    pub(crate) fn new(deserializer: D) -> Self {
        Self {
            deserializer: Some(deserializer),
            error: None,
        }
    }

    /// Reads the value and keeps the error.
    pub(crate) fn with<T>(
        &mut self,
        path: &JsonPath<'_>,
        read: impl FnOnce(D) -> Result<T, D::Error>,
    ) -> Result<T, Failed> {
        // A value is read once, because reading consumes the deserializer.
        let deserializer = self.deserializer.take().ok_or(Failed)?;
        read(deserializer).map_err(|error| {
            path.failed();
            self.error = Some(error);
            Failed
        })
    }

    /// Returns the error of a value that could not be read. Its message is empty if the notes contain the reason.
    fn into_error(self) -> D::Error {
        self.error.unwrap_or_else(|| D::Error::custom(""))
    }
}

macro_rules! seed {
    ($(#[$docs:meta])* $name:ident { $($field:ident: $ty:ty),* }, |$self:ident, $json:ident| $read:expr) => {
        $(#[$docs])*
        pub(crate) struct $name<'a> {
            $(pub(crate) $field: $ty,)*
            pub(crate) path: &'a JsonPath<'a>,
        }

        impl<'de> DeserializeSeed<'de> for $name<'_> {
            type Value = ();

            fn deserialize<D: Deserializer<'de>>($self, deserializer: D) -> Result<(), D::Error> {
                let mut source = Serde::new(deserializer);
                let $json = JsonValue::new(&mut source, $self.path);
                $read.map_err(|Failed| {
                    $self.path.failed();
                    source.into_error()
                })
            }
        }
    };
}

seed!(
    /// Reads the value of a field, or an item of a list.
    SlotSeed { slot: &'a mut dyn Slot },
    |self, json| self.slot.read(json)
);
seed!(
    /// Reads the value of a map.
    EntrySeed { key: &'a str, entries: &'a mut dyn Entries },
    |self, json| self.entries.read(self.key, json)
);
seed!(
    /// Reads the value of a key that no field has.
    RestSeed { key: &'a str, slot: &'a mut dyn Slot },
    |self, json| self.slot.read_rest(self.key, json)
);
