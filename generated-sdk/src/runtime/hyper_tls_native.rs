//! TLS of the platform for the default transport.

pub(super) use hyper_tls::HttpsConnector;

use super::error::Error;
use super::hyper_connector::Protocols;

/// How connections are secured.
pub(super) struct Config(native_tls::TlsConnector);

impl Config {
    /// The platform's defaults.
    pub(super) fn new(protocols: Protocols) -> Result<Self, Error> {
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
    pub(super) fn over<T>(self, connector: T) -> HttpsConnector<T> {
        HttpsConnector::from((connector, self.0.into()))
    }
}
