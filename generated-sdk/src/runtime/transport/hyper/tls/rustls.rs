//! TLS of rustls for the default transport, with the roots of the platform.

use std::sync::Arc;

pub(crate) use hyper_rustls::HttpsConnector;

use hyper_rustls::ConfigBuilderExt as _;
use rustls::crypto::CryptoProvider;

use crate::runtime::error::Error;
use crate::runtime::transport::hyper::tls::Protocols;

/// How connections are secured.
pub(crate) struct TlsConfig(rustls::ClientConfig);

impl TlsConfig {
    /// The provider that the features choose, and the roots of the platform.
    pub(crate) fn new(protocols: Protocols) -> Result<Self, Error> {
        let versions = rustls::ClientConfig::builder_with_provider(provider()?)
            .with_safe_default_protocol_versions();
        let builder = versions
            .map_err(|error| Error::configuration("TLS cannot be set up").caused_by(error))?;
        let roots = builder.with_native_roots();
        let builder = roots.map_err(|error| {
            Error::configuration("the platform has no certificate roots to trust").caused_by(error)
        })?;
        Ok(Self(offering(builder.with_no_client_auth(), protocols)))
    }

    /// Secures what another connector connects.
    pub(crate) fn over<T>(self, connector: T) -> HttpsConnector<T> {
        HttpsConnector::from((connector, self.0))
    }
}

/// The configuration with the protocols that the client offers. Who offers nothing gets HTTP/1.1.
#[cfg(feature = "http2")]
fn offering(mut config: rustls::ClientConfig, protocols: Protocols) -> rustls::ClientConfig {
    match protocols {
        Protocols::Newest => config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()],
        Protocols::Http1 => {}
    }
    config
}

#[cfg(not(feature = "http2"))]
fn offering(config: rustls::ClientConfig, _: Protocols) -> rustls::ClientConfig {
    config
}

/// The cryptography of this client. Nothing is installed for the process as a whole.
#[cfg(feature = "rustls-aws-lc")]
#[expect(
    clippy::unnecessary_wraps,
    reason = "only the provider of the process may be missing"
)]
fn provider() -> Result<Arc<CryptoProvider>, Error> {
    Ok(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
}

/// The cryptography of this client. Nothing is installed for the process as a whole.
#[cfg(all(feature = "rustls", not(feature = "rustls-aws-lc")))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "only the provider of the process may be missing"
)]
fn provider() -> Result<Arc<CryptoProvider>, Error> {
    Ok(Arc::new(rustls::crypto::ring::default_provider()))
}

/// The cryptography that the program has installed.
#[cfg(not(any(feature = "rustls", feature = "rustls-aws-lc")))]
fn provider() -> Result<Arc<CryptoProvider>, Error> {
    CryptoProvider::get_default().cloned().ok_or_else(|| {
        Error::configuration(
            "rustls has no cryptography: call `CryptoProvider::install_default`, or switch on the feature `rustls`",
        )
    })
}
