//! Preparation of a request: all checks and conversions that can fail before anything is sent.

use std::time::Duration;

use crate::runtime::time::Instant;
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Uri};

#[cfg(feature = "testing")]
use crate::runtime::auth::Alternatives;
use crate::runtime::auth::source::Authorization;
use crate::runtime::client::limits::MAX_RETRIES;
use crate::runtime::config::api::Api;
use crate::runtime::error::Error;
use crate::runtime::request::body::body;
use crate::runtime::request::format::EncodedBody;
use crate::runtime::request::operation::Operation;
use crate::runtime::request::streamed::{StreamLimits, StreamedBody};
use crate::runtime::request::target::target;
use crate::runtime::request::{Endpoint, Request};
use crate::runtime::text::media_types::JSON;
#[cfg(feature = "testing")]
use crate::runtime::transport::sender::Sender;

/// Request that can be sent, several times if it is retried.
pub(crate) struct Prepared {
    pub(crate) timeout: Duration,
    pub(crate) deadline: Option<Instant>,
    pub(crate) max_retries: u32,
    uri: Uri,
    body: Option<EncodedBody>,
    /// Media type of the body, if it is not that of JSON.
    media_type: Option<HeaderValue>,
}

impl Prepared {
    /// Returns the deadline of an attempt that starts now.
    pub(crate) fn attempt_deadline(&self, now: Instant) -> Option<Instant> {
        let attempt_end = now.checked_add(self.timeout);
        match (attempt_end, self.deadline) {
            (Some(attempt_end), Some(call_end)) => Some(attempt_end.min(call_end)),
            (attempt_end, call_end) => attempt_end.or(call_end),
        }
    }

    /// Returns `true` if the deadline of the call has passed.
    pub(crate) fn is_overdue(&self) -> bool {
        self.deadline
            .is_some_and(|deadline| deadline <= Instant::now())
    }

    /// Returns the body if it is read while it is sent.
    pub(crate) fn streamed(&self) -> Option<&dyn StreamedBody> {
        match &self.body {
            Some(EncodedBody::Streamed(body, _)) => Some(&**body),
            Some(EncodedBody::Complete(..)) | None => None,
        }
    }

    /// Returns `true` if the request can be sent more than once.
    pub(crate) fn is_repeatable(&self) -> bool {
        self.streamed().is_none_or(StreamedBody::is_repeatable)
    }

    /// Returns the limits on the time of an attempt whose body is read while it is sent.
    pub(crate) fn stream_limits(&self) -> StreamLimits {
        StreamLimits {
            idle: self.timeout,
            end: self.deadline,
        }
    }

    /// Returns the HTTP request, without a body that is read while it is sent. It is built for each attempt, which costs less
    /// than cloning a stored one.
    ///
    /// # Errors
    /// Returns an error if the credentials are not those that the method needs.
    pub(crate) fn http(
        &self,
        request: &Request,
        authorization: Option<&Authorization>,
    ) -> Result<http::Request<Bytes>, Error> {
        let client = request.core.inner();
        let of_client = &client.identity.headers;
        let mut headers = HeaderMap::new();
        if request.is_foreign() {
            // Other headers may have credentials, or tell of the API.
            for name in &[USER_AGENT, ACCEPT, CONTENT_TYPE] {
                if let Some(value) = of_client.get(name) {
                    headers.insert(name, value.clone());
                }
            }
        } else {
            headers.clone_from(of_client);
        }
        add_constants(&mut headers, client.api, request);
        if let Some(media_type) = &self.media_type {
            headers.insert(CONTENT_TYPE, media_type.clone());
        }
        let mut http = http::Request::new(match &self.body {
            Some(EncodedBody::Complete(bytes, _)) => bytes.clone(),
            Some(EncodedBody::Streamed(..)) | None => Bytes::new(),
        });
        *http.method_mut() = request.method().clone();
        *http.uri_mut() = self.uri.clone();
        *http.headers_mut() = headers;
        #[cfg(feature = "testing")]
        if let (Endpoint::Operation(operation), Sender::Provided(_)) =
            (&request.endpoint, &client.sender)
        {
            http.extensions_mut().insert(Origin {
                operation: operation.name,
                is_link: request.link.is_some(),
                auth: request.auth(),
            });
        }
        request.authorize(&mut http, authorization)?;
        for (name, value) in &request.headers {
            http.headers_mut().insert(name.clone(), value.clone());
        }
        if self.body.is_none() {
            http.headers_mut().remove(CONTENT_TYPE);
        }
        Ok(http)
    }
}

/// Method of the API that a request is for, by which a test server tells apart methods with the same route.
#[cfg(feature = "testing")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin {
    /// Name of the method.
    pub(crate) operation: &'static str,
    /// Whether the API has returned the path and the query, as those of the next page.
    pub(crate) is_link: bool,
    /// Combinations of schemes of which the method takes one.
    pub(crate) auth: Alternatives,
}

/// Adds the constant headers of the method, unless the client was given others than those of the API.
fn add_constants(headers: &mut HeaderMap, api: &Api, request: &Request) {
    for &(name, value) in request.settings().headers {
        let of_client = headers.get(name).map(HeaderValue::as_bytes);
        let of_api = api.default_header(name).map(str::as_bytes);
        if of_client.is_none() || of_client == of_api {
            headers.insert(
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            );
        }
    }
}

impl Request {
    /// Prepares a copy of the request. Returns it with the HTTP request that would be sent, without a body that is read while
    /// it is sent. `#[inline]`, because few programs ask for it.
    #[inline]
    pub(crate) fn prepared(&self) -> Result<(Prepared, http::Request<Bytes>), Error> {
        let mut request = self.clone();
        complete(&mut request);
        let prepared = prepare(&request).map_err(|error| error.with_operation(self.operation()))?;
        let provider = self.core.inner().credentials.as_ref();
        let cached = provider.and_then(|provider| provider.cached());
        let http = prepared.http(&request, cached.as_deref());
        let http = http.map_err(|error| error.with_operation(self.operation()))?;
        Ok((prepared, http))
    }
}

/// Adds the values that the client chooses once for each call. The attempts of the call repeat them.
pub(crate) fn complete(request: &mut Request) {
    let Endpoint::Operation(Operation {
        idempotency_key: Some(key),
        ..
    }) = request.endpoint
    else {
        return;
    };
    // A key makes attempts safe, unless the caller has set `idempotent`.
    request.idempotent.get_or_insert(true);
    let own = &request.headers;
    let common = &request.core.inner().identity.headers;
    if !own.contains_key(key.header) && !common.contains_key(key.header) {
        request.header(key.header, (key.create)());
    }
}

/// Checks a request, and does the work that all attempts share. The request is complete.
pub(crate) fn prepare(request: &Request) -> Result<Prepared, Error> {
    if let Some(failure) = &request.failure {
        return Err(Error::request(failure.clone()));
    }
    let timeout = request.attempt_timeout();
    if timeout.is_zero() || request.total_timeout == Some(Duration::ZERO) {
        return Err(Error::request("a timeout must be greater than zero"));
    }
    let max_retries = request.retry_limit();
    if max_retries > MAX_RETRIES {
        return Err(Error::request(format!(
            "`max_retries` must be at most {MAX_RETRIES}"
        )));
    }
    request.schemes(None)?;
    let uri = target(request)?;
    let body = body(request)?;
    let usual = body.map(|(format, _)| format.media_type);
    let body = body.map(|(format, values)| (format.encode)(values));
    let body = body.transpose()?;
    let own = match &body {
        Some(EncodedBody::Streamed(_, own) | EncodedBody::Complete(_, own)) => own.clone(),
        None => None,
    };
    let usual = usual.filter(|media_type| *media_type != JSON);
    let is_repeatable = match &body {
        Some(EncodedBody::Streamed(body, _)) => body.is_repeatable(),
        Some(EncodedBody::Complete(..)) | None => true,
    };
    Ok(Prepared {
        uri,
        body,
        media_type: own.or_else(|| usual.map(HeaderValue::from_static)),
        timeout,
        deadline: request.deadline.or_else(|| deadline(request.total_timeout)),
        max_retries: if is_repeatable { max_retries } else { 0 },
    })
}

/// Returns the time at which a timeout that starts now ends; `None` if there is no timeout, or if it ends later than
/// the clock can represent.
pub(crate) fn deadline(timeout: Option<Duration>) -> Option<Instant> {
    let timeout = timeout?;
    Instant::now().checked_add(timeout)
}
