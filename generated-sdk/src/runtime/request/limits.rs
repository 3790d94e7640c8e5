//! Timeout and retries of a call: those of the call, else of the client, else of the method, else of the API.

use std::time::Duration;

use http::Method;

use crate::runtime::request::Request;

impl Request {
    /// Returns the timeout of an attempt.
    pub(crate) fn attempt_timeout(&self) -> Duration {
        let client = self.core.inner();
        let set = self.timeout.or(client.timeout);
        let described = self.settings().timeout.unwrap_or(client.api.timeout);
        set.unwrap_or(described)
    }

    /// Returns the maximum number of retries.
    pub(crate) fn retry_limit(&self) -> u32 {
        let client = self.core.inner();
        let set = self.max_retries.or(client.max_retries);
        let described = self.settings().max_retries;
        set.unwrap_or(described.unwrap_or(client.api.max_retries))
    }

    /// Returns the statuses that are retried.
    pub(crate) fn retry_statuses(&self) -> &'static [u16] {
        let common = self.core.inner().api.retry_statuses;
        self.settings().retry_statuses.unwrap_or(common)
    }

    /// Returns `true` if the server may safely process the request more than once: as set by `idempotent`; if that is not
    /// set, if the call has retries of its own; else as described, or if its HTTP method is GET, HEAD, PUT or DELETE.
    pub(crate) fn is_repeatable(&self) -> bool {
        let has_retries = self.max_retries.is_some_and(|retries| retries > 0);
        let described = self.settings().idempotent;
        self.idempotent.unwrap_or_else(|| {
            has_retries || described.unwrap_or_else(|| is_idempotent(self.method()))
        })
    }
}

fn is_idempotent(method: &Method) -> bool {
    matches!(
        *method,
        Method::GET | Method::HEAD | Method::PUT | Method::DELETE
    )
}
