//! Search for numbers that JSON does not have in values of types that are not the SDK's. `serde_json` would write them as
//! `null`, without an error.

use std::cell::RefCell;

use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::{Error, Result};

use crate::runtime::json::to_json::NOT_FINITE;

/// Fails if a number in a value is not finite. The message contains its path.
pub(crate) fn check_finite<T: Serialize + ?Sized>(value: &T) -> Result<()> {
    let steps = Steps::default();
    value.serialize(Finite(&steps)).map_err(|error| {
        if !error.to_string().ends_with(NOT_FINITE) {
            return error;
        }
        let mut path = String::new();
        for step in steps.into_inner().iter().rev() {
            if !path.is_empty() && !step.starts_with('[') {
                path.push('.');
            }
            path.push_str(step);
        }
        match path.as_str() {
            "" => error,
            path => Error::custom(format_args!("at `{path}`: {NOT_FINITE}")),
        }
    })
}

/// Path of a number that is not finite, from the innermost step to the outermost.
type Steps = RefCell<Vec<String>>;

/// Serializer that writes nothing, and fails at the first number that is not finite.
struct Finite<'p>(&'p Steps);

/// Items of a list or tuple.
struct Items<'p> {
    steps: &'p Steps,
    /// Key of the list, if it is a variant of an enum.
    variant: Option<&'static str>,
    index: usize,
}

/// Entries of a map or struct.
struct Entries<'p> {
    steps: &'p Steps,
    /// Key of the object, if it is a variant of an enum.
    variant: Option<&'static str>,
    /// Key of the next value of a map.
    key: String,
}

impl<'p> Finite<'p> {
    fn items(self, variant: Option<&'static str>) -> Items<'p> {
        Items {
            steps: self.0,
            variant,
            index: 0,
        }
    }

    fn entries(self, variant: Option<&'static str>) -> Entries<'p> {
        Entries {
            steps: self.0,
            variant,
            key: String::new(),
        }
    }
}

impl Items<'_> {
    fn item(&mut self, item: &(impl Serialize + ?Sized)) -> Result<()> {
        let index = self.index;
        self.index += 1;
        let step = || format!("[{index}]");
        check_part(self.steps, self.variant, step, item)
    }
}

impl Entries<'_> {
    fn entry(&self, key: &str, value: &(impl Serialize + ?Sized)) -> Result<()> {
        check_part(self.steps, self.variant, || key.to_owned(), value)
    }
}

/// Checks a part of a value. If it fails, its step becomes part of the path.
fn check_part(
    steps: &Steps,
    variant: Option<&'static str>,
    step: impl FnOnce() -> String,
    value: &(impl Serialize + ?Sized),
) -> Result<()> {
    let checked = value.serialize(Finite(steps));
    if checked.is_err() {
        let mut steps = steps.borrow_mut();
        steps.push(step());
        steps.extend(variant.map(str::to_owned));
    }
    checked
}

/// Returns a key of a map as text.
fn key_text(key: &(impl Serialize + ?Sized)) -> String {
    let json = serde_json::to_string(key).unwrap_or_default();
    serde_json::from_str(&json).unwrap_or(json)
}

fn check(is_finite: bool) -> Result<()> {
    if is_finite {
        return Ok(());
    }
    Err(Error::custom(NOT_FINITE))
}

/// Implements methods for values without numbers in them.
macro_rules! nothing_to_check {
    ($($method:ident($($ty:ty),*);)*) => {
        $(fn $method(self, $(_: $ty),*) -> Result<()> {
            Ok(())
        })*
    };
}

impl<'p> Serializer for Finite<'p> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Items<'p>;
    type SerializeTuple = Items<'p>;
    type SerializeTupleStruct = Items<'p>;
    type SerializeTupleVariant = Items<'p>;
    type SerializeMap = Entries<'p>;
    type SerializeStruct = Entries<'p>;
    type SerializeStructVariant = Entries<'p>;

    nothing_to_check! {
        serialize_bool(bool);
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_i128(i128);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_u128(u128);
        serialize_char(char);
        serialize_str(&str);
        serialize_bytes(&[u8]);
        serialize_none();
        serialize_unit();
        serialize_unit_struct(&'static str);
        serialize_unit_variant(&'static str, u32, &'static str);
    }

    fn serialize_f32(self, number: f32) -> Result<()> {
        check(number.is_finite())
    }

    fn serialize_f64(self, number: f64) -> Result<()> {
        check(number.is_finite())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<()> {
        check_part(self.0, None, || variant.to_owned(), value)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'p>> {
        Ok(self.items(None))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'p>> {
        Ok(self.items(None))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items<'p>> {
        Ok(self.items(None))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Items<'p>> {
        Ok(self.items(Some(variant)))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Entries<'p>> {
        Ok(self.entries(None))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Entries<'p>> {
        Ok(self.entries(None))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Entries<'p>> {
        Ok(self.entries(Some(variant)))
    }
}

/// Implements a trait for the parts of a value that are checked one after the other.
macro_rules! impl_parts {
    ($($trait:ident for $parts:ident: $method:ident($($key:ident: $key_ty:ty)?) by $check:ident;)*) => {
        $(impl $trait for $parts<'_> {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(
                &mut self,
                $($key: $key_ty,)?
                value: &T,
            ) -> Result<()> {
                self.$check($($key,)? value)
            }

            fn end(self) -> Result<()> {
                Ok(())
            }
        })*
    };
}

impl_parts! {
    SerializeSeq for Items: serialize_element() by item;
    SerializeTuple for Items: serialize_element() by item;
    SerializeTupleStruct for Items: serialize_field() by item;
    SerializeTupleVariant for Items: serialize_field() by item;
    SerializeStruct for Entries: serialize_field(key: &'static str) by entry;
    SerializeStructVariant for Entries: serialize_field(key: &'static str) by entry;
}

impl SerializeMap for Entries<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        self.key = key_text(key);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.entry(&self.key, value)
    }

    fn serialize_entry<K, V>(&mut self, key: &K, value: &V) -> Result<()>
    where
        K: Serialize + ?Sized,
        V: Serialize + ?Sized,
    {
        check_part(self.steps, self.variant, || key_text(key), value)
    }

    fn end(self) -> Result<()> {
        Ok(())
    }
}
