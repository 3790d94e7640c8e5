//! Default transport: `hyper` with a pool of connections.

#[cfg(feature = "http2")]
pub mod activity;
pub mod body;
pub mod builder;
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
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::header::PROXY_AUTHORIZATION;
use http::{HeaderValue, Uri};
use hyper_util::client::proxy::matcher::Intercept;

use crate::runtime::error::Error;
use crate::runtime::text::host::is_loopback;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::connection_options::ConnectionOptions;
use crate::runtime::transport::error::TransportError;
#[cfg(feature = "gzip")]
use crate::runtime::transport::gzip;
use crate::runtime::transport::hyper::connector::HyperConnector;
use crate::runtime::transport::hyper::pool::{Host, Pool};
use crate::runtime::transport::hyper::proxy::proxy_of;
use crate::runtime::transport::hyper::request_body::RequestBody;
use crate::runtime::transport::{Transport, TransportFuture, failed};

/// Default transport: HTTP over a pool of connections to the host of one base URL. Clones share the connections.
///
/// A client creates it by itself. Create one to share its connections between clients, or as a part of a transport of
/// your own. To put a layer around the transport of a client, `ClientBuilder::wrap_transport` is enough.
#[derive(Clone)]
pub struct HyperTransport(Arc<HostTransport>);

/// Connections to a host, which the clones of a transport share.
struct HostTransport {
    pool: Pool,
    proxy_authorization: Option<HeaderValue>,
    options: ConnectionOptions,
    /// Transport to the last other host to which a body was sent in chunks.
    elsewhere: Mutex<Option<HyperTransport>>,
}

impl HyperTransport {
    /// Creates a transport to the host of a base URL, with the default options.
    ///
    /// # Errors
    /// Returns the same errors as `build` of a [`builder`](Self::builder).
    #[inline]
    pub fn new(base_url: &str) -> Result<Self, Error> {
        Self::builder(base_url).build()
    }

    /// Creates a transport to the host of a base URL. `variable` returns the proxy variables of the environment.
    pub(crate) fn to_host(
        base: &Uri,
        options: &ConnectionOptions,
        variable: &dyn Fn(&str) -> Option<OsString>,
    ) -> Result<Self, Error> {
        // Requests to this machine never go through a proxy, which could read plain http.
        let proxy = match base.host() {
            Some(host) if is_loopback(host) => None,
            Some(_) | None => proxy_of(base, variable)?,
        };
        let connector = HyperConnector::new(base, proxy.as_ref(), options)?;
        // A tunnel sends the credentials when it is opened; requests through it must not contain them.
        let is_forwarded = base.scheme_str() == Some("http");
        let authorization = proxy
            .as_ref()
            .filter(|_| is_forwarded)
            .and_then(Intercept::basic_auth);
        let host = Host::of(base).ok_or_else(no_host)?;
        Ok(Self(Arc::new(HostTransport {
            pool: Pool::new(connector, host),
            proxy_authorization: authorization.cloned(),
            options: options.clone(),
            elsewhere: Mutex::default(),
        })))
    }

    /// Returns a transport to the host of a URL for another host. It has the same options, but not the certificate of the
    /// client, which is for this host.
    fn elsewhere(&self, url: &Uri) -> Result<Self, TransportError> {
        let elsewhere = self.0.elsewhere.lock();
        let mut elsewhere = elsewhere.unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = &*elsewhere {
            if last.0.pool.host().is_of(url) {
                return Ok(last.clone());
            }
        }
        let options = self.0.options.without_identity();
        let transport = Self::to_host(url, &options, &|name| std::env::var_os(name))
            .map_err(TransportError::connect)?;
        *elsewhere = Some(transport.clone());
        Ok(transport)
    }

    /// Sends one attempt, to any host. Takes the request out of `request`.
    pub(crate) async fn send_mut(
        &self,
        request: &mut http::Request<RequestBody>,
    ) -> Result<http::Response<Body>, TransportError> {
        let elsewhere;
        let host = if self.0.pool.host().is_of(request.uri()) {
            &self.0
        } else {
            elsewhere = self.elsewhere(request.uri())?;
            &elsewhere.0
        };
        if let Some(authorization) = &host.proxy_authorization {
            let headers = request.headers_mut();
            headers.insert(PROXY_AUTHORIZATION, authorization.clone());
        }
        #[cfg(feature = "gzip")]
        let is_gzip_requested = request.body().is_complete() && gzip::accept(request.headers_mut());
        let response = host.pool.send(request).await?;
        #[cfg(feature = "gzip")]
        if is_gzip_requested {
            return Ok(gzip::decode(response));
        }
        Ok(response.map(Body::hyper))
    }

    /// Returns the future of sending a request to any host.
    #[inline]
    fn sending(&self, mut request: http::Request<RequestBody>) -> TransportFuture {
        let transport = self.clone();
        Box::pin(async move { transport.send_mut(&mut request).await })
    }
}

// `#[inline]`, because the default transport is a trait object only in programs with layers or uploads.
impl Transport for HyperTransport {
    /// Fails without sending anything if the request is for another host than that of the transport.
    #[inline]
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture {
        if !self.0.pool.host().is_of(request.uri()) {
            return failed(TransportError::connect(
                "the request is for another host than that of the base URL of this transport",
            ));
        }
        self.sending(request.map(RequestBody::from))
    }

    /// Sends a request to any host. Connections to another one have the options of this transport, but not the certificate
    /// of the client, unless it is part of a whole configuration of rustls.
    #[inline]
    fn send_streaming(&self, request: http::Request<Body>) -> TransportFuture {
        self.sending(request.map(RequestBody::streaming))
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransport").finish_non_exhaustive()
    }
}

/// Returns the error for a base URL without a host.
pub(crate) fn no_host() -> Error {
    Error::configuration("the base URL must be absolute, such as https://api.example.com")
}
