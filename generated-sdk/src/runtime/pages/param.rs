//! Parameters that ask for a page.

use std::borrow::Cow;
use std::fmt;

use crate::runtime::request::Request;

/// Parameter of a request that asks for a page.
#[derive(Clone, Copy, Debug)]
pub enum PageParam {
    /// Query parameter.
    Query(&'static str),
    /// Field of the body.
    Body(&'static dyn BodyParam),
}

/// Field of the body that asks for a page.
///
/// This is a trait, so that an SDK contains only the kinds of fields that its API uses.
pub trait BodyParam: fmt::Debug + Sync {
    /// Returns the name of the field.
    fn name(&self) -> &'static str;

    /// Returns the value in a request.
    fn value<'a>(&self, request: &'a Request) -> Option<Cow<'a, str>>;

    /// Sets the value in a request.
    fn set(&self, request: &mut Request, value: String);
}

impl PageParam {
    /// Returns the name of the query parameter or field.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Query(name) => name,
            Self::Body(param) => param.name(),
        }
    }

    /// Returns the value in a request.
    pub(crate) fn value(self, request: &Request) -> Option<Cow<'_, str>> {
        match self {
            Self::Query(name) => request.query_value(name).map(Cow::Borrowed),
            Self::Body(param) => param.value(request),
        }
    }

    /// Sets the value in a request.
    pub(crate) fn set(self, request: &mut Request, value: String) {
        match self {
            Self::Query(name) => request.set_query_value(name, value),
            Self::Body(param) => param.set(request, value),
        }
    }
}
