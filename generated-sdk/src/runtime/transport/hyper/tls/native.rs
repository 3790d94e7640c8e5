//! TLS with the library of the platform.

pub(crate) use hyper_tls::HttpsConnector;

use crate::runtime::error::Error;
use crate::runtime::transport::hyper::tls::Protocols;

/// TLS settings of connections.
pub(crate) struct TlsConfig(native_tls::TlsConnector);

impl TlsConfig {
    /// Creates the default settings of the platform.
    pub(crate) fn new(protocols: Protocols) -> Result<Self, Error> {
        let builder = &mut native_tls::TlsConnector::builder();
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
        let connector = builder.build();
        connector
            .map(Self)
            .map_err(|error| Error::configuration("TLS could not be set up").caused_by(error))
    }

    /// Adds TLS to the connections of a connector.
    pub(crate) fn over<T>(self, connector: T) -> HttpsConnector<T> {
        HttpsConnector::from((connector, self.0.into()))
    }
}
