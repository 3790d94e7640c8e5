//! Tags of unions that are inside of an object, or integers.

use std::borrow::Cow;

use serde::ser::{Error, Serialize, SerializeMap, Serializer};

use crate::runtime::json::flaw::Flaw;
use crate::runtime::json::path::JsonPath;
use crate::runtime::json::scanner::{Kind, Scanner};
use crate::runtime::json::unknown::UnknownKind;
use crate::runtime::json::value::{Failed, JsonValue};
use crate::runtime::values::tag_key::TagKey;

/// Place of a tag, and its type.
#[derive(Clone, Copy)]
pub struct TagPath {
    path: &'static [&'static str],
    is_integer: bool,
}

impl TagPath {
    /// Creates the place of a text.
    #[must_use]
    pub const fn text(path: &'static [&'static str]) -> Self {
        let is_integer = false;
        Self { path, is_integer }
    }

    /// Creates the place of an integer.
    #[must_use]
    pub const fn integer(path: &'static [&'static str]) -> Self {
        let is_integer = true;
        Self { path, is_integer }
    }
}

impl TagKey for TagPath {
    type Value = TagValue;

    fn head(self) -> &'static str {
        self.path.first().copied().unwrap_or_default()
    }

    fn find<'a>(self, scanner: &Scanner<'a>) -> Result<Cow<'a, str>, Flaw> {
        let mut tag = Cow::Borrowed("");
        find(scanner, self.path, self.is_integer, &mut tag)?;
        Ok(tag)
    }

    fn report_others(self, object: &JsonValue<'_>) -> Result<(), Failed> {
        let start = object.scanner.position();
        let reported = object.checked(report_others(object.scanner, object.path, self.path, true));
        object.scanner.rewind(start);
        reported
    }

    fn value(self, tag: &'static str) -> TagValue {
        TagValue {
            keys: self.path.get(1..).unwrap_or_default(),
            tag,
            is_integer: self.is_integer,
        }
    }
}

/// Looks up the tag of an object. Returns `true` if it is there.
fn find<'a>(
    scanner: &Scanner<'a>,
    path: &[&str],
    is_integer: bool,
    tag: &mut Cow<'a, str>,
) -> Result<bool, Flaw> {
    let Some((name, rest)) = path.split_first() else {
        return Ok(false);
    };
    scanner.any_entry(&mut |key| match scanner.kind()? {
        Kind::Object if key == *name && !rest.is_empty() => find(scanner, rest, is_integer, tag),
        Kind::Text if key == *name && rest.is_empty() && !is_integer => {
            *tag = scanner.string()?;
            Ok(true)
        }
        Kind::Number if key == *name && rest.is_empty() && is_integer => {
            *tag = Cow::Borrowed(scanner.number()?.text);
            Ok(true)
        }
        Kind::Null | Kind::Boolean | Kind::Number | Kind::Text | Kind::Array | Kind::Object => {
            scanner.skip().map(|_| false)
        }
    })
}

/// Records the entries of an object that do not lead to the tag, but those of the outermost object.
fn report_others(
    scanner: &Scanner<'_>,
    path: &JsonPath<'_>,
    keys: &[&str],
    is_outermost: bool,
) -> Result<(), Flaw> {
    let Some((name, rest)) = keys.split_first() else {
        return scanner.skip().map(|_| ());
    };
    if scanner.kind()? != Kind::Object {
        return scanner.skip().map(|_| ());
    }
    scanner.any_entry(&mut |key| {
        let path = JsonPath::Field(path, key);
        if key == *name {
            report_others(scanner, &path, rest, false)?;
        } else {
            if !is_outermost {
                path.found(UnknownKind::Field);
            }
            scanner.skip()?;
        }
        Ok(false)
    })?;
    Ok(())
}

/// Value under the first key of the path to a tag.
#[derive(Clone, Copy)]
pub struct TagValue {
    /// Keys that lead from it to the tag.
    keys: &'static [&'static str],
    tag: &'static str,
    is_integer: bool,
}

impl Serialize for TagValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some((key, keys)) = self.keys.split_first() {
            let mut map = serializer.serialize_map(Some(1))?;
            map.serialize_entry(key, &Self { keys, ..*self })?;
            return map.end();
        }
        if !self.is_integer {
            return serializer.serialize_str(self.tag);
        }
        let number = self.tag.parse().map_err(S::Error::custom)?;
        serializer.serialize_i64(number)
    }
}
