//! TLS with rustls.

use std::sync::Arc;

use rustls::ClientConfig;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject as _;
use tokio_rustls::TlsConnector;

use crate::runtime::error::{BoxError, Error};
use crate::runtime::transport::hyper::stream::HyperStream;
use crate::runtime::transport::hyper::tls::options::{
    TlsIdentity, TlsOptions, invalid_identity, no_key,
};
use crate::runtime::transport::hyper::tls::protocols::Protocols;
use crate::runtime::transport::hyper::tls::roots::{self, root_certificates};

/// TLS settings of connections.
pub(crate) struct Tls(TlsConnector);

impl Tls {
    /// Creates settings with the cryptography provider that the features select, unless the options contain a whole
    /// configuration.
    ///
    /// # Errors
    /// Returns a configuration error if a certificate or a key is invalid.
    pub(crate) fn new(options: &TlsOptions, protocols: Protocols) -> Result<Self, Error> {
        let config = match &options.config {
            Some(config) => config(),
            None => config(options)?,
        };
        Ok(Self(TlsConnector::from(Arc::new(with_alpn(
            config, protocols,
        )))))
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

/// Returns the configuration for the options.
fn config(options: &TlsOptions) -> Result<ClientConfig, Error> {
    let roots = root_certificates(options)?;
    let versions =
        ClientConfig::builder_with_provider(provider()?).with_safe_default_protocol_versions();
    let builder = versions
        .map_err(|error| Error::configuration("TLS could not be set up").caused_by(error))?;
    let builder = builder.with_root_certificates(roots);
    let Some(TlsIdentity { certificates, key }) = &options.identity else {
        return Ok(builder.with_no_client_auth());
    };
    let chain = roots::certificates(certificates, "identity_pem")?;
    let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| no_key(key))?;
    let config = builder.with_client_auth_cert(chain, key);
    config.map_err(|error| invalid_identity().caused_by(error))
}

/// Sets the HTTP versions that the client offers. Without ALPN, the server uses HTTP/1.1.
fn with_alpn(mut config: ClientConfig, protocols: Protocols) -> ClientConfig {
    config.alpn_protocols = match protocols {
        #[cfg(feature = "http2")]
        Protocols::Newest => vec![b"h2".to_vec(), b"http/1.1".to_vec()],
        #[cfg(not(feature = "http2"))]
        Protocols::Newest => Vec::new(),
        Protocols::Http1 => Vec::new(),
    };
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
