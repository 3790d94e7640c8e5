//! TLS of rustls for the default transport, with the roots of the platform.

use std::sync::Arc;

pub(super) use hyper_rustls::HttpsConnector;

use hyper_rustls::ConfigBuilderExt as _;
use rustls::crypto::CryptoProvider;

use super::error::Error;
use super::hyper_connector::Protocols;

/// How connections are secured.
pub(super) struct Config(rustls::ClientConfig);

impl Config {
    /// The provider that the features choose, and the roots of the platform.
    pub(super) fn new(protocols: Protocols) -> Result<Self, Error> {
        let versions = rustls::ClientConfig::builder_with_provider(provider()?)
            .with_safe_default_protocol_versions();
        let builder = versions
            .map_err(|error| Error::configuration("TLS cannot be set up").caused_by(error))?;
        let roots = builder.with_native_roots();
        let builder = roots.map_err(|error| {
            Error::configuration("the platform has no certificate roots to trust").caused_by(error)
        })?;
        let mut config = builder.with_no_client_auth();
        config.alpn_protocols = match protocols {
            #[cfg(feature = "http2")]
            Protocols::Newest => vec![b"h2".to_vec(), b"http/1.1".to_vec()],
            // Who offers nothing gets HTTP/1.1.
            #[cfg(not(feature = "http2"))]
            Protocols::Newest => Vec::new(),
            Protocols::Http1 => Vec::new(),
        };
        Ok(Self(config))
    }

    /// Secures what another connector connects.
    pub(super) fn over<T>(self, connector: T) -> HttpsConnector<T> {
        HttpsConnector::from((connector, self.0))
    }
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
