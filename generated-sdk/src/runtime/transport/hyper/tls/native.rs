//! TLS with the library of the platform.

use native_tls::{Certificate, Identity, TlsConnectorBuilder};
use tokio_native_tls::TlsConnector;

use crate::runtime::error::{BoxError, Error};
use crate::runtime::transport::hyper::stream::HyperStream;
use crate::runtime::transport::hyper::tls::options::{
    CERTIFICATE, PRIVATE_KEY, RootCertificate, Roots, TlsIdentity, TlsOptions, contains,
    invalid_identity, invalid_root, no_certificate, no_key,
};
use crate::runtime::transport::hyper::tls::protocols::Protocols;

/// TLS settings of connections.
pub(crate) struct Tls(TlsConnector);

impl Tls {
    /// Creates settings of the platform.
    ///
    /// # Errors
    /// Returns a configuration error if a certificate or a key is invalid, or if an option does not exist here.
    pub(crate) fn new(options: &TlsOptions, protocols: Protocols) -> Result<Self, Error> {
        let builder = &mut native_tls::TlsConnector::builder();
        add_options(builder, options)?;
        match protocols {
            #[cfg(feature = "http2")]
            Protocols::Newest => {
                builder.request_alpns(&["h2", "http/1.1"]);
            }
            // Without ALPN, the server uses HTTP/1.1.
            #[cfg(not(feature = "http2"))]
            Protocols::Newest => {}
            Protocols::Http1 => {}
        }
        match builder.build() {
            Ok(connector) => Ok(Self(connector.into())),
            // The library compares the certificate and the key only here.
            Err(_) if options.identity.is_some() => Err(invalid_identity()),
            Err(error) => Err(Error::configuration("TLS could not be set up").caused_by(error)),
        }
    }

    /// Performs the handshake with a host over a stream.
    pub(crate) async fn connect(
        &self,
        host: &str,
        mut stream: HyperStream,
    ) -> Result<HyperStream, BoxError> {
        let tls = self.0.connect(host, stream.io).await?;
        #[cfg(feature = "http2")]
        {
            stream.is_http2 =
                matches!(tls.get_ref().negotiated_alpn(), Ok(Some(name)) if name == b"h2");
        }
        stream.io = Box::new(tls);
        Ok(stream)
    }
}

/// Adds the options of the user.
fn add_options(builder: &mut TlsConnectorBuilder, options: &TlsOptions) -> Result<(), Error> {
    #[cfg(feature = "rustls-no-provider")]
    if options.config.is_some() {
        return Err(only_with_rustls("rustls_config"));
    }
    match options.roots {
        Roots::Platform => {}
        #[cfg(feature = "webpki-roots")]
        Roots::Bundled => return Err(only_with_rustls("bundled_roots")),
        Roots::Added => {
            builder.disable_built_in_roots(true);
        }
    }
    for root in &options.added_roots {
        for certificate in certificates(root)? {
            builder.add_root_certificate(certificate);
        }
    }
    if let Some(TlsIdentity { certificates, key }) = &options.identity {
        builder.identity(identity(certificates, key)?);
    }
    Ok(())
}

fn certificates(root: &RootCertificate) -> Result<Vec<Certificate>, Error> {
    let (method, certificates) = match root {
        RootCertificate::Der(der) => {
            let certificate = Certificate::from_der(der);
            (
                "add_root_der",
                certificate.map(|certificate| vec![certificate]),
            )
        }
        RootCertificate::Pem(pem) if !contains(pem, CERTIFICATE) => {
            return Err(no_certificate("add_root_pem"));
        }
        RootCertificate::Pem(pem) => ("add_root_pem", Certificate::stack_from_pem(pem)),
    };
    certificates.map_err(|error| invalid_root(method).caused_by(error))
}

/// Returns the identity. Errors of the library are left out, because they may quote the key.
fn identity(certificates: &[u8], key: &[u8]) -> Result<Identity, Error> {
    if !contains(certificates, CERTIFICATE) {
        return Err(no_certificate("identity_pem"));
    }
    if !contains(key, PRIVATE_KEY) {
        return Err(no_key(key));
    }
    Identity::from_pkcs8(certificates, key).map_err(|_| invalid_identity())
}

fn only_with_rustls(method: &str) -> Error {
    Error::configuration(format!(
        "`TlsOptions::{method}` requires rustls, but the feature `native-tls` takes precedence: disable that feature"
    ))
}
