//! Media types.

pub(crate) const JSON: &str = "application/json";
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";
pub(crate) const MULTIPART: &str = "multipart/form-data";
pub(crate) const OCTET_STREAM: &str = "application/octet-stream";
pub(crate) const TEXT: &str = "text/plain";
pub(crate) const EVENT_STREAM: &str = "text/event-stream";
pub(crate) const JSON_LINES: &str = "application/x-ndjson";
pub(crate) const ANY: &str = "*/*";
