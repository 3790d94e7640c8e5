//! Options of the connections of the default transport.

use std::time::Duration;

#[cfg(feature = "__tls")]
use crate::runtime::transport::hyper::tls::options::TlsOptions;

/// Options of the connections of the default transport.
#[derive(Clone, Default)]
pub struct ConnectionOptions {
    /// Timeout for connecting.
    pub(crate) timeout: Option<Duration>,
    /// TLS options of the user.
    #[cfg(feature = "__tls")]
    pub(crate) tls: Option<TlsOptions>,
    /// Whether there are TLS options.
    pub(crate) has_tls: bool,
}

#[cfg(feature = "hyper")]
impl ConnectionOptions {
    /// Returns the options without the certificate of the client, for connections to other hosts.
    #[inline]
    pub(crate) fn without_identity(&self) -> Self {
        Self {
            #[cfg(feature = "__tls")]
            tls: self.tls.clone().map(|tls| TlsOptions {
                identity: None,
                ..tls
            }),
            ..self.clone()
        }
    }
}
