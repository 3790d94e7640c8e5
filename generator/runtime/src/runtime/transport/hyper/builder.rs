//! Builder of the default transport.

use std::time::Duration;

use crate::runtime::error::Error;
use crate::runtime::transport::connection_options::ConnectionOptions;
#[cfg(feature = "__tls")]
use crate::runtime::transport::hyper::tls::options::TlsOptions;
use crate::runtime::transport::hyper::{HyperTransport, no_host};

/// Builder of a [`HyperTransport`].
#[must_use = "a builder does nothing until `build` is called"]
pub struct HyperTransportBuilder {
    base_url: String,
    options: ConnectionOptions,
}

impl HyperTransport {
    /// Returns a builder of a transport to the host of a base URL.
    pub fn builder(base_url: impl Into<String>) -> HyperTransportBuilder {
        HyperTransportBuilder {
            base_url: base_url.into(),
            options: ConnectionOptions::default(),
        }
    }
}

impl HyperTransportBuilder {
    /// Sets the timeout for connecting. Defaults to 5 seconds.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Sets the TLS options.
    #[cfg(feature = "__tls")]
    #[cfg_attr(docsrs, doc(cfg(any(feature = "rustls", feature = "native-tls"))))]
    pub fn tls(mut self, options: TlsOptions) -> Self {
        self.options.tls = Some(options);
        self
    }

    /// Builds the transport, without connecting. The proxy variables of the environment are read once, here.
    ///
    /// # Errors
    /// Returns a configuration error if the URL is not absolute, if it needs TLS and no feature for TLS is on, or if a TLS
    /// option or a proxy variable is invalid.
    #[inline]
    pub fn build(self) -> Result<HyperTransport, Error> {
        let base = self.base_url.parse().map_err(|_| no_host())?;
        HyperTransport::to_host(&base, &self.options, &|name| std::env::var_os(name))
    }
}

impl std::fmt::Debug for HyperTransportBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HyperTransportBuilder")
            .finish_non_exhaustive()
    }
}
