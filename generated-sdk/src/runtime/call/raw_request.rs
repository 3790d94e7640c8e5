//! Requests that the API description does not know.

use std::fmt;

use http::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::runtime::call::Call;
use crate::runtime::call::builder::request_methods;
use crate::runtime::call::decode::Json;
use crate::runtime::client::Core;
use crate::runtime::request::{Endpoint, Request};

/// A request to an endpoint that has no method here, with the same options, retries and errors as all others.
///
/// Awaiting it gives the body as it came; [`send_as`](Self::send_as) decodes JSON.
#[derive(Clone)]
#[must_use = "a request does nothing until it is awaited"]
pub struct RawRequest {
    request: Request,
}

impl RawRequest {
    /// Sends a value as the JSON body.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        self.request.whole(body);
        self
    }

    /// Sends the request, and decodes the body as JSON.
    pub fn send_as<T: DeserializeOwned + 'static>(self) -> Call<T> {
        Call::new(self.request, &Json)
    }
}

impl Core {
    /// Creates a request to a path below the base URL that the API description does not know.
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
