//! From a request's values to HTTP and limits: all that can fail before the network is touched.

use std::time::Duration;

use bytes::Bytes;
use http::Uri;
use http::header::CONTENT_TYPE;
use tokio::time::Instant;

use super::configure::MAX_RETRIES;
use super::error::Error;
use super::request::{Endpoint, Request};

/// A request that is ready to be sent, several times if need be.
pub(super) struct Prepared {
    pub(super) timeout: Duration,
    pub(super) deadline: Option<Instant>,
    pub(super) max_retries: u32,
    uri: Uri,
    body: Option<Bytes>,
}

impl Prepared {
    /// The request as it goes out. It is put together for each attempt, which is cheaper than a copy to keep.
    pub(super) fn http(&self, request: &Request) -> http::Request<Bytes> {
        let mut headers = request.core.parts().identity.headers.clone();
        for (name, value) in &request.headers {
            headers.insert(name, value.clone());
        }
        if self.body.is_none() {
            headers.remove(CONTENT_TYPE);
        }
        let mut http = http::Request::new(self.body.clone().unwrap_or_default());
        *http.method_mut() = request.method().clone();
        *http.uri_mut() = self.uri.clone();
        *http.headers_mut() = headers;
        http
    }
}

/// Checks a request, and does what is done once for all attempts.
pub(super) fn prepare(request: &Request) -> Result<Prepared, Error> {
    if let Some(failure) = &request.failure {
        return Err(Error::request(failure.clone()));
    }
    let parts = request.core.parts();
    let timeout = request.timeout.unwrap_or(parts.timeout);
    if timeout.is_zero()
        || request
            .total_timeout
            .is_some_and(|timeout| timeout.is_zero())
    {
        return Err(Error::request("a timeout must be greater than zero"));
    }
    let max_retries = request.max_retries.unwrap_or(parts.max_retries);
    if max_retries > MAX_RETRIES {
        return Err(Error::request(format!(
            "`max_retries` must be at most {MAX_RETRIES}"
        )));
    }
    Ok(Prepared {
        uri: super::target::target(request)?,
        body: body(request)?,
        timeout,
        deadline: request.deadline.or_else(|| deadline(request.total_timeout)),
        max_retries,
    })
}

/// When a timeout that starts now ends; never, if that is too far away for the clock.
pub(super) fn deadline(timeout: Option<Duration>) -> Option<Instant> {
    Instant::now().checked_add(timeout?)
}

/// The JSON text of the body, if the request has one.
fn body(request: &Request) -> Result<Option<Bytes>, Error> {
    if let Some(whole) = &request.whole_body {
        if !request.body.is_empty() {
            return Err(Error::request(
                "`json` sets the whole body, so `body_field` cannot add to it",
            ));
        }
        return Ok(Some(Bytes::from(whole.clone())));
    }
    match &request.endpoint {
        Endpoint::Operation(operation) if !operation.has_body => match request.body.first() {
            Some((name, _)) => Err(Error::request(format!(
                "this method has no body, so no field `{name}`"
            ))),
            None => Ok(None),
        },
        Endpoint::Custom { .. } if request.body.is_empty() => Ok(None),
        Endpoint::Operation(_) | Endpoint::Custom { .. } => Ok(Some(Bytes::from(object(request)?))),
    }
}

/// An object of fields that are JSON already.
fn object(request: &Request) -> Result<String, Error> {
    let length: usize = request
        .body
        .iter()
        .map(|(name, json)| name.len() + json.len() + 4)
        .sum();
    let mut text = String::with_capacity(length + 2);
    text.push('{');
    for (index, (name, json)) in request.body.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        let name =
            serde_json::to_string(name).map_err(|error| Error::request(error.to_string()))?;
        text.push_str(&name);
        text.push(':');
        text.push_str(json);
    }
    text.push('}');
    Ok(text)
}
