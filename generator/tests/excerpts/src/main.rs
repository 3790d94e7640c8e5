//! Programs that make the hard calls of the excerpts, one for each. A program runs twice: against the testing kit, which
//! checks each request against the description, and against a server on loopback, whose bytes are checked here.
#![allow(dead_code, reason = "the server has more than is needed here")]

mod assistants;
mod cluster;
mod code_hosting;
mod payments;
mod server;
mod telephony;

use server::{Received, Reply};
use std::error;

/// Result of a test.
type Outcome = Result<(), Box<dyn error::Error>>;

/// Creates a reply with a JSON body.
fn json(body: &str) -> Reply {
    Reply::new(200, body).header("content-type", "application/json")
}

/// Returns method and target of each request.
fn lines(requests: &[Received]) -> Vec<String> {
    let lines = requests.iter().map(|sent| format!("{} {}", sent.method, sent.target));
    lines.collect()
}
