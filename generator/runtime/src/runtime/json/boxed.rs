//! JSON forms of boxes, in which models hold themselves.

use serde::Serializer;

use crate::runtime::json::field::Union;
use crate::runtime::json::to_json::ToJson;
use crate::runtime::json::value::{Failed, FromJson, JsonValue};

impl<T: FromJson> FromJson for Box<T> {
    fn read(slot: &mut Option<Self>, json: JsonValue<'_>) -> Result<(), Failed> {
        let mut value = None;
        T::read(&mut value, json)?;
        *slot = value.map(Self::new);
        Ok(())
    }
}

impl<T: ToJson> ToJson for Box<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        T::write(self, serializer)
    }
}

impl<T: Union> Union for Box<T> {
    fn is_empty(&self) -> bool {
        T::is_empty(self)
    }
}
