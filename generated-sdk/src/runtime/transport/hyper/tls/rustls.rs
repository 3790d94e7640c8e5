//! TLS with rustls and the root certificates of the platform.

use std::sync::Arc;

pub(crate) use hyper_rustls::HttpsConnector;

use hyper_rustls::ConfigBuilderExt as _;
use rustls::crypto::CryptoProvider;

use crate::runtime::error::Error;
use crate::runtime::transport::hyper::tls::Protocols;

/// TLS settings of connections.
pub(crate) struct TlsConfig(rustls::ClientConfig);

impl TlsConfig {
    /// Creates settings with the cryptography provider selected by the features and the root certificates of the
    /// platform.
    pub(crate) fn new(protocols: Protocols) -> Result<Self, Error> {
        let versions = rustls::ClientConfig::builder_with_provider(provider()?)
            .with_safe_default_protocol_versions();
        let builder = versions
            .map_err(|error| Error::configuration("TLS could not be set up").caused_by(error))?;
        let roots = builder.with_native_roots();
        let builder = roots.map_err(|error| {
            Error::configuration("the platform has no root certificates").caused_by(error)
        })?;
        Ok(Self(with_alpn(builder.with_no_client_auth(), protocols)))
    }

    /// Adds TLS to the connections of a connector.
    pub(crate) fn over<T>(self, connector: T) -> HttpsConnector<T> {
        HttpsConnector::from((connector, self.0))
    }
}

/// Sets the HTTP versions that the client offers. Without ALPN, the server uses HTTP/1.1.
#[cfg(feature = "http2")]
fn with_alpn(mut config: rustls::ClientConfig, protocols: Protocols) -> rustls::ClientConfig {
    match protocols {
        Protocols::Newest => config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()],
        Protocols::Http1 => {}
    }
    config
}

#[cfg(not(feature = "http2"))]
fn with_alpn(config: rustls::ClientConfig, _: Protocols) -> rustls::ClientConfig {
    config
}

/// Returns the cryptography provider of this client. The default provider of the process is not changed.
#[cfg(feature = "rustls-aws-lc")]
#[expect(
    clippy::unnecessary_wraps,
    reason = "only the default provider of the process can be missing"
)]
fn provider() -> Result<Arc<CryptoProvider>, Error> {
    Ok(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
}

/// Returns the cryptography provider of this client. The default provider of the process is not changed.
#[cfg(all(feature = "rustls", not(feature = "rustls-aws-lc")))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "only the default provider of the process can be missing"
)]
fn provider() -> Result<Arc<CryptoProvider>, Error> {
    Ok(Arc::new(rustls::crypto::ring::default_provider()))
}

/// Returns the default cryptography provider of the process.
#[cfg(not(any(feature = "rustls", feature = "rustls-aws-lc")))]
fn provider() -> Result<Arc<CryptoProvider>, Error> {
    CryptoProvider::get_default().cloned().ok_or_else(|| {
        Error::configuration(
            "rustls has no cryptography provider: call `CryptoProvider::install_default`, or enable the feature `rustls`",
        )
    })
}
