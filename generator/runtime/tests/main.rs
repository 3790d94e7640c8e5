//! The promises of the runtime, each tested from a call to the bytes on the wire and back.

mod client;
mod errors;
mod event_limits;
mod event_outages;
mod event_streams;
mod events;
mod network;
mod pages;
mod requests;
mod responses;
mod retries;
mod support;
mod values;
