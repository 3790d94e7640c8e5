//! The promises of the runtime, each tested from a call to the bytes on the wire and back.

mod client;
mod errors;
mod network;
mod pages;
mod requests;
mod responses;
mod retries;
mod sans_io;
mod support;
mod transports;
mod values;
