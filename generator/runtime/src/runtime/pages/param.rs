//! Parameters that ask for a page.

use std::borrow::Cow;

use crate::runtime::request::Request;

/// Parameter of a request that asks for a page.
#[derive(Clone, Copy, Debug)]
pub enum PageParam {
    /// Query parameter.
    Query(&'static str),
    /// Field of the body that is a string.
    BodyText(&'static str),
    /// Field of the body that is an integer.
    BodyNumber(&'static str),
}

impl PageParam {
    /// Returns the name of the query parameter or field.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Query(name) | Self::BodyText(name) | Self::BodyNumber(name) => name,
        }
    }

    /// Returns the value in a request.
    pub(crate) fn value(self, request: &Request) -> Option<Cow<'_, str>> {
        match self {
            Self::Query(name) => request.query_value(name).map(Cow::Borrowed),
            Self::BodyText(name) => {
                let text = request.body_value(name)?;
                serde_json::from_str(text).ok().map(Cow::Owned)
            }
            Self::BodyNumber(name) => request.body_value(name).map(Cow::Borrowed),
        }
    }

    /// Sets the value in a request.
    pub(crate) fn set(self, request: &mut Request, value: String) {
        match self {
            Self::Query(name) => request.set_query_value(name, value),
            Self::BodyText(name) => request.set_body_field(Cow::Borrowed(name), &value),
            Self::BodyNumber(name) => match value.parse::<i64>() {
                Ok(number) => request.set_body_field(Cow::Borrowed(name), &number),
                Err(_) => request.fail(format!("the body field `{name}` must be an integer")),
            },
        }
    }
}
