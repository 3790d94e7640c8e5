//! How the default transport connects: directly or through a proxy, with a bound on the time it takes.

use std::io;
use std::time::Duration;

use http::Uri;
use hyper_util::client::legacy::connect::HttpConnector;
#[cfg(feature = "__tls")]
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::proxy::matcher::Intercept;
use tower_service::Service;

use crate::runtime::error::{BoxError, Error};
use crate::runtime::transport::hyper::stream::HyperStream;
#[cfg(feature = "__tls")]
use crate::runtime::transport::hyper::tls::Protocols;
#[cfg(feature = "native-tls")]
use crate::runtime::transport::hyper::tls::native::{HttpsConnector, TlsConfig};
#[cfg(all(feature = "rustls-no-provider", not(feature = "native-tls")))]
use crate::runtime::transport::hyper::tls::rustls::{HttpsConnector, TlsConfig};

/// Makes the connections of one client: they all lead to the host of its base URL.
#[derive(Clone)]
pub(crate) struct HyperConnector {
    route: Route,
    host: Uri,
    timeout: Duration,
}

/// The layers of a connection. The URL is that of a proxy that stands in for the host.
#[derive(Clone)]
enum Route {
    Plain(HttpConnector, Option<Uri>),
    #[cfg(feature = "__tls")]
    Tls(HttpsConnector<HttpConnector>, Option<Uri>),
    #[cfg(feature = "__tls")]
    Tunnel(HttpsConnector<Tunnel<HttpsConnector<HttpConnector>>>),
}

impl HyperConnector {
    /// A connector for a host, perhaps through a proxy.
    pub(crate) fn new(
        host: &Uri,
        proxy: Option<&Intercept>,
        timeout: Duration,
    ) -> Result<Self, Error> {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        // Several addresses share the time, so that a dead one does not use it up.
        tcp.set_connect_timeout(Some(timeout));
        let is_https = |uri: &Uri| uri.scheme_str() == Some("https");
        let proxy_uri = proxy.map(|proxy| proxy.uri().clone());
        let route = match proxy {
            Some(proxy) if !matches!(proxy.uri().scheme_str(), Some("http" | "https")) => {
                return Err(Error::configuration(
                    "the proxy of the environment is neither http:// nor https://",
                ));
            }
            Some(proxy) if is_https(host) => tunnel(tcp, proxy)?,
            Some(proxy) if is_https(proxy.uri()) => tls(tcp, proxy_uri)?,
            None if is_https(host) => tls(tcp, None)?,
            Some(_) | None => Route::Plain(tcp, proxy_uri),
        };
        Ok(Self {
            route,
            host: host.clone(),
            timeout,
        })
    }

    /// Makes a connection.
    pub(crate) async fn connect(&self) -> Result<HyperStream, BoxError> {
        let timeout = self.timeout;
        let connecting = connect(self.route.clone(), self.host.clone());
        tokio::time::timeout(timeout, connecting)
            .await
            .unwrap_or_else(|_| {
                let message = format!("no connection within {timeout:?}");
                Err(io::Error::new(io::ErrorKind::TimedOut, message).into())
            })
    }
}

/// Goes a route to its end.
async fn connect(route: Route, host: Uri) -> Result<HyperStream, BoxError> {
    match route {
        Route::Plain(mut tcp, proxy) => {
            let to_proxy = proxy.is_some();
            Ok(HyperStream::new(
                tcp.call(proxy.unwrap_or(host)).await?,
                to_proxy,
            ))
        }
        #[cfg(feature = "__tls")]
        Route::Tls(mut tls, proxy) => {
            let to_proxy = proxy.is_some();
            Ok(HyperStream::new(
                tls.call(proxy.unwrap_or(host)).await?,
                to_proxy,
            ))
        }
        #[cfg(feature = "__tls")]
        Route::Tunnel(mut tunnel) => Ok(HyperStream::new(tunnel.call(host).await?, false)),
    }
}

/// TLS to the host, or to the proxy that forwards requests to it.
#[cfg(feature = "__tls")]
fn tls(tcp: HttpConnector, proxy: Option<Uri>) -> Result<Route, Error> {
    // What is forwarded names its whole URL, which is the way of HTTP/1.1.
    let protocols = if proxy.is_none() {
        Protocols::Newest
    } else {
        Protocols::Http1
    };
    let tls = TlsConfig::new(protocols)?.over(tcp);
    Ok(Route::Tls(tls, proxy))
}

/// TLS to the host through a proxy that only passes bytes on.
#[cfg(feature = "__tls")]
fn tunnel(tcp: HttpConnector, proxy: &Intercept) -> Result<Route, Error> {
    let to_proxy = TlsConfig::new(Protocols::Http1)?.over(tcp);
    let mut tunnel = Tunnel::new(proxy.uri().clone(), to_proxy);
    if let Some(authorization) = proxy.basic_auth() {
        tunnel = tunnel.with_auth(authorization.clone());
    }
    Ok(Route::Tunnel(
        TlsConfig::new(Protocols::Newest)?.over(tunnel),
    ))
}

/// There is no TLS without one of its features.
#[cfg(not(feature = "__tls"))]
fn tls(_tcp: HttpConnector, _proxy: Option<Uri>) -> Result<Route, Error> {
    Err(Error::configuration(
        "no TLS: switch on the feature `rustls` or `native-tls`, or call `ClientBuilder::transport`",
    ))
}

/// There is no TLS without one of its features.
#[cfg(not(feature = "__tls"))]
fn tunnel(tcp: HttpConnector, _proxy: &Intercept) -> Result<Route, Error> {
    tls(tcp, None)
}
