//! Secrets, and redaction.

pub mod redact;
pub mod secret_string;
pub mod sensitive_header;
