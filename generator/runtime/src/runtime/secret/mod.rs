//! Secrets and their redaction.

pub mod body_scope;
pub mod redact;
pub mod secret_string;
pub mod secrets;
pub mod sensitive_header;
