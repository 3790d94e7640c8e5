//! Request bodies. Their values are kept as JSON until the request is sent, in any format.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::value::{RawValue, to_raw_value};

use crate::runtime::error::Error;
use crate::runtime::json::setters;
use crate::runtime::json::to_json::{Json, ToJson};
use crate::runtime::request::format::{BodyFormat, BodyValues, JSON};
use crate::runtime::request::operation::Operation;
use crate::runtime::request::raw_body::RAW;
use crate::runtime::request::{Endpoint, Request};

impl Request {
    /// Sets a field of the JSON body, by its wire name. The value is serialized immediately.
    pub fn body<T: ToJson>(&mut self, name: &'static str, value: impl Into<T>) {
        self.put_field(name, &value.into());
    }

    /// Sets a field of the JSON body to a list.
    pub fn body_list<T: ToJson>(
        &mut self,
        name: &'static str,
        items: impl IntoIterator<Item = impl Into<T>>,
    ) {
        self.put_field::<Vec<T>>(name, &setters::list(items));
    }

    /// Sets a field of the JSON body to a map.
    pub fn body_map<T: ToJson>(
        &mut self,
        name: &'static str,
        entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
    ) {
        self.put_field::<BTreeMap<String, T>>(name, &setters::map(entries));
    }

    /// Sets a field of the JSON body to a field mask: paths that are joined with commas.
    pub fn body_mask<T: AsRef<str>>(
        &mut self,
        name: &'static str,
        paths: impl IntoIterator<Item = impl Into<T>>,
    ) {
        self.put_field(name, &field_mask(paths));
    }

    /// Adds an entry to a body field that is a map, or replaces the entry with this key.
    pub fn body_entry<T: ToJson>(
        &mut self,
        name: &'static str,
        key: impl Into<String>,
        value: impl Into<T>,
    ) {
        self.put_body_entry(name, key.into(), &value.into());
    }

    /// Sets the whole JSON body. The value is serialized immediately.
    pub fn whole_body<T: ToJson>(&mut self, value: impl Into<T>) {
        self.put_whole_body(&value.into());
    }

    /// Sets a field of the JSON body to a value that needs no conversion.
    pub fn put_field<T: ToJson + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.set_body_field(Cow::Borrowed(name), &Json(value));
    }

    /// Sets the whole JSON body to a value that needs no conversion.
    pub fn put_whole_body<T: ToJson + ?Sized>(&mut self, value: &T) {
        let json = self.serialized(|| serde_json::to_string(&Json(value)));
        self.put_body(json);
    }

    /// Adds an entry with a value that needs no conversion.
    pub fn put_body_entry<T: ToJson + ?Sized>(
        &mut self,
        name: &'static str,
        key: String,
        value: &T,
    ) {
        let current = self
            .body
            .iter()
            .find(|(other, _)| other == name)
            .map_or("null", |(_, json)| json);
        let entries: serde_json::Result<Option<BTreeMap<String, Box<RawValue>>>> =
            serde_json::from_str(current);
        let value = self.serialized(|| to_raw_value(&Json(value)));
        match (entries, value) {
            (Ok(entries), Ok(value)) => {
                let mut entries = entries.unwrap_or_default();
                entries.insert(key, value);
                self.set_body_field(Cow::Borrowed(name), &entries);
            }
            (Err(_), _) => self.fail(format!(
                "the body field `{name}` is not a map, so no entry can be added"
            )),
            (_, Err(error)) => self.fail(format!(
                "an entry of the body field `{name}` cannot be serialized: {error}"
            )),
        }
    }
}

/// Joins the paths of a field mask with commas.
#[must_use]
pub fn field_mask<T: AsRef<str>>(paths: impl IntoIterator<Item = impl Into<T>>) -> String {
    let mut mask = String::new();
    for path in paths {
        if !mask.is_empty() {
            mask.push(',');
        }
        mask.push_str(path.into().as_ref());
    }
    mask
}

/// Returns the values of the body, and its format; `None` if the request has no body.
pub(crate) fn body(request: &Request) -> Result<Option<(&BodyFormat, BodyValues<'_>)>, Error> {
    let values = BodyValues {
        whole: request.whole_body.as_deref(),
        fields: &request.body,
        files: &request.files,
    };
    let format = match (&request.endpoint, values.fields.first()) {
        (Endpoint::Operation(Operation { body: None, .. }), Some((name, _))) => {
            return Err(Error::request(format!(
                "this method has no request body, so the field `{name}` cannot be set"
            )));
        }
        (Endpoint::Operation(operation), _) => operation.body.as_ref(),
        (Endpoint::Raw { .. }, _) if values.files.is_empty() => Some(&ANY_JSON),
        (Endpoint::Raw { .. }, _) => Some(&RAW),
    };
    let is_set = values.whole.is_some() || !values.fields.is_empty() || !values.files.is_empty();
    let Some(format) = format.filter(|format| is_set || !format.is_optional) else {
        return Ok(None);
    };
    if values.whole.is_some() && !values.fields.is_empty() {
        return Err(Error::request(
            "the body was set as a whole, so `body_field` cannot add to it",
        ));
    }
    Ok(Some((format, values)))
}

/// Format of requests to endpoints that are not in the API description.
static ANY_JSON: BodyFormat = JSON.optional();
