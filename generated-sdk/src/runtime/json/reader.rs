//! Reading of values through serde. All models are decoded by one loop, which is compiled once for `serde_json`.

use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess,
    Unexpected, Visitor,
};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::runtime::json::field::Field;
use crate::runtime::json::keys::{Key, KeySeed, Seen, TextSeed};
use crate::runtime::json::path::{JsonPath, Notes};
use crate::runtime::json::source::{EntrySeed, RestSeed, Serde, SlotSeed};
use crate::runtime::json::unknown::UnknownKind;
use crate::runtime::json::value::{
    Entries, Failed, FromJson, JsonValue, Keys, Scalar, ScalarKind, Slot, Source, Target, Verdict,
};

impl<'de, D: Deserializer<'de>> Source for Serde<'de, D> {
    fn read(
        &mut self,
        target: Target<'_>,
        nullable: bool,
        path: &JsonPath<'_>,
    ) -> Result<bool, Failed> {
        self.with(path, |deserializer| {
            let reader = Reader { target, path };
            if nullable {
                deserializer.deserialize_option(reader)
            } else {
                reader.deserialize(deserializer)
            }
        })
    }

    fn raw(&mut self, path: &JsonPath<'_>) -> Result<Box<RawValue>, Failed> {
        self.with(path, Box::<RawValue>::deserialize)
    }

    fn any(&mut self, path: &JsonPath<'_>) -> Result<Value, Failed> {
        self.with(path, Value::deserialize)
    }

    fn skip(&mut self, path: &JsonPath<'_>) -> Result<(), Failed> {
        self.with(path, IgnoredAny::deserialize).map(|_| ())
    }
}

/// Reads a value from any deserializer of serde, for the `Deserialize` of models.
///
/// # Errors
/// Fails if the deserializer fails or the value is not valid.
pub fn deserialize<'de, T: FromJson, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let notes = Notes::default();
    let mut source = Serde::new(deserializer);
    let mut slot = None;
    let path = JsonPath::Document(&notes);
    let read = T::read(&mut slot, JsonValue::new(&mut source, &path));
    if let (Ok(()), Some(value)) = (read, slot) {
        return Ok(value);
    }
    let (failure, _) = notes.into_parts();
    Err(match (source.error, failure.reason) {
        (Some(error), _) => error,
        (None, reason) => D::Error::custom(reason.unwrap_or_default()),
    })
}

/// Reads a value into a target.
struct Reader<'t, 'p> {
    target: Target<'t>,
    path: &'p JsonPath<'p>,
}

/// Returns `false` for `null`.
impl<'de> DeserializeSeed<'de> for Reader<'_, '_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        match &self.target {
            Target::Scalar(slot) => match slot.kind() {
                ScalarKind::Text => deserializer.deserialize_str(self),
                ScalarKind::Boolean => deserializer.deserialize_bool(self),
                ScalarKind::Integer => deserializer.deserialize_i64(self),
                ScalarKind::Float => deserializer.deserialize_f64(self),
                ScalarKind::Any => deserializer.deserialize_any(self),
            },
            Target::List(_) => deserializer.deserialize_seq(self),
            Target::Map(..) | Target::Object(..) => deserializer.deserialize_map(self),
        }
    }
}

impl Reader<'_, '_> {
    /// Stores a scalar in the slot. The error does not contain the value, which may be a secret.
    fn scalar<E: Error>(self, scalar: Scalar<'_>) -> Result<bool, E> {
        let verdict = match self.target {
            Target::Scalar(slot) => match slot.accept(scalar) {
                Verdict::Mismatch => Err(slot.expected()),
                verdict => Ok(verdict),
            },
            Target::List(_) | Target::Map(..) | Target::Object(..) => Err(self.expected()),
        };
        match verdict {
            Ok(Verdict::Unknown) => self.path.found(UnknownKind::Value),
            Ok(Verdict::Known | Verdict::Mismatch) => {}
            Err(expected) => {
                let found = match scalar {
                    Scalar::Text(_) => "string",
                    Scalar::Boolean(_) => "boolean",
                    Scalar::Integer(_) | Scalar::Unsigned(_) => "integer",
                    Scalar::Float(_) => "floating point number",
                };
                return Err(E::invalid_value(Unexpected::Other(found), &expected));
            }
        }
        Ok(true)
    }

    fn expected(&self) -> &'static str {
        match &self.target {
            Target::Scalar(slot) => slot.expected(),
            Target::List(_) => "an array",
            Target::Map(..) | Target::Object(..) => "an object",
        }
    }
}

impl<'de> Visitor<'de> for Reader<'_, '_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected())
    }

    fn visit_none<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<bool, E> {
        self.scalar(Scalar::Boolean(value))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<bool, E> {
        self.scalar(Scalar::Integer(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<bool, E> {
        let signed = i64::try_from(number).map(Scalar::Integer);
        self.scalar(signed.unwrap_or(Scalar::Unsigned(number)))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<bool, E> {
        self.scalar(Scalar::Float(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<bool, E> {
        self.scalar(Scalar::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<bool, A::Error> {
        match self.target {
            Target::List(items) => read_items(items, self.path, list),
            Target::Scalar(_) | Target::Map(..) | Target::Object(..) => {
                Err(A::Error::invalid_type(Unexpected::Seq, &self))
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<bool, A::Error> {
        match self.target {
            Target::Map(keys, entries) => read_entries(keys, entries, self.path, map),
            Target::Object(fields, slots) => read_fields(fields, slots, self.path, map),
            Target::Scalar(_) | Target::List(_) => {
                Err(A::Error::invalid_type(Unexpected::Map, &self))
            }
        }
    }
}

fn read_items<'de, A: SeqAccess<'de>>(
    slot: &mut dyn Slot,
    list: &JsonPath<'_>,
    mut items: A,
) -> Result<bool, A::Error> {
    let mut index = 0;
    loop {
        let path = JsonPath::Item(list, index);
        let seed = SlotSeed {
            slot: &mut *slot,
            path: &path,
        };
        match items.next_element_seed(seed) {
            Ok(Some(())) => index += 1,
            Ok(None) => return Ok(true),
            Err(error) => {
                path.failed();
                return Err(error);
            }
        }
    }
}

fn read_entries<'de, A: MapAccess<'de>>(
    keys: Keys,
    entries: &mut dyn Entries,
    map: &JsonPath<'_>,
    mut access: A,
) -> Result<bool, A::Error> {
    while let Some(key) = access.next_key_seed(TextSeed)? {
        let path = match keys {
            Keys::Data => JsonPath::Entry(map, &key),
            Keys::Names => JsonPath::Field(map, &key),
        };
        let seed = EntrySeed {
            key: &key,
            entries: &mut *entries,
            path: &path,
        };
        let read = access.next_value_seed(seed);
        read.inspect_err(|_| path.failed())?;
    }
    Ok(true)
}

fn read_fields<'de, A: MapAccess<'de>>(
    fields: &[Field],
    slots: &mut [&mut dyn Slot],
    object: &JsonPath<'_>,
    mut access: A,
) -> Result<bool, A::Error> {
    let mut filled = Seen::default();
    let mut next = 0;
    while let Some(key) = access.next_key_seed(KeySeed {
        fields,
        next,
        object,
    })? {
        match key {
            Key::Field(index) => {
                let path = JsonPath::Field(object, fields[index].name);
                if !filled.insert(index) {
                    path.failed();
                    return Err(A::Error::duplicate_field(fields[index].name));
                }
                next = index + 1;
                let seed = SlotSeed {
                    slot: &mut *slots[index],
                    path: &path,
                };
                let read = access.next_value_seed(seed);
                read.inspect_err(|_| path.failed())?;
            }
            Key::Rest(index, key) => {
                let path = JsonPath::Entry(object, &key);
                let seed = RestSeed {
                    key: &key,
                    slot: &mut *slots[index],
                    path: &path,
                };
                let read = access.next_value_seed(seed);
                read.inspect_err(|_| path.failed())?;
            }
            Key::Unknown(key) => {
                JsonPath::Field(object, &key).found(UnknownKind::Field);
                access.next_value::<IgnoredAny>()?;
            }
            Key::Ignored => drop(access.next_value::<IgnoredAny>()?),
        }
    }
    match slots.iter().position(|slot| slot.is_missing()) {
        Some(index) => Err(A::Error::missing_field(fields[index].name)),
        None => Ok(true),
    }
}
