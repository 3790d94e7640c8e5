//! Form bodies: `application/x-www-form-urlencoded`.
//!
//! The name of a value in an object is `object[key]`. Numbers and booleans are sent as text, `null` as an empty value; an
//! empty list or object sends nothing. Names and values are percent-encoded as a whole.

use crate::runtime::error::Error;
use crate::runtime::request::brackets::{Lists, Pairs};
use crate::runtime::request::format::{BodyFormat, BodyValues, EncodedBody};
use crate::runtime::request::raw_body::push_form_pair;
use crate::runtime::text::media_types::FORM;

/// Form whose lists are sent as `list[]=1&list[]=2`.
pub const BRACKETS: BodyFormat = BodyFormat::new(FORM, |values| encode(values, Lists::Brackets));

/// Form whose lists are sent as `list=1&list=2`.
pub const REPEATED: BodyFormat = BodyFormat::new(FORM, |values| encode(values, Lists::Repeated));

/// Form whose lists are sent as `list[0]=1&list[1]=2`.
pub const INDEXED: BodyFormat = BodyFormat::new(FORM, |values| encode(values, Lists::Indexed));

/// Returns a body as a form.
fn encode(values: BodyValues<'_>, lists: Lists) -> Result<EncodedBody, Error> {
    let mut pairs = Pairs::new(lists);
    if let Some(json) = values.whole {
        if !json.trim_start().starts_with('{') {
            return Err(Error::request("the body of a form must be an object"));
        }
        pairs
            .push_entries(json, str::to_owned)
            .map_err(|reason| refused("body", reason))?;
    }
    for (name, json) in values.fields {
        pairs
            .push(name, json)
            .map_err(|reason| refused(name, reason))?;
    }
    let mut form = String::new();
    for (name, value) in pairs.into_vec() {
        push_form_pair(&mut form, &name, &value);
    }
    Ok(form.into())
}

/// Returns the error for a field of the body. It contains no data.
fn refused(field: &str, reason: &str) -> Error {
    Error::request(format!(
        "the body field `{field}` cannot be sent in a form: {reason}"
    ))
}
