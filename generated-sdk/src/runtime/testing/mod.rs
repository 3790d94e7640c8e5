//! Test server within the process: replies, fakes, and checks of requests.

pub mod canned_reply;
pub mod check;
pub mod credentials;
#[cfg(feature = "__events")]
pub mod events;
pub mod fake;
pub mod fixture;
pub mod kind;
pub mod messages;
pub mod on;
pub mod pages;
pub mod replies;
pub mod request;
pub mod route;
pub mod rules;
pub mod server;
pub mod servers;
