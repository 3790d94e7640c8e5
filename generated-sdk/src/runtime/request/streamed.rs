//! Request bodies that are read while they are sent.

use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;

use crate::runtime::error::Error;
use crate::runtime::time::Instant;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::error::TransportError;
use crate::runtime::transport::sender::Sender;

/// Body that is read while it is sent.
pub(crate) trait StreamedBody: Send + Sync {
    /// Sends one attempt. Returns the response when its headers have arrived.
    fn send<'a>(
        &'a self,
        sender: &'a Sender,
        http: http::Request<Bytes>,
        limits: StreamLimits,
    ) -> Sending<'a>;

    /// Returns `true` if the body can be sent again.
    fn is_repeatable(&self) -> bool;

    /// Returns the whole body if it is in memory.
    fn in_memory(&self) -> Option<Bytes>;

    /// Returns the options of `curl` that send the body, with their values.
    fn curl(&self) -> Vec<(&'static str, String)>;
}

/// Limits on the time of an attempt.
#[allow(
    dead_code,
    reason = "only APIs with files in request bodies have such bodies"
)]
#[derive(Clone, Copy)]
pub(crate) struct StreamLimits {
    /// Longest time without progress.
    pub(crate) idle: Duration,
    /// End of the call.
    pub(crate) end: Option<Instant>,
}

/// Future of sending a body.
pub(crate) type Sending<'a> =
    Pin<Box<dyn Future<Output = Result<http::Response<Body>, SendFault>> + Send + 'a>>;

/// Reason why a body was not sent, or why there is no response.
#[allow(
    dead_code,
    reason = "only APIs with files in request bodies have such bodies"
)]
pub(crate) enum SendFault {
    /// The content cannot be read.
    Content(Error),
    /// The connection has failed.
    Transport(TransportError),
    /// There was no progress, or the call has ended.
    TimedOut,
}
