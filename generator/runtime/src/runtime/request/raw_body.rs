//! Bodies of requests to endpoints that are not in the API description.

use std::sync::Arc;

use bytes::Bytes;
use http::HeaderValue;

use crate::runtime::error::Error;
use crate::runtime::request::Request;
use crate::runtime::request::format::{BodyFormat, BodyValues, EncodedBody};
use crate::runtime::text::media_types::OCTET_STREAM;
use crate::runtime::text::percent::push_encoded;

/// Format of a body that is sent as it is, with a media type of its own.
pub(crate) static RAW: BodyFormat = BodyFormat::new(OCTET_STREAM, encode);

/// Body, and its media type.
struct RawBody(Bytes, HeaderValue);

impl Request {
    /// Sets the whole body to bytes with a media type.
    #[inline]
    pub(crate) fn set_raw_body(&mut self, media_type: Option<HeaderValue>, body: Bytes) {
        let Some(media_type) = media_type else {
            return self.fail("the content type is not valid".to_owned());
        };
        self.whole_body = None;
        self.files = vec![("body", Arc::new(RawBody(body, media_type)))];
    }
}

/// Appends a pair to a form.
#[inline]
pub(crate) fn push_form_pair(form: &mut String, name: &str, value: &str) {
    if !form.is_empty() {
        form.push('&');
    }
    push_encoded(form, name);
    form.push('=');
    push_encoded(form, value);
}

/// Returns the body.
fn encode(values: BodyValues<'_>) -> Result<EncodedBody, Error> {
    let body = match values.files {
        [(_, body)] => body.downcast_ref::<RawBody>(),
        _ => None,
    };
    match body {
        Some(RawBody(body, media_type)) if values.fields.is_empty() => Ok(EncodedBody::Complete(
            body.clone(),
            Some(media_type.clone()),
        )),
        Some(_) | None => Err(Error::request(
            "the body was set as a whole, so `body_field` cannot add to it",
        )),
    }
}
