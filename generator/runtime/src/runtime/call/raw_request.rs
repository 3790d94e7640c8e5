//! Requests to endpoints that are not in the API description.

use std::fmt;

use http::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::runtime::call::Call;
use crate::runtime::call::builder::request_methods;
use crate::runtime::call::decode::Foreign;
use crate::runtime::client::Core;
use crate::runtime::request::{Endpoint, Request};

/// Request to an endpoint that has no method in this crate. It has the same options, retries and errors as all others.
///
/// Awaiting it returns the response with its undecoded body; [`send_as`](Self::send_as) decodes a JSON body.
#[derive(Clone)]
#[must_use = "a request does nothing until it is awaited"]
pub struct RawRequest {
    request: Request,
}

impl RawRequest {
    /// Sets the JSON request body.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        self.request.set_body(body);
        self
    }

    /// Sends the request and decodes the response body as JSON.
    ///
    /// Unknown fields and values of this crate's models in the body are reported to `on_unknown`. In their paths, keys of
    /// your own types are written as `*`, because they may be data.
    pub fn send_as<T: DeserializeOwned + 'static>(self) -> Call<T> {
        Call::new(self.request, &Foreign)
    }
}

impl Core {
    /// Creates a request to a path below the base URL. The path need not be in the API description.
    pub fn request(&self, method: Method, path: String) -> RawRequest {
        RawRequest {
            request: Request::to(self, Endpoint::Raw { method, path }),
        }
    }
}

request_methods!(RawRequest, raw);

impl fmt::Debug for RawRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.request.fmt(f)
    }
}
