//! Errors of transports.

use std::error::Error as StdError;
use std::{fmt, io};

use crate::runtime::error::BoxError;

/// Error of a transport that could not return a response.
#[derive(Debug)]
pub struct TransportError {
    is_connect: bool,
    source: BoxError,
}

impl TransportError {
    /// Creates an error for a connection that could not be made. The request was not sent, so that any request can be
    /// retried safely.
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self {
            is_connect: true,
            source: source.into(),
        }
    }

    /// Creates any other error. The server may have received the request.
    pub fn other(source: impl Into<BoxError>) -> Self {
        Self {
            is_connect: false,
            source: source.into(),
        }
    }

    /// Returns `true` if no connection could be made, so that the request was certainly not sent.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.is_connect
    }

    /// Returns `true` if the error or one of its sources is an [`io::Error`] of the kind [`io::ErrorKind::TimedOut`].
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        let outermost: &(dyn StdError + 'static) = &*self.source;
        std::iter::successors(Some(outermost), |&cause| cause.source())
            .filter_map(|cause| cause.downcast_ref::<io::Error>())
            .any(|cause| cause.kind() == io::ErrorKind::TimedOut)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_connect {
            "no connection could be made"
        } else {
            "the connection failed"
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
