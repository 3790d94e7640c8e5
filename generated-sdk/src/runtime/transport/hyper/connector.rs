//! Connector of the default transport: connects directly or through a proxy, with a timeout.

use std::io;
#[cfg(feature = "__tls")]
use std::pin::Pin;
#[cfg(feature = "__tls")]
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use hyper_util::client::legacy::connect::HttpConnector;
#[cfg(feature = "__tls")]
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::proxy::matcher::Intercept;
use tower_service::Service;

use crate::runtime::error::{BoxError, Error};
use crate::runtime::transport::hyper::stream::HyperStream;
use crate::runtime::transport::hyper::tcp::TcpIo;
#[cfg(feature = "__tls")]
use crate::runtime::transport::hyper::tls::Protocols;
#[cfg(feature = "native-tls")]
use crate::runtime::transport::hyper::tls::native::{HttpsConnector, TlsConfig};
#[cfg(all(feature = "rustls-no-provider", not(feature = "native-tls")))]
use crate::runtime::transport::hyper::tls::rustls::{HttpsConnector, TlsConfig};

/// Connector to the host of one base URL.
#[derive(Clone)]
pub(crate) struct HyperConnector {
    route: ConnectionRoute,
    host: Uri,
    timeout: Duration,
}

/// Layers of a connection. The URL is that of a proxy which forwards requests to the host.
#[derive(Clone)]
enum ConnectionRoute {
    Plain(HttpConnector, Option<Uri>),
    #[cfg(feature = "__tls")]
    Tls(HttpsConnector<BelowTls>, Option<Uri>),
}

/// Layer below TLS. Its streams and futures are boxed, so that TLS is compiled once for both.
#[cfg(feature = "__tls")]
#[derive(Clone)]
enum BelowTls {
    Tcp(HttpConnector),
    /// Tunnel through a proxy.
    Tunnel(Box<Tunnel<HttpsConnector<BelowTls>>>),
}

impl HyperConnector {
    /// Creates a connector to a host, optionally through a proxy.
    pub(crate) fn new(
        host: &Uri,
        proxy: Option<&Intercept>,
        timeout: Duration,
    ) -> Result<Self, Error> {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        // The addresses of a host share the timeout, so that one that does not respond cannot use it up.
        tcp.set_connect_timeout(Some(timeout));
        let is_https = |uri: &Uri| uri.scheme_str() == Some("https");
        let proxy_uri = proxy.map(|proxy| proxy.uri().clone());
        let route = match proxy {
            Some(proxy) if is_https(host) => tunnel(tcp, proxy)?,
            Some(proxy) if is_https(proxy.uri()) => tls(tcp, proxy_uri)?,
            None if is_https(host) => tls(tcp, None)?,
            Some(_) | None => ConnectionRoute::Plain(tcp, proxy_uri),
        };
        Ok(Self {
            route,
            host: host.clone(),
            timeout,
        })
    }

    /// Opens a connection.
    pub(crate) async fn connect(&self) -> Result<HyperStream, BoxError> {
        let timeout = self.timeout;
        let connecting = connect(self.route.clone(), self.host.clone());
        tokio::time::timeout(timeout, connecting)
            .await
            .unwrap_or_else(|_| {
                let message = format!("connecting took longer than {timeout:?}");
                Err(io::Error::new(io::ErrorKind::TimedOut, message).into())
            })
    }
}

/// Opens a connection with the layers of a route.
async fn connect(route: ConnectionRoute, host: Uri) -> Result<HyperStream, BoxError> {
    match route {
        ConnectionRoute::Plain(mut tcp, proxy) => {
            let to_proxy = proxy.is_some();
            let stream = tcp.call(proxy.unwrap_or(host)).await?;
            Ok(HyperStream::new(TcpIo::new(stream), to_proxy))
        }
        #[cfg(feature = "__tls")]
        ConnectionRoute::Tls(mut tls, proxy) => {
            let to_proxy = proxy.is_some();
            Ok(HyperStream::new(
                tls.call(proxy.unwrap_or(host)).await?,
                to_proxy,
            ))
        }
    }
}

#[cfg(feature = "__tls")]
impl Service<Uri> for BelowTls {
    type Response = HyperStream;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<HyperStream, BoxError>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        match self {
            Self::Tcp(tcp) => tcp.poll_ready(cx).map_err(Into::into),
            Self::Tunnel(tunnel) => tunnel.poll_ready(cx).map_err(Into::into),
        }
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        match self {
            Self::Tcp(tcp) => {
                let connecting = tcp.call(uri);
                Box::pin(async { Ok(HyperStream::new(TcpIo::new(connecting.await?), false)) })
            }
            Self::Tunnel(tunnel) => {
                let connecting = tunnel.call(uri);
                Box::pin(async { Ok(HyperStream::new(connecting.await?, false)) })
            }
        }
    }
}

/// Returns a route with TLS to the host, or to a proxy that forwards requests to it.
#[cfg(feature = "__tls")]
fn tls(tcp: HttpConnector, proxy: Option<Uri>) -> Result<ConnectionRoute, Error> {
    // A forwarded request contains the absolute URL, which requires HTTP/1.1.
    let protocols = if proxy.is_none() {
        Protocols::Newest
    } else {
        Protocols::Http1
    };
    let tls = TlsConfig::new(protocols)?.over(BelowTls::Tcp(tcp));
    Ok(ConnectionRoute::Tls(tls, proxy))
}

/// Returns a route with TLS to the host, through a tunnel of a proxy.
#[cfg(feature = "__tls")]
fn tunnel(tcp: HttpConnector, proxy: &Intercept) -> Result<ConnectionRoute, Error> {
    let to_proxy = TlsConfig::new(Protocols::Http1)?.over(BelowTls::Tcp(tcp));
    let mut tunnel = Tunnel::new(proxy.uri().clone(), to_proxy);
    if let Some(authorization) = proxy.basic_auth() {
        tunnel = tunnel.with_auth(authorization.clone());
    }
    let tls = TlsConfig::new(Protocols::Newest)?.over(BelowTls::Tunnel(Box::new(tunnel)));
    Ok(ConnectionRoute::Tls(tls, None))
}

/// Returns an error, because TLS requires a feature.
#[cfg(not(feature = "__tls"))]
fn tls(_tcp: HttpConnector, _proxy: Option<Uri>) -> Result<ConnectionRoute, Error> {
    Err(Error::configuration(
        "no TLS: enable the feature `rustls` or `native-tls`, or call `ClientBuilder::transport`",
    ))
}

/// Returns an error, because TLS requires a feature.
#[cfg(not(feature = "__tls"))]
fn tunnel(tcp: HttpConnector, _proxy: &Intercept) -> Result<ConnectionRoute, Error> {
    tls(tcp, None)
}
