//! Errors of transports.

use std::error::Error as StdError;
use std::{fmt, io};

use crate::runtime::error::BoxError;

/// Error of a transport that could not return a response.
#[derive(Debug)]
pub struct TransportError {
    stage: Stage,
    source: BoxError,
}

/// Stage that a request had reached when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// It was not sent.
    Connect,
    /// It was not sent, because the transport cannot send its body in chunks.
    Unsupported,
    /// It was sent, but not processed.
    Unprocessed,
    /// It may have been processed.
    Sent,
}

impl TransportError {
    /// Creates an error for a connection that could not be made. The request was not sent, so that any request can be
    /// retried safely.
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self {
            stage: Stage::Connect,
            source: source.into(),
        }
    }

    /// Creates an error for a request that the server certainly did not and will not process, such as a refused stream of
    /// HTTP/2. Any request can be retried safely.
    pub fn unprocessed(source: impl Into<BoxError>) -> Self {
        Self {
            stage: Stage::Unprocessed,
            source: source.into(),
        }
    }

    /// Creates any other error. The server may have received the request.
    pub fn other(source: impl Into<BoxError>) -> Self {
        Self {
            stage: Stage::Sent,
            source: source.into(),
        }
    }

    /// Creates the error of a transport that cannot send bodies in chunks. The request was not sent.
    #[must_use]
    pub fn streaming_unsupported() -> Self {
        Self {
            stage: Stage::Unsupported,
            source: "implement `Transport::send_streaming`, or use the default transport".into(),
        }
    }

    /// Returns `true` if the transport cannot send bodies in chunks.
    #[must_use]
    pub fn is_streaming_unsupported(&self) -> bool {
        self.stage == Stage::Unsupported
    }

    /// Returns `true` if no connection could be made, so that the request was certainly not sent.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.stage == Stage::Connect
    }

    /// Returns `true` if the server certainly did not process the request, because it was not sent or was refused.
    #[must_use]
    pub fn is_unprocessed(&self) -> bool {
        match self.stage {
            Stage::Connect | Stage::Unsupported | Stage::Unprocessed => true,
            Stage::Sent => false,
        }
    }

    /// Returns `true` if the error or one of its sources is an [`io::Error`] of the kind [`io::ErrorKind::TimedOut`].
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        is_in_chain(&*self.source, &|error| {
            let io = error.downcast_ref::<io::Error>();
            io.is_some_and(|io| io.kind() == io::ErrorKind::TimedOut)
        })
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.stage {
            Stage::Connect => "no connection could be made",
            Stage::Unsupported => "the transport cannot send bodies in chunks",
            Stage::Unprocessed => "the server refused the request",
            Stage::Sent => "the connection failed",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}

/// Error of a response body that has arrived completely but is corrupt, such as one that cannot be decompressed.
///
/// If the body of a transport fails with this error, or with one that has it as a source, the call fails with a decoding
/// error and is not retried. Other errors of a body count as a broken connection.
#[derive(Debug)]
pub struct CorruptBody(BoxError);

impl CorruptBody {
    /// Creates an error with the reason.
    pub fn new(source: impl Into<BoxError>) -> Self {
        Self(source.into())
    }

    /// Returns `true` if this is the error of a body or one of its sources. A layer around a transport may wrap errors.
    pub(crate) fn is_in(error: &BoxError) -> bool {
        is_in_chain(&**error, &|cause| {
            // An `io::Error` is not the source of itself, but of its own sources.
            let inner = cause
                .downcast_ref::<io::Error>()
                .and_then(io::Error::get_ref);
            match inner {
                Some(inner) => inner.is::<Self>(),
                None => cause.is::<Self>(),
            }
        })
    }
}

/// Returns `true` if an error or one of its sources is of a kind.
fn is_in_chain(
    error: &(dyn StdError + 'static),
    is_of_kind: &dyn Fn(&(dyn StdError + 'static)) -> bool,
) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if is_of_kind(error) {
            return true;
        }
        cause = error.source();
    }
    false
}

impl fmt::Display for CorruptBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body is corrupt")
    }
}

impl StdError for CorruptBody {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.0)
    }
}
