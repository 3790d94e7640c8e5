//! Test server within the process: replies, fakes, and checks of requests.

pub mod brackets;
pub mod canned_reply;
pub mod check;
#[cfg(feature = "__download")]
pub mod downloads;
#[cfg(feature = "__events")]
pub mod events;
pub mod fake;
pub mod fixture;
pub mod form;
pub mod kind;
#[cfg(feature = "__lines")]
pub mod lines;
pub mod messages;
#[cfg(feature = "__upload")]
pub mod multipart;
pub mod on;
pub mod pages;
pub mod redirects;
pub mod replies;
pub mod request;
pub mod route;
pub mod rules;
pub mod server;
pub mod servers;
pub mod texts;
