//! The default transport: `hyper`, with the connectors of `hyper-util`.

use std::time::Duration;

use bytes::Bytes;
use http::header::PROXY_AUTHORIZATION;
use http::{HeaderValue, Uri};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};

use super::base_url::is_loopback;
use super::body::Body;
use super::configure::Environment;
use super::error::Error;
use super::hyper_connector::HyperConnector;
use super::hyper_outgoing::Outgoing;
use super::hyper_pool::{Host, Pool};
use super::transport_error::TransportError;

/// Sends requests to one host.
pub(super) struct HyperTransport {
    pool: Pool,
    /// Connections live in the runtime that made them, so those of blocking calls are no use to others, nor the other
    /// way round.
    #[cfg(feature = "blocking")]
    blocking_pool: Pool,
    proxy_authorization: Option<HeaderValue>,
}

impl HyperTransport {
    /// A transport to the host of a base URL. The proxy, if any, is that of the environment at this moment.
    pub(super) fn new(
        base: &Uri,
        connect_timeout: Duration,
        env: Environment,
    ) -> Result<Self, Error> {
        // What is on this machine is never asked for through another one: a proxy would read plain http.
        let proxy = match base.host() {
            Some(host) if is_loopback(host) => None,
            Some(_) | None => proxies(env).intercept(base),
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
    pub(super) async fn send(
        &self,
        request: &mut http::Request<Bytes>,
    ) -> Result<http::Response<Body>, TransportError> {
        if let Some(authorization) = &self.proxy_authorization {
            request
                .headers_mut()
                .insert(PROXY_AUTHORIZATION, authorization.clone());
        }
        #[cfg(feature = "gzip")]
        let decodes = super::gzip_body::accept(request);
        let mut request = std::mem::take(request).map(Outgoing::from);
        let response = self.pool().send(&mut request).await?;
        #[cfg(feature = "gzip")]
        if decodes {
            return Ok(super::gzip_body::decode(response));
        }
        Ok(response.map(Body::hyper))
    }

    /// The pool whose connections are served while this is polled.
    fn pool(&self) -> &Pool {
        #[cfg(feature = "blocking")]
        if super::blocking::is_blocking() {
            return &self.blocking_pool;
        }
        &self.pool
    }
}

/// The proxies that the environment names.
fn proxies(env: Environment) -> Matcher {
    let value = |upper, lower| {
        env(upper)
            .or_else(|| env(lower))
            .and_then(|v| v.into_string().ok())
            .unwrap_or_default()
    };
    // Under CGI, `HTTP_PROXY` is the header `Proxy` of a request that somebody else sent.
    let http = if env("REQUEST_METHOD").is_some() {
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
