//! Settings of the calls of a method.

use super::{auth::Alternatives, headers::ConstantHeader};
use std::time::Duration;

/// Settings of the calls of a method that differ from those of the API.
#[derive(Debug, Default)]
pub struct CallSettings {
    /// Timeout of an attempt.
    pub timeout: Option<Duration>,
    /// Maximum number of retries.
    pub max_retries: Option<u32>,
    /// Statuses that are retried.
    pub retry_statuses: Option<Vec<u16>>,
    /// Whether the server may process a request more than once, if its HTTP method does not say it.
    pub idempotent: Option<bool>,
    /// Index of its server in those of the API; `None` for that of the base URL.
    pub server: Option<usize>,
    /// Combinations of authentication schemes that it takes.
    pub auth: Option<Alternatives>,
    /// Headers that are always sent.
    pub headers: Vec<ConstantHeader>,
}
