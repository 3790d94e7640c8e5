//! Code that the tests share.

pub mod api;
pub mod fake;
pub mod faults;
#[cfg(feature = "testing")]
pub mod kit;
pub mod server;
#[cfg(feature = "tracing")]
pub mod spans;
pub mod streams;
