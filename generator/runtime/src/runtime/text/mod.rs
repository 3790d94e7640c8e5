//! Text on the wire and in messages: headers, host names, percent-encoding and log lines.

pub mod dotted;
pub mod headers;
pub mod host;
pub mod link;
pub mod media_types;
pub mod named;
pub mod one_line;
pub mod origin;
pub mod parameter;
pub mod percent;
pub mod retry_after;
