//! Requests to endpoints that are not in the API description.

use bytes::Bytes;
use http::{HeaderValue, Method};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::runtime::call::Call;
use crate::runtime::call::builder::RequestBuilder;
use crate::runtime::call::decode::Foreign;
use crate::runtime::call::response::Response;
use crate::runtime::client::Core;
use crate::runtime::request::raw_body::push_form_pair;
use crate::runtime::request::raw_url::RawUrl;
use crate::runtime::request::{Endpoint, Request};
use crate::runtime::text::media_types::FORM;

/// Request to an endpoint that has no method in this crate. It has the same options, retries and errors as all others.
///
/// Awaiting it returns the response with its undecoded body; [`send_as`](Self::send_as) decodes a JSON body.
pub type RawRequest = RequestBuilder<Method, Response<Bytes>>;

impl RawRequest {
    /// Sets the JSON request body.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        self.request.files.clear();
        self.request.set_body(body);
        self
    }

    /// Sets the request body to a text or bytes, which are sent as they are, with their content type, such as
    /// `.body("text/csv", "a,b")`. The call fails if the content type is not valid.
    pub fn body(mut self, content_type: impl TryInto<HeaderValue>, body: impl Into<Bytes>) -> Self {
        self.request
            .set_raw_body(content_type.try_into().ok(), body.into());
        self
    }

    /// Sets the request body to a form (`application/x-www-form-urlencoded`) of these names and values, which are
    /// percent-encoded.
    pub fn form(self, pairs: impl IntoIterator<Item = (impl AsRef<str>, impl AsRef<str>)>) -> Self {
        let mut form = String::new();
        for (name, value) in pairs {
            push_form_pair(&mut form, name.as_ref(), value.as_ref());
        }
        self.body(HeaderValue::from_static(FORM), form)
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
    /// Creates a request to a path below the base URL, or to a URL. They need not be in the API description.
    /// `#[inline]`, as all that only such requests need, because few programs send them.
    #[inline]
    pub fn request(&self, method: Method, url: String) -> RawRequest {
        let (url, refusal) = match RawUrl::parse(&url, self.inner()) {
            Ok(url) => (url, None),
            Err(reason) => (RawUrl::refused(url), Some(reason)),
        };
        let mut request = Request::to(self, Endpoint::Raw { method, url });
        request.failure = refusal;
        request.into()
    }
}
