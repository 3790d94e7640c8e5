//! Connector of the default transport: connects directly or through a proxy, with a timeout.

use std::io;
use std::time::Duration;

use http::Uri;
use hyper_util::client::proxy::matcher::Intercept;
use tokio::net::lookup_host;

use crate::runtime::error::{BoxError, Error};
use crate::runtime::text::host::without_brackets;
use crate::runtime::text::origin::port;
use crate::runtime::time;
use crate::runtime::transport::connection_options::ConnectionOptions;
use crate::runtime::transport::hyper::happy_eyeballs::connect_to_any;
use crate::runtime::transport::hyper::stream::HyperStream;
#[cfg(feature = "__tls")]
use crate::runtime::transport::hyper::tls::Tls;
#[cfg(feature = "__tls")]
use crate::runtime::transport::hyper::tls::options::TlsOptions;
#[cfg(feature = "__tls")]
use crate::runtime::transport::hyper::tls::protocols::Protocols;
#[cfg(feature = "__tls")]
use crate::runtime::transport::hyper::tunnel::Tunnel;

/// Default timeout for connecting.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// Connector to the host of one base URL.
pub(crate) struct HyperConnector {
    /// Host of the TCP connections: that of the base URL, or the proxy.
    peer: Peer,
    is_to_proxy: bool,
    /// TLS on top of TCP.
    #[cfg(feature = "__tls")]
    tls: Option<Tls>,
    /// Tunnel through the proxy, and TLS inside of it.
    #[cfg(feature = "__tls")]
    tunnel: Option<(Tunnel, Peer, Tls)>,
    timeout: Duration,
}

/// Name and port of a host.
struct Peer {
    /// Name, or IP address without brackets.
    name: String,
    port: u16,
}

impl Peer {
    /// Returns the host of a URL.
    fn of(url: &Uri) -> Self {
        Self {
            name: without_brackets(url.host().unwrap_or_default()).to_owned(),
            port: port(url),
        }
    }
}

impl HyperConnector {
    /// Creates a connector to a host, optionally through a proxy.
    pub(crate) fn new(
        host: &Uri,
        proxy: Option<&Intercept>,
        options: &ConnectionOptions,
    ) -> Result<Self, Error> {
        let has_tunnel = proxy.is_some() && is_https(host);
        let peer = proxy.map_or(host, Intercept::uri);
        #[cfg(feature = "__tls")]
        let tls = checked(options.tls.as_ref())?;
        #[cfg(not(feature = "__tls"))]
        if has_tunnel || is_https(peer) {
            return Err(Error::configuration(
                "no TLS: enable the feature `rustls` or `native-tls`, or call `ClientBuilder::transport`",
            ));
        }
        Ok(Self {
            peer: Peer::of(peer),
            is_to_proxy: proxy.is_some() && !has_tunnel,
            #[cfg(feature = "__tls")]
            tls: match proxy {
                _ if !is_https(peer) => None,
                // A request to a proxy requires HTTP/1.1: it is `CONNECT`, or contains the absolute URL.
                Some(_) => Some(Tls::new(&tls, Protocols::Http1)?),
                None => Some(Tls::new(&tls, Protocols::Newest)?),
            },
            #[cfg(feature = "__tls")]
            tunnel: match proxy {
                Some(proxy) if has_tunnel => {
                    let tunnel = Tunnel::new(host, proxy.basic_auth());
                    Some((tunnel, Peer::of(host), Tls::new(&tls, Protocols::Newest)?))
                }
                Some(_) | None => None,
            },
            timeout: options.timeout.unwrap_or(CONNECT_TIMEOUT),
        })
    }

    /// Opens a connection.
    pub(crate) async fn connect(&self) -> Result<HyperStream, BoxError> {
        let timeout = self.timeout;
        time::timeout(timeout, self.open())
            .await
            .unwrap_or_else(|_| {
                let message = format!("connecting took longer than {timeout:?}");
                Err(io::Error::new(io::ErrorKind::TimedOut, message).into())
            })
    }

    /// Opens a connection, one layer after the other.
    async fn open(&self) -> Result<HyperStream, BoxError> {
        let addresses = lookup_host((self.peer.name.as_str(), self.peer.port)).await?;
        let tcp = connect_to_any(addresses.collect()).await?;
        #[cfg_attr(not(feature = "__tls"), allow(unused_mut, reason = "TLS changes it"))]
        let mut stream = HyperStream::new(tcp, self.is_to_proxy);
        #[cfg(feature = "__tls")]
        if let Some(tls) = &self.tls {
            stream = tls.connect(&self.peer.name, stream).await?;
        }
        #[cfg(feature = "__tls")]
        if let Some((tunnel, host, tls)) = &self.tunnel {
            tunnel.open(&mut stream).await?;
            stream = tls.connect(&host.name, stream).await?;
        }
        Ok(stream)
    }
}

/// Checks the TLS options of the user, even if no connection uses them.
#[cfg(feature = "__tls")]
fn checked(options: Option<&TlsOptions>) -> Result<TlsOptions, Error> {
    let Some(options) = options else {
        return Ok(TlsOptions::new());
    };
    options.check()?;
    Tls::new(options, Protocols::Newest)?;
    Ok(options.clone())
}

/// Returns `true` if a URL requires TLS.
fn is_https(url: &Uri) -> bool {
    url.scheme_str() == Some("https")
}
