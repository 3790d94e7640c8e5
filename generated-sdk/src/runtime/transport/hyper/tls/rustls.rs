//! TLS with rustls and the root certificates of the platform.

use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use rustls::{ClientConfig, RootCertStore};
use tokio_rustls::TlsConnector;

use crate::runtime::error::{BoxError, Error};
use crate::runtime::transport::hyper::stream::HyperStream;
use crate::runtime::transport::hyper::tls::protocols::Protocols;

/// TLS settings of connections.
pub(crate) struct Tls(TlsConnector);

impl Tls {
    /// Creates settings with the cryptography provider selected by the features and the root certificates of the
    /// platform.
    pub(crate) fn new(protocols: Protocols) -> Result<Self, Error> {
        let versions =
            ClientConfig::builder_with_provider(provider()?).with_safe_default_protocol_versions();
        let builder = versions
            .map_err(|error| Error::configuration("TLS could not be set up").caused_by(error))?;
        let builder = builder.with_root_certificates(platform_roots()?);
        let config = with_alpn(builder.with_no_client_auth(), protocols);
        Ok(Self(TlsConnector::from(Arc::new(config))))
    }

    /// Performs the handshake with a host over a stream.
    pub(crate) async fn connect(
        &self,
        host: &str,
        mut stream: HyperStream,
    ) -> Result<HyperStream, BoxError> {
        let name = host.to_owned().try_into()?;
        let tls = self.0.connect(name, stream.io).await?;
        #[cfg(feature = "http2")]
        {
            stream.is_http2 = tls.get_ref().1.alpn_protocol() == Some(b"h2");
        }
        stream.io = Box::new(tls);
        Ok(stream)
    }
}

/// Returns the root certificates of the platform. Those that rustls cannot read are left out.
fn platform_roots() -> Result<RootCertStore, Error> {
    let platform = rustls_native_certs::load_native_certs();
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(platform.certs);
    if roots.is_empty() {
        let error = Error::configuration("the platform has no root certificates");
        return Err(match platform.errors.into_iter().next() {
            Some(cause) => error.caused_by(cause),
            None => error,
        });
    }
    Ok(roots)
}

/// Sets the HTTP versions that the client offers. Without ALPN, the server uses HTTP/1.1.
#[cfg(feature = "http2")]
fn with_alpn(mut config: ClientConfig, protocols: Protocols) -> ClientConfig {
    match protocols {
        Protocols::Newest => config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()],
        Protocols::Http1 => {}
    }
    config
}

#[cfg(not(feature = "http2"))]
fn with_alpn(config: ClientConfig, _: Protocols) -> ClientConfig {
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
