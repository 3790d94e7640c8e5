//! What a transport says when there is no response.

use std::error::Error as StdError;
use std::{fmt, io};

use crate::runtime::error::BoxError;

/// Why a transport could not give a response.
#[derive(Debug)]
pub struct TransportError {
    connecting: bool,
    source: BoxError,
}

impl TransportError {
    /// No connection was made, so the request surely never left: it is safe to send it again, whatever it does.
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self {
            connecting: true,
            source: source.into(),
        }
    }

    /// Anything else: the server may have seen the request.
    pub fn other(source: impl Into<BoxError>) -> Self {
        Self {
            connecting: false,
            source: source.into(),
        }
    }

    /// Whether the request surely never left.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.connecting
    }

    /// Whether time ran out: some cause is an [`io::Error`] of that kind.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        let first: &(dyn StdError + 'static) = &*self.source;
        std::iter::successors(Some(first), |&cause| cause.source())
            .filter_map(|cause| cause.downcast_ref::<io::Error>())
            .any(|cause| cause.kind() == io::ErrorKind::TimedOut)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.connecting {
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
