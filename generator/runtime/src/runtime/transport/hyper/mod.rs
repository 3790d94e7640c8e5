//! Default transport: `hyper` with a pool of connections.

#[cfg(feature = "http2")]
pub mod activity;
pub mod body;
pub mod connection;
pub mod connector;
pub mod happy_eyeballs;
#[cfg(feature = "http2")]
pub mod http2;
pub mod idle;
pub mod no_proxy;
pub mod pool;
pub mod proxy;
pub mod request_body;
pub mod send_error;
pub mod stream;
pub mod tcp;
#[cfg(feature = "__tls")]
pub mod tls;
#[cfg(feature = "__tls")]
pub mod tunnel;

use std::ffi::OsString;
use std::time::Duration;

use bytes::Bytes;
use http::header::PROXY_AUTHORIZATION;
use http::{HeaderValue, Uri};
use hyper_util::client::proxy::matcher::Intercept;

use crate::runtime::error::Error;
use crate::runtime::text::host::is_loopback;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::error::TransportError;
#[cfg(feature = "gzip")]
use crate::runtime::transport::gzip;
use crate::runtime::transport::hyper::connector::HyperConnector;
use crate::runtime::transport::hyper::pool::{Host, Pool};
use crate::runtime::transport::hyper::proxy::proxy_of;
use crate::runtime::transport::hyper::request_body::RequestBody;

/// Transport to the host of one base URL.
pub(crate) struct HyperTransport {
    pool: Pool,
    proxy_authorization: Option<HeaderValue>,
}

impl HyperTransport {
    /// Creates a transport to the host of a base URL. The proxy variables of the environment are read once, here.
    pub(crate) fn new(
        base: &Uri,
        connect_timeout: Duration,
        variable: &dyn Fn(&str) -> Option<OsString>,
    ) -> Result<Self, Error> {
        // Requests to this machine never go through a proxy, which could read plain http.
        let proxy = match base.host() {
            Some(host) if is_loopback(host) => None,
            Some(_) | None => proxy_of(base, variable)?,
        };
        let connector = HyperConnector::new(base, proxy.as_ref(), connect_timeout)?;
        // A tunnel sends the credentials when it is opened; requests through it must not contain them.
        let is_forwarded = base.scheme_str() == Some("http");
        let authorization = proxy
            .as_ref()
            .filter(|_| is_forwarded)
            .and_then(Intercept::basic_auth);
        let host = Host::of(base)
            .ok_or_else(|| Error::configuration("the base URL has no host to connect to"))?;
        Ok(Self {
            pool: Pool::new(connector, host),
            proxy_authorization: authorization.cloned(),
        })
    }

    /// Sends one attempt. Takes the request out of `request`.
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
        let is_gzip_requested = gzip::accept(request);
        let mut request = std::mem::take(request).map(RequestBody::from);
        let response = self.pool.send(&mut request).await?;
        #[cfg(feature = "gzip")]
        if is_gzip_requested {
            return Ok(gzip::decode(response));
        }
        Ok(response.map(Body::hyper))
    }
}
