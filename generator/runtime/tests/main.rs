//! The promises of the runtime, each tested from a call to the bytes on the wire and back.

mod auth;
mod client;
mod errors;
mod network;
mod page_kinds;
mod pages;
mod requests;
mod responses;
mod retries;
mod support;
mod values;
#[cfg(feature = "webhooks")]
mod webhooks;
