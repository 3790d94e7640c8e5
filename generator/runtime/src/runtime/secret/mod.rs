//! Secrets and their redaction.

pub mod redact;
pub mod secret_string;
pub mod sensitive_header;
