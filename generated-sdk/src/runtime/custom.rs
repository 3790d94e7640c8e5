//! Requests that the API description does not know.

use std::fmt;

use http::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::call::Call;
use super::core::Core;
use super::decode::Json;
use super::request::{Endpoint, Request};
use super::request_methods::request_methods;

/// Where the paths of [`request_methods`] begin, here as in the modules of resources.
mod runtime {
    pub(super) use super::super::{call, decode, error, response};
}

/// A request to an endpoint that has no method here, with the same options, retries and errors as all others.
///
/// Awaiting it gives the body as it came; [`send_as`](Self::send_as) decodes JSON.
#[derive(Clone)]
#[must_use = "a request does nothing until it is awaited"]
pub struct CustomRequest {
    request: Request,
}

impl CustomRequest {
    /// Sends a value as the JSON body.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        self.request.whole(body);
        self
    }

    /// Sends the request, and decodes the body as JSON.
    pub fn send_as<T: DeserializeOwned + 'static>(self) -> Call<T> {
        Call::new(self.request, &Json)
    }

    /// A request to a path below the base URL.
    pub(super) fn new(core: &Core, method: Method, path: String) -> Self {
        Self {
            request: Request::to(core, Endpoint::Custom { method, path }),
        }
    }
}

request_methods!(CustomRequest, raw);

impl fmt::Debug for CustomRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.request.fmt(f)
    }
}
