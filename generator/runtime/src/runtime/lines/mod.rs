//! Streams of lines, each of which is a JSON document or a text.

#[cfg(feature = "blocking")]
pub mod blocking;
pub mod builder;
pub mod splitter;
pub mod stream;
