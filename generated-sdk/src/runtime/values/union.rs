//! Unions. An object is kept as text until its tag has been read, which may be its last key, so that an unknown variant
//! keeps all its data.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::runtime::json::decode::{Read, parse_part};
use crate::runtime::json::field::Field;
use crate::runtime::json::path::JsonPath;
use crate::runtime::json::unknown::UnknownKind;
use crate::runtime::json::value::{Failed, FromJson, JsonValue, Slot};
use crate::runtime::json::{field_values, slots};
use crate::runtime::values::unknown_variant::UnknownVariant;

/// Maximum nesting inside of a union. Outside of unions, `serde_json` has the same limit.
const DEEPEST: usize = 128;

/// Implements reading and writing of a union, from the table of its variants.
///
/// Each variant has a kind of content beside its tag: `nothing`, an `empty` object under a key, a value under a key
/// (`keyed`, or `keyed_or_default` if it may be missing or `null`), or the fields of a struct (`flat`).
#[allow(unused_macros, reason = "an API may have no such model")]
macro_rules! tagged_union {
    ($name:ident by $key:literal {
        $($variant:ident $(($value:ident))?: $kind:ident $tag:literal $(in $under:literal)?),* $(,)?
    }) => {
        impl $crate::runtime::json::value::FromJson for $name {
            fn read(
                slot: &mut ::core::option::Option<Self>,
                json: $crate::runtime::json::value::JsonValue<'_>,
            ) -> ::core::result::Result<(), $crate::runtime::json::value::Failed> {
                let tagged = $crate::runtime::values::union::Tagged::read($key, json)?;
                if let ::core::option::Option::Some(tagged) = tagged {
                    *slot = ::core::option::Option::Some(match tagged.tag() {
                        $($tag => tagged.$kind($($under,)? Self::$variant)?,)*
                        _ => Self::Unknown(tagged.into_unknown()),
                    });
                }
                ::core::result::Result::Ok(())
            }
        }

        impl $crate::runtime::json::field::Union for $name {
            fn is_empty(&self) -> bool {
                ::core::matches!(self, Self::Unknown(unknown) if unknown.is_empty())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant $(($value))? => $crate::runtime::values::union_writer::$kind(
                        serializer,
                        ($key, $tag),
                        $($under,)?
                        $($value,)?
                    ),)*
                    Self::Unknown(unknown) => ::serde::Serialize::serialize(unknown, serializer),
                }
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::runtime::json::reader::deserialize(deserializer)
            }
        }
    };
}

#[allow(unused_imports, reason = "an API may have no such model")]
pub(crate) use tagged_union;

/// Object whose tag has been read.
pub struct Tagged<'a> {
    key: &'static str,
    tag: String,
    json: Box<RawValue>,
    path: &'a JsonPath<'a>,
}

impl<'a> Tagged<'a> {
    /// Reads an object with its tag; `None` for a `null` that is allowed. A tag that is missing or not a string
    /// counts as blank.
    ///
    /// # Errors
    /// Fails if the value is not an object, or is nested too deeply.
    pub fn read(key: &'static str, json: JsonValue<'a>) -> Result<Option<Self>, Failed> {
        let path = json.path();
        let Some(json) = json.raw()? else {
            return Ok(None);
        };
        if is_too_deep(json.get()) {
            let reason = "found object that is nested too deeply, expected at most 128 levels";
            path.failed_with(reason.to_owned());
            return Err(Failed);
        }
        let mut tag = Tag(String::new());
        parse_part(json.get(), path, &mut |json| {
            let fields = [Field::optional(key), Field::rest()];
            json.object(&fields, &mut [&mut tag, &mut Ignored])?;
            Ok(())
        })?;
        Ok(Some(Self {
            key,
            tag: tag.0,
            json,
            path,
        }))
    }

    /// Returns the tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Returns the unchanged object. Its tag is recorded as unknown, also if it is missing, unless the object is empty.
    #[must_use]
    pub fn into_unknown(self) -> UnknownVariant {
        let is_empty = self.tag.trim().is_empty() && !has_content(self.json.get(), self.key);
        if !is_empty {
            JsonPath::Field(self.path, self.key).found(UnknownKind::Value);
        }
        UnknownVariant::new(self.tag, self.json, is_empty)
    }

    /// Returns a variant without content beside the tag.
    ///
    /// # Errors
    /// Fails if a key is duplicate.
    pub fn nothing<T>(&self, variant: T) -> Result<T, Failed> {
        if self.path.is_listening() {
            self.fields(None)?;
        }
        Ok(variant)
    }

    /// Returns a variant that has an empty object under a key.
    ///
    /// # Errors
    /// Fails if a key is duplicate.
    pub fn empty<T>(&self, key: &'static str, variant: T) -> Result<T, Failed> {
        if self.path.is_listening() {
            self.fields(Some((key, &mut Empty)))?;
        }
        Ok(variant)
    }

    /// Returns a variant with the value under a key.
    ///
    /// # Errors
    /// Fails if the value is missing or not valid.
    pub fn keyed<T: FromJson, U>(
        &self,
        key: &'static str,
        variant: impl FnOnce(T) -> U,
    ) -> Result<U, Failed> {
        let mut value = None;
        self.fields(Some((key, &mut slots::required(&mut value))))?;
        field_values::required(value).map(variant)
    }

    /// Returns a variant with the value under a key, or with its default value.
    ///
    /// # Errors
    /// Fails if the value is not valid.
    pub fn keyed_or_default<T: FromJson + Default, U>(
        &self,
        key: &'static str,
        variant: impl FnOnce(T) -> U,
    ) -> Result<U, Failed> {
        let mut value = None;
        self.fields(Some((key, &mut slots::optional(&mut value))))?;
        field_values::default(value).map(variant)
    }

    /// Returns a variant with the fields beside the tag.
    ///
    /// # Errors
    /// Fails if a field is not valid.
    pub fn flat<T: FromJson, U>(&self, variant: impl FnOnce(T) -> U) -> Result<U, Failed> {
        let mut value = None;
        let path = JsonPath::Tagged(self.path, self.key);
        let read: Read<'_> = &mut |json| T::read(&mut value, json);
        parse_part(self.json.get(), &path, read)?;
        field_values::required(value).map(variant)
    }

    /// Reads the object as the tag and at most one field.
    fn fields(&self, field: Option<(&'static str, &mut dyn Slot)>) -> Result<(), Failed> {
        let path = JsonPath::Tagged(self.path, self.key);
        let mut field = field;
        parse_part(self.json.get(), &path, &mut |json| {
            let read = match &mut field {
                Some((key, slot)) => json.object(&[Field::required(key)], &mut [&mut **slot]),
                None => json.object(&[], &mut []),
            };
            read.map(|_| ())
        })
    }
}

/// Returns `true` if an object has a value other than `null` or a blank tag.
fn has_content(json: &str, tag_key: &str) -> bool {
    let is_blank = |json: &RawValue| {
        let text = serde_json::from_str::<String>(json.get());
        text.is_ok_and(|text| text.trim().is_empty())
    };
    // An object that cannot be read here has content.
    serde_json::from_str::<BTreeMap<String, &RawValue>>(json).map_or(true, |entries| {
        let mut entries = entries.into_iter();
        entries.any(|(key, value)| value.get() != "null" && !(key == tag_key && is_blank(value)))
    })
}

/// Receiver of a tag.
struct Tag(String);

impl Slot for Tag {
    fn read(&mut self, json: JsonValue<'_>) -> Result<(), Failed> {
        if let Some(json) = json.raw()? {
            self.0 = serde_json::from_str(json.get()).unwrap_or_default();
        }
        Ok(())
    }
}

/// Receiver of values that are read later.
struct Ignored;

impl Slot for Ignored {
    fn read(&mut self, json: JsonValue<'_>) -> Result<(), Failed> {
        json.skip()
    }
}

/// Receiver of an object without fields. Other values are ignored.
struct Empty;

impl Slot for Empty {
    fn read(&mut self, json: JsonValue<'_>) -> Result<(), Failed> {
        let path = json.path();
        match json.raw()? {
            Some(json) if json.get().starts_with('{') => {
                parse_part(json.get(), path, &mut |json| {
                    json.object(&[], &mut []).map(|_| ())
                })
            }
            Some(_) | None => Ok(()),
        }
    }
}

/// Returns `true` if JSON is nested too deeply. Each part of a union is decoded separately, so that no decoder can
/// check the depth of the whole: without this check, nested unions could overflow the stack.
fn is_too_deep(json: &str) -> bool {
    let mut depth = 0_usize;
    let mut is_text = false;
    let mut bytes = json.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => is_text = !is_text,
            // JSON has backslashes only in strings.
            b'\\' => drop(bytes.next()),
            b'[' | b'{' if !is_text => depth += 1,
            b']' | b'}' if !is_text => depth -= 1,
            _ => {}
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}
