//! Media types.

/// JSON.
pub const JSON: &str = "application/json";

/// Form whose fields are percent-encoded.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// Content of no known type.
pub const OCTET_STREAM: &str = "application/octet-stream";

/// Text.
pub const TEXT: &str = "text/plain";

/// Text with its encoding.
pub const UTF_8_TEXT: &str = "text/plain; charset=utf-8";

/// Server-sent events.
pub const EVENT_STREAM: &str = "text/event-stream";

/// Lines of JSON.
pub const JSON_LINES: &str = "application/x-ndjson";
