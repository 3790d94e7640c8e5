//! The default transport: `hyper`, with the connectors of `hyper-util`.

pub mod body;
pub mod connection;
pub mod connector;
pub mod idle;
pub mod pool;
pub mod request_body;
pub mod stream;
#[cfg(feature = "__tls")]
pub mod tls;

use std::ffi::OsString;
use std::time::Duration;

use bytes::Bytes;
use http::header::PROXY_AUTHORIZATION;
use http::{HeaderValue, Uri};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};

use crate::runtime::error::Error;
use crate::runtime::text::host::is_loopback;
#[cfg(feature = "blocking")]
use crate::runtime::transport::blocking::is_blocking;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::error::TransportError;
#[cfg(feature = "gzip")]
use crate::runtime::transport::gzip;
use crate::runtime::transport::hyper::connector::HyperConnector;
use crate::runtime::transport::hyper::pool::{Host, Pool};
use crate::runtime::transport::hyper::request_body::Outgoing;

/// Sends requests to one host.
pub(crate) struct HyperTransport {
    pool: Pool,
    /// Connections live in the runtime that made them, so those of blocking calls are no use to others, nor the other
    /// way round.
    #[cfg(feature = "blocking")]
    blocking_pool: Pool,
    proxy_authorization: Option<HeaderValue>,
}

impl HyperTransport {
    /// A transport to the host of a base URL. The proxy, if any, is that of the environment at this moment.
    pub(crate) fn new(
        base: &Uri,
        connect_timeout: Duration,
        variable: &dyn Fn(&str) -> Option<OsString>,
    ) -> Result<Self, Error> {
        // What is on this machine is never asked for through another one: a proxy would read plain http.
        let proxy = match base.host() {
            Some(host) if is_loopback(host) => None,
            Some(_) | None => proxies(variable).intercept(base),
        };
        let connector = HyperConnector::new(base, proxy.as_ref(), connect_timeout)?;
        // A tunnel shows it to the proxy when it is made, so requests through it must not.
        let forwards = base.scheme_str() == Some("http");
        let authorization = proxy
            .as_ref()
            .filter(|_| forwards)
            .and_then(Intercept::basic_auth);
        let host = Host::of(base)
            .ok_or_else(|| Error::configuration("the base URL has no host to connect to"))?;
        Ok(Self {
            #[cfg(feature = "blocking")]
            blocking_pool: Pool::new(connector.clone(), host.clone()),
            pool: Pool::new(connector, host),
            proxy_authorization: authorization.cloned(),
        })
    }

    /// Sends one request, once, and leaves nothing of it.
    pub(crate) async fn send(
        &self,
        request: &mut http::Request<Bytes>,
    ) -> Result<http::Response<Body>, TransportError> {
        if let Some(authorization) = &self.proxy_authorization {
            request
                .headers_mut()
                .insert(PROXY_AUTHORIZATION, authorization.clone());
        }
        #[cfg(feature = "gzip")]
        let decodes = gzip::accept(request);
        let mut request = std::mem::take(request).map(Outgoing::from);
        let response = self.pool().send(&mut request).await?;
        #[cfg(feature = "gzip")]
        if decodes {
            return Ok(gzip::decode(response));
        }
        Ok(response.map(Body::hyper))
    }

    /// The pool whose connections are served while this is polled.
    fn pool(&self) -> &Pool {
        #[cfg(feature = "blocking")]
        if is_blocking() {
            return &self.blocking_pool;
        }
        &self.pool
    }
}

/// The proxies that the environment names.
fn proxies(variable: &dyn Fn(&str) -> Option<OsString>) -> Matcher {
    let value = |upper, lower| {
        variable(upper)
            .or_else(|| variable(lower))
            .and_then(|v| v.into_string().ok())
            .unwrap_or_default()
    };
    // Under CGI, `HTTP_PROXY` is the header `Proxy` of a request that somebody else sent.
    let http = if variable("REQUEST_METHOD").is_some() {
        String::new()
    } else {
        value("HTTP_PROXY", "http_proxy")
    };
    Matcher::builder()
        .all(value("ALL_PROXY", "all_proxy"))
        .http(http)
        .https(value("HTTPS_PROXY", "https_proxy"))
        .no(value("NO_PROXY", "no_proxy"))
        .build()
}
