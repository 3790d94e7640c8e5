//! Unions. The tag is looked up first, because it may be the last key of its object.

use std::borrow::Cow;

use crate::runtime::json::field::Field;
use crate::runtime::json::flaw::Flaw;
use crate::runtime::json::path::JsonPath;
use crate::runtime::json::scanner::{Kind, Scanner};
use crate::runtime::json::slots;
use crate::runtime::json::unknown::UnknownKind;
use crate::runtime::json::value::{Failed, FromJson, JsonValue, Slot};
use crate::runtime::values::tag_key::TagKey;
use crate::runtime::values::unknown_variant::UnknownVariant;

/// Implements reading and writing of a union, from the table of its variants.
///
/// The tag is a text under a key of the object, or a value at a path of keys. Each variant has a kind of content beside its tag:
/// `nothing`, an `empty` object under a key, a value under a key
/// (`keyed`, or `keyed_or_default` if it may be missing or `null`), the fields of a struct (`flat`), or the
/// `whole` object, in which the tag is a constant.
#[allow(unused_macros, reason = "an API may have no such model")]
macro_rules! tagged_union {
    ($name:ident by $key:literal { $($rows:tt)* }) => {
        $crate::runtime::values::union::tagged_union!(@impls $name, $key, { $($rows)* });
    };
    ($name:ident by [$($key:literal),*] { $($rows:tt)* }) => {
        $crate::runtime::values::union::tagged_union!($name by [$($key),*] as text { $($rows)* });
    };
    ($name:ident by [$($key:literal),*] as $form:ident { $($rows:tt)* }) => {
        $crate::runtime::values::union::tagged_union!(
            @impls $name, $crate::runtime::values::tag_path::TagPath::$form(&[$($key),*]), { $($rows)* }
        );
    };
    (@impls $name:ident, $key:expr, {
        $($variant:ident $(($value:ident))?: $kind:ident $tag:literal $(in $under:literal)? $(from $content:ty)?),* $(,)?
    }) => {
        $($(impl ::core::convert::From<$content> for $name {
            #[inline]
            fn from(value: $content) -> Self {
                Self::$variant(::core::convert::Into::into(value))
            }
        })?)*

        impl $crate::runtime::json::value::FromJson for $name {
            #[inline]
            fn read(
                slot: &mut ::core::option::Option<Self>,
                json: $crate::runtime::json::value::JsonValue<'_>,
            ) -> ::core::result::Result<(), $crate::runtime::json::value::Failed> {
                let tagged = $crate::runtime::values::union::Tagged::read($key, json)?;
                *slot = ::core::option::Option::Some(match tagged.tag() {
                    $($tag => tagged.$kind($($under,)? Self::$variant)?,)*
                    _ => Self::Unknown(tagged.into_unknown()?),
                });
                ::core::result::Result::Ok(())
            }
        }

        impl $crate::runtime::json::to_json::ToJson for $name {}

        impl $crate::runtime::json::field::Union for $name {
            #[inline]
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
                        $crate::runtime::values::tag_key::entry($key, $tag),
                        $($under,)?
                        $($value,)?
                    ),)*
                    Self::Unknown(unknown) => ::serde::Serialize::serialize(unknown, serializer),
                }
            }
        }

        $crate::runtime::json::bridge::impl_deserialize!($name);
    };
}

#[allow(unused_imports, reason = "an API may have no such model")]
pub(crate) use tagged_union;

/// Object whose tag has been read.
pub struct Tagged<'a, K> {
    key: K,
    tag: Cow<'a, str>,
    json: JsonValue<'a>,
}

impl<'a, K: TagKey> Tagged<'a, K> {
    /// Looks up the tag of an object. A tag that is missing or not a string counts as blank.
    ///
    /// # Errors
    /// Returns an error if the value is not an object, or not JSON.
    pub fn read(key: K, json: JsonValue<'a>) -> Result<Self, Failed> {
        if json.kind()? != Kind::Object {
            return Err(json.mismatch("an object"));
        }
        let start = json.scanner.position();
        let tag = json.checked(key.find(json.scanner))?;
        json.scanner.rewind(start);
        Ok(Self { key, tag, json })
    }

    /// Returns the tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Returns the unchanged object. Its tag is recorded as unknown, also if it is missing, unless the object is empty.
    ///
    /// # Errors
    /// Returns an error if the object is nested too deeply.
    pub fn into_unknown(self) -> Result<UnknownVariant, Failed> {
        let (path, scanner) = (self.json.path, self.json.scanner);
        let start = scanner.position();
        let is_empty = self.tag.trim().is_empty()
            && !self.json.checked(has_content(scanner, self.key.head()))?;
        scanner.rewind(start);
        let json = self.json.raw()?;
        if !is_empty {
            JsonPath::Field(path, self.key.head()).found(UnknownKind::Value);
        }
        Ok(UnknownVariant::new(self.tag.into_owned(), json, is_empty))
    }

    /// Returns a variant without content beside the tag.
    ///
    /// # Errors
    /// Returns an error if the tag is duplicate.
    pub fn nothing<T>(&self, variant: T) -> Result<T, Failed> {
        self.fields(&[], &mut [])?;
        Ok(variant)
    }

    /// Returns a variant that has an empty object under a key.
    ///
    /// # Errors
    /// Returns an error if the tag or the key is duplicate.
    pub fn empty<T>(&self, key: &'static str, variant: T) -> Result<T, Failed> {
        self.fields(&[Field::optional(key)], &mut [&mut Empty])?;
        Ok(variant)
    }

    /// Returns a variant with the value under a key.
    ///
    /// # Errors
    /// Returns an error if the value is missing or not valid.
    pub fn keyed<T: FromJson, U>(
        &self,
        key: &'static str,
        variant: impl FnOnce(T) -> U,
    ) -> Result<U, Failed> {
        let mut value = None;
        let fields = [Field::required(key)];
        self.fields(&fields, &mut [&mut value])?;
        value.map(variant).ok_or(Failed)
    }

    /// Returns a variant with the value under a key, or with its default value.
    ///
    /// # Errors
    /// Returns an error if the value is not valid.
    pub fn keyed_or_default<T: FromJson + Default, U>(
        &self,
        key: &'static str,
        variant: impl FnOnce(T) -> U,
    ) -> Result<U, Failed> {
        let mut value = T::default();
        let fields = [Field::default(key)];
        self.fields(&fields, &mut [&mut slots::default(&mut value)])?;
        Ok(variant(value))
    }

    /// Returns a variant with the fields beside the tag.
    ///
    /// # Errors
    /// Returns an error if a field is not valid.
    pub fn flat<T: FromJson, U>(&self, variant: impl FnOnce(T) -> U) -> Result<U, Failed> {
        let mut value = None;
        self.key.report_others(&self.json)?;
        let path = JsonPath::Tagged(self.json.path, self.key.head());
        T::read(&mut value, JsonValue::new(self.json.scanner, &path))?;
        value.map(variant).ok_or(Failed)
    }

    /// Returns a variant that is the whole object, in which the tag is a constant.
    ///
    /// # Errors
    /// Returns an error if a field is not valid.
    pub fn whole<T: FromJson, U>(&self, variant: impl FnOnce(T) -> U) -> Result<U, Failed> {
        let mut value = None;
        T::read(
            &mut value,
            JsonValue::new(self.json.scanner, self.json.path),
        )?;
        value.map(variant).ok_or(Failed)
    }

    /// Reads the object as the tag and at most one field.
    fn fields(&self, fields: &[Field], slots: &mut [&mut dyn Slot]) -> Result<(), Failed> {
        self.key.report_others(&self.json)?;
        let path = JsonPath::Tagged(self.json.path, self.key.head());
        JsonValue::new(self.json.scanner, &path).object(fields, slots)
    }
}

/// Receiver of an object without fields. Other values than objects are recorded as unknown.
struct Empty;

impl Slot for Empty {
    fn read(&mut self, json: JsonValue<'_>) -> Result<(), Failed> {
        match json.kind()? {
            Kind::Object => json.object(&[], &mut []),
            Kind::Null => json.skip(),
            Kind::Boolean | Kind::Number | Kind::Text | Kind::Array => {
                json.path.found(UnknownKind::Value);
                json.skip()
            }
        }
    }
}

/// Returns `true` if an object has a value other than `null` or a blank tag.
fn has_content(scanner: &Scanner<'_>, tag_key: &str) -> Result<bool, Flaw> {
    scanner.any_entry(&mut |key| match scanner.kind()? {
        Kind::Null => scanner.null().map(|()| false),
        Kind::Text if key == tag_key => Ok(!scanner.string()?.trim().is_empty()),
        Kind::Text | Kind::Boolean | Kind::Number | Kind::Array | Kind::Object => Ok(true),
    })
}
