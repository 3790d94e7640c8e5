//! Form bodies: `application/x-www-form-urlencoded`.
//!
//! The name of a value in an object is `object[key]`. Numbers and booleans are sent as text, `null` as an empty value; an
//! empty list or object sends nothing. Names and values are percent-encoded as a whole.

use serde::de::Deserialize;
use serde_json::value::RawValue;

use crate::runtime::error::Error;
use crate::runtime::request::entries::Entries;
use crate::runtime::request::format::{BodyFormat, BodyValues, EncodedBody};
use crate::runtime::text::percent::push_encoded;

/// Media type of forms.
const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";

/// Form whose lists are sent as `list[]=1&list[]=2`.
pub const BRACKETS: BodyFormat =
    BodyFormat::new(MEDIA_TYPE, |values| encode(values, Lists::Brackets));

/// Form whose lists are sent as `list=1&list=2`.
pub const REPEATED: BodyFormat =
    BodyFormat::new(MEDIA_TYPE, |values| encode(values, Lists::Repeated));

/// Form whose lists are sent as `list[0]=1&list[1]=2`.
pub const INDEXED: BodyFormat =
    BodyFormat::new(MEDIA_TYPE, |values| encode(values, Lists::Indexed));

/// Names of the items of lists. Items that are objects or lists have their index in each format: without it, nothing would
/// tell where an item ends.
#[derive(Clone, Copy)]
enum Lists {
    Brackets,
    Repeated,
    Indexed,
}

/// Returns a body as a form.
fn encode(values: BodyValues<'_>, lists: Lists) -> Result<EncodedBody, Error> {
    let mut form = Form {
        text: String::new(),
        lists,
    };
    if let Some(json) = values.whole {
        form.push_whole(json)?;
    }
    for (name, json) in values.fields {
        form.push(name, json)
            .map_err(|reason| refused(name, reason))?;
    }
    Ok(form.text.into())
}

/// Form under construction.
struct Form {
    text: String,
    lists: Lists,
}

impl Form {
    /// Adds the entries of an object.
    fn push_whole(&mut self, json: &str) -> Result<(), Error> {
        let not_an_object = |_| Error::request("the body of a form must be an object");
        let Entries(entries) = serde_json::from_str(json).map_err(not_an_object)?;
        for (key, value) in entries {
            check_key(&key)
                .and_then(|()| self.push(&key, value.get()))
                .map_err(|reason| refused("body", reason))?;
        }
        Ok(())
    }

    /// Adds a value that is serialized as JSON.
    fn push(&mut self, name: &str, json: &str) -> Result<(), &'static str> {
        match json.trim_start().bytes().next() {
            Some(b'{') => {
                let Entries(entries) = parse(json)?;
                for (key, value) in entries {
                    check_key(&key)?;
                    self.push(&format!("{name}[{key}]"), value.get())?;
                }
            }
            Some(b'[') => {
                let items: Vec<&RawValue> = parse(json)?;
                for (index, item) in items.into_iter().enumerate() {
                    let item = item.get();
                    self.push(&self.item_name(name, index, item), item)?;
                }
            }
            Some(b'"') => self.push_text(name, &parse::<String>(json)?),
            Some(b'n') => self.push_text(name, ""),
            Some(_) | None => self.push_text(name, json.trim()),
        }
        Ok(())
    }

    /// Returns the name of an item of a list.
    fn item_name(&self, name: &str, index: usize, item: &str) -> String {
        let is_single = !item.starts_with(['{', '[']);
        match self.lists {
            Lists::Brackets if is_single => format!("{name}[]"),
            Lists::Repeated if is_single => name.to_owned(),
            Lists::Brackets | Lists::Repeated | Lists::Indexed => format!("{name}[{index}]"),
        }
    }

    fn push_text(&mut self, name: &str, value: &str) {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        push_encoded(&mut self.text, name);
        self.text.push('=');
        push_encoded(&mut self.text, value);
    }
}

/// Parses JSON. The error does not contain it.
fn parse<'a, T: Deserialize<'a>>(json: &'a str) -> Result<T, &'static str> {
    serde_json::from_str(json).map_err(|_| "it is not valid JSON")
}

/// Returns an error if a key would change the structure of a form: servers read brackets in a name after decoding it.
fn check_key(key: &str) -> Result<(), &'static str> {
    if key.is_empty() || key.contains(['[', ']']) {
        return Err("a key in it is empty or has a bracket");
    }
    Ok(())
}

/// Returns the error for a field of the body. It contains no data.
fn refused(field: &str, reason: &str) -> Error {
    Error::request(format!(
        "the body field `{field}` cannot be sent in a form: {reason}"
    ))
}
