//! Spans of the feature `tracing`, named after the OpenTelemetry conventions for HTTP.
//!
//! They contain no body, header or query. Paths contain ids, so only the template of the route is recorded, and no path
//! at all for an endpoint that is not in the API description.

use std::time::Duration;

use http::{Method, StatusCode, Uri};
use tracing::Span;
use tracing::field::Empty;

use crate::runtime::error::kind::ErrorKind;
use crate::runtime::request::{Endpoint, Request};
use crate::runtime::text::origin::port;

/// Span of a call, and of its current attempt.
pub(crate) struct Spans {
    pub(crate) call: Span,
    attempt: Span,
    /// Status of the last attempt.
    status: Option<StatusCode>,
    /// Outcome of the call; `None` while it runs.
    end: Option<Result<(), ErrorKind>>,
}

impl Default for Spans {
    fn default() -> Self {
        Self {
            call: Span::none(),
            attempt: Span::none(),
            status: None,
            end: None,
        }
    }
}

impl Spans {
    /// Creates the span of a call that starts now.
    pub(crate) fn new(request: &Request) -> Self {
        let call = tracing::info_span!(
            "call",
            otel.name = request.label(),
            otel.kind = "internal",
            http.request.method = %request.method(),
            server.address = Empty,
            server.port = Empty,
            url.template = Empty,
            http.response.status_code = Empty,
            error.type = Empty,
        );
        describe(&call, request.server(), template(request));
        Self {
            call,
            attempt: Span::none(),
            status: None,
            end: None,
        }
    }

    /// Creates the span of an attempt. `before` is the number of earlier attempts.
    pub(crate) fn begin_attempt(&mut self, request: &Request, before: usize) -> Span {
        self.begin(
            request.method(),
            request.server(),
            template(request),
            before,
        )
    }

    /// Creates the span of an attempt to send a request to the server of a URL, of which nothing else is recorded.
    /// `before` is the number of earlier attempts.
    pub(crate) fn begin(
        &mut self,
        method: &Method,
        url: &Uri,
        template: Option<&str>,
        before: usize,
    ) -> Span {
        let method = method.as_str();
        let attempt = tracing::info_span!(
            parent: &self.call,
            "attempt",
            otel.name = Empty,
            otel.kind = "client",
            http.request.method = method,
            http.request.resend_count = Empty,
            server.address = Empty,
            server.port = Empty,
            url.template = Empty,
            http.response.status_code = Empty,
            error.type = Empty,
        );
        if attempt.is_disabled() {
            return attempt;
        }
        describe(&attempt, url, template);
        match template {
            Some(template) => attempt.record("otel.name", format!("{method} {template}")),
            None => attempt.record("otel.name", method),
        };
        if before > 0 {
            attempt.record("http.request.resend_count", before);
        }
        self.attempt = attempt.clone();
        attempt
    }

    /// Records the end of an attempt.
    pub(crate) fn attempted(&mut self, status: Option<StatusCode>, error: Option<ErrorKind>) {
        self.status = status;
        if let Some(status) = status {
            self.attempt
                .record("http.response.status_code", status.as_u16());
        }
        if let Some(error) = error {
            self.attempt
                .record("error.type", reason(status.as_ref(), error));
        }
        self.attempt = Span::none();
    }

    /// Records that another attempt follows after `delay`.
    pub(crate) fn retrying(&self, status: Option<StatusCode>, error: ErrorKind, delay: Duration) {
        tracing::info!(
            parent: &self.call,
            reason = reason(status.as_ref(), error),
            delay_ms = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX),
            "retrying",
        );
    }

    /// Stores the outcome of the call; `None` if it goes on. It is recorded when the call is dropped.
    pub(crate) fn set_end(&mut self, end: Option<Result<(), ErrorKind>>) {
        self.end = end;
    }

    /// Records that the response could not be decoded.
    pub(crate) fn undecodable(&self) {
        self.call
            .record("error.type", reason(None, ErrorKind::Decode));
    }
}

impl Drop for Spans {
    fn drop(&mut self) {
        if let Some(status) = self.status {
            self.call
                .record("http.response.status_code", status.as_u16());
        }
        match self.end {
            Some(Ok(())) => {}
            Some(Err(error)) => {
                self.call
                    .record("error.type", reason(self.status.as_ref(), error));
            }
            None => {
                self.attempt.record("error.type", "cancelled");
                self.call.record("error.type", "cancelled");
            }
        }
    }
}

/// Records the server and port of a URL, and the template of a route.
fn describe(span: &Span, url: &Uri, template: Option<&str>) {
    if span.is_disabled() {
        return;
    }
    if let Some(host) = url.host() {
        span.record("server.address", host);
    }
    span.record("server.port", port(url));
    if let Some(template) = template {
        span.record("url.template", template);
    }
}

/// Returns the template of the route; `None` for an endpoint that is not in the API description.
fn template(request: &Request) -> Option<&'static str> {
    match &request.endpoint {
        Endpoint::Operation(operation) => Some(operation.path),
        Endpoint::Raw { .. } => None,
    }
}

/// Returns the value of `error.type`: the status, or the kind of error if there is no status.
fn reason(status: Option<&StatusCode>, error: ErrorKind) -> &str {
    match (error, status) {
        (ErrorKind::Api, Some(status)) => status.as_str(),
        (ErrorKind::Api, None) => "api",
        (ErrorKind::Configuration, _) => "configuration",
        (ErrorKind::Credentials, _) => "credentials",
        (ErrorKind::Request, _) => "request",
        (ErrorKind::Connection, _) => "connection",
        (ErrorKind::Timeout, _) => "timeout",
        (ErrorKind::Decode, _) => "decode",
        (ErrorKind::WaitFailed, _) => "wait_failed",
        (ErrorKind::Upload, _) => "upload",
        (ErrorKind::File, _) => "file",
        (ErrorKind::Webhook, _) => "webhook",
    }
}
