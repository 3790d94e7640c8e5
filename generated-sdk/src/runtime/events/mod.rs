//! Server-sent events: parser, source, reconnection and stream.

#[cfg(feature = "blocking")]
pub mod blocking;
pub mod builder;
pub mod parser;
pub mod reconnection;
pub mod shape;
pub mod source;
pub mod stream;
