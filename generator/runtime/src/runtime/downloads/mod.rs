//! Downloads: responses whose body is read in chunks, as bytes or into a file.

#[cfg(feature = "blocking")]
pub mod blocking;
pub mod chunks;
pub mod disposition;
pub mod download;
pub mod raw_request;
#[cfg(feature = "hyper")]
pub mod save;
