//! What the tests share.

pub mod api;
pub mod fake;
pub mod faults;
pub mod server;
pub mod streams;
