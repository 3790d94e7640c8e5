//! Text on the wire and in messages: header helpers, `Retry-After`, `Link`, and text made fit for a log.

pub mod headers;
pub mod host;
pub mod one_line;
pub mod percent;
pub mod retry_after;
