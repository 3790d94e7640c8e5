//! TLS with the library of the platform.

use tokio_native_tls::TlsConnector;

use crate::runtime::error::{BoxError, Error};
use crate::runtime::transport::hyper::stream::HyperStream;
use crate::runtime::transport::hyper::tls::protocols::Protocols;

/// TLS settings of connections.
pub(crate) struct Tls(TlsConnector);

impl Tls {
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
            .map(|connector| Self(connector.into()))
            .map_err(|error| Error::configuration("TLS could not be set up").caused_by(error))
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
