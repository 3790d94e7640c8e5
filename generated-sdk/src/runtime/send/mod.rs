//! Sending: attempts, retries, spans and hooks.

pub mod attempt;
pub mod authorize;
pub mod execute;
pub mod observer;
pub mod reply;
pub mod retries;
#[cfg(feature = "tracing")]
pub mod spans;
