//! Server-sent events: parser, source, reconnection and stream.

#[cfg(feature = "blocking")]
pub mod blocking;
pub mod builder;
pub mod outage;
pub mod parser;
pub mod source;
pub mod stream;
