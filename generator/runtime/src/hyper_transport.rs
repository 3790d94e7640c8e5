//! The default transport: the pooled client of `hyper-util`.

use std::time::Duration;

use bytes::Bytes;
use http::header::{HOST, PROXY_AUTHORIZATION};
use http::{HeaderValue, Uri};
use hyper_util::client::legacy::Client;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use hyper_util::rt::{TokioExecutor, TokioTimer};

use super::base_url::is_loopback;
use super::body::Body;
use super::configure::Environment;
use super::error::Error;
use super::hyper_connector::HyperConnector;
use super::transport_error::TransportError;

/// A pool of connections to one host.
pub(super) struct HyperTransport {
    client: Client<HyperConnector, Body>,
    /// Connections live in the runtime that made them, so those of blocking calls are no use to others, nor the other
    /// way round.
    #[cfg(feature = "blocking")]
    blocking_client: Client<HyperConnector, Body>,
    proxy_authorization: Option<HeaderValue>,
    /// Made once: the client below would put it together for each request. HTTP/2 has no such header, so there is none
    /// where the server may choose it.
    host: Option<HeaderValue>,
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
        let pool = |connector| {
            Client::builder(TokioExecutor::new())
                .pool_timer(TokioTimer::new())
                .build(connector)
        };
        Ok(Self {
            #[cfg(feature = "blocking")]
            blocking_client: pool(connector.clone()),
            client: pool(connector),
            proxy_authorization: authorization.cloned(),
            host: host(base),
        })
    }

    /// Sends one request, once.
    pub(super) async fn send(
        &self,
        mut request: http::Request<Bytes>,
    ) -> Result<http::Response<Body>, TransportError> {
        if let Some(host) = &self.host {
            request.headers_mut().insert(HOST, host.clone());
        }
        if let Some(authorization) = &self.proxy_authorization {
            request
                .headers_mut()
                .insert(PROXY_AUTHORIZATION, authorization.clone());
        }
        #[cfg(feature = "gzip")]
        let decodes = super::gzip_body::accept(&mut request);
        match self.client().request(request.map(Body::from)).await {
            #[cfg(feature = "gzip")]
            Ok(response) if decodes => Ok(super::gzip_body::decode(response)),
            Ok(response) => Ok(response.map(Body::hyper)),
            Err(error) if error.is_connect() => Err(TransportError::connect(error)),
            Err(error) => Err(TransportError::other(error)),
        }
    }

    /// The pool whose connections are served while this is polled.
    fn client(&self) -> &Client<HyperConnector, Body> {
        #[cfg(feature = "blocking")]
        if super::blocking::is_blocking() {
            return &self.blocking_client;
        }
        &self.client
    }
}

/// The header `Host` of all requests below a base URL, unless they may go out as HTTP/2. A port that the scheme implies
/// is left out.
fn host(base: &Uri) -> Option<HeaderValue> {
    let is_https = base.scheme_str() == Some("https");
    if is_https && cfg!(feature = "http2") {
        return None;
    }
    let implied = if is_https { 443 } else { 80 };
    let host = base.host()?;
    match base.port_u16().filter(|port| *port != implied) {
        Some(port) => HeaderValue::try_from(format!("{host}:{port}")).ok(),
        None => HeaderValue::from_str(host).ok(),
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
