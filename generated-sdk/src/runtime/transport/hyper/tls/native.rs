//! TLS of the platform for the default transport.

pub(crate) use hyper_tls::HttpsConnector;

use crate::runtime::error::Error;
use crate::runtime::transport::hyper::tls::Protocols;

/// How connections are secured.
pub(crate) struct TlsConfig(native_tls::TlsConnector);

impl TlsConfig {
    /// The platform's defaults.
    pub(crate) fn new(protocols: Protocols) -> Result<Self, Error> {
        let builder = &mut native_tls::TlsConnector::builder();
        match protocols {
            #[cfg(feature = "http2")]
            Protocols::Newest => {
                builder.request_alpns(&["h2", "http/1.1"]);
            }
            // Who offers nothing gets HTTP/1.1.
            #[cfg(not(feature = "http2"))]
            Protocols::Newest => {}
            Protocols::Http1 => {}
        }
        let connector = builder.build();
        connector
            .map(Self)
            .map_err(|error| Error::configuration("TLS cannot be set up").caused_by(error))
    }

    /// Secures what another connector connects.
    pub(crate) fn over<T>(self, connector: T) -> HttpsConnector<T> {
        HttpsConnector::from((connector, self.0.into()))
    }
}
