//! Connection pool of the default transport. All its connections lead to the host of one base URL.
//!
//! This does not use the pool of `hyper-util`, which supports any number of hosts: it spawns a task for each response,
//! boxes a large future and locks twice, which takes a fifth of the time of a small call. A list is enough for one
//! host.

use std::sync::Arc;

use http::header::HOST;
use http::uri::{Authority, PathAndQuery, Scheme};
use http::{HeaderValue, Request, Response, Uri};
use tokio::runtime::Handle;

use crate::runtime::text::origin::{own_port, same_host};
use crate::runtime::transport::error::TransportError;
use crate::runtime::transport::hyper::body::HyperBody;
use crate::runtime::transport::hyper::connection::Connection;
use crate::runtime::transport::hyper::connector::HyperConnector;
use crate::runtime::transport::hyper::idle::Idle;
use crate::runtime::transport::hyper::request_body::RequestBody;
use crate::runtime::transport::hyper::send_error::SendError;

/// Connection pool of one host. The number of connections is not limited. A client may be used in several runtimes, each
/// of which only uses the connections that it has opened.
pub(crate) struct Pool {
    connector: HyperConnector,
    idle: Arc<Idle>,
    host: Host,
}

/// Forms of a host in requests.
#[derive(Clone)]
pub(crate) struct Host {
    scheme: Scheme,
    authority: Authority,
    /// Value of the `Host` header for HTTP/1.1. The default port of the scheme is omitted.
    header: HeaderValue,
}

impl Host {
    /// Returns the host of an absolute URL.
    pub(crate) fn of(url: &Uri) -> Option<Self> {
        let scheme = url.scheme()?.clone();
        let authority = url.authority()?.clone();
        let name = authority.host();
        let header = match own_port(&scheme, &authority) {
            Some(port) => HeaderValue::try_from(format!("{name}:{port}")).ok()?,
            None => HeaderValue::from_str(name).ok()?,
        };
        Some(Self {
            scheme,
            authority,
            header,
        })
    }

    /// Returns `true` if a URL leads to this host. One without a host does.
    pub(crate) fn is_of(&self, url: &Uri) -> bool {
        let is_own = |other: &Authority| same_host(&self.scheme, &self.authority, other);
        url.scheme().is_none_or(|scheme| *scheme == self.scheme)
            && url.authority().is_none_or(is_own)
    }

    /// Sets the URL and the `Host` header of a request in the form that a connection requires.
    fn set_target(&self, request: &mut Request<RequestBody>, connection: &Connection) {
        let path = request.uri().path_and_query().cloned();
        let path = path.unwrap_or_else(|| PathAndQuery::from_static("/"));
        let mut components = http::uri::Parts::default();
        components.path_and_query = Some(path);
        if connection.uses_absolute_url() {
            components.scheme = Some(self.scheme.clone());
            components.authority = Some(self.authority.clone());
        }
        // This cannot fail, because all components come from valid URLs.
        *request.uri_mut() = Uri::from_parts(components).unwrap_or_default();
        if connection.has_host_header() {
            request.headers_mut().insert(HOST, self.header.clone());
        } else {
            request.headers_mut().remove(HOST);
        }
    }
}

impl Pool {
    /// Creates a pool without connections.
    pub(crate) fn new(connector: HyperConnector, host: Host) -> Self {
        Self {
            connector,
            idle: Arc::default(),
            host,
        }
    }

    /// Returns the host of the connections.
    pub(crate) fn host(&self) -> &Host {
        &self.host
    }

    /// Sends a request over an idle connection, or over a new one.
    pub(crate) async fn send(
        &self,
        request: &mut Request<RequestBody>,
    ) -> Result<Response<HyperBody>, TransportError> {
        loop {
            let idle = self.idle.take(Handle::current().id());
            let is_new = idle.is_none();
            let connection = match idle {
                Some(connection) => connection,
                // Boxed, so that the large future for connecting does not make the future of each call larger.
                None => Box::pin(self.connect()).await?,
            };
            self.host.set_target(request, &connection);
            match connection.send(request).await {
                Ok((response, connection)) => {
                    return Ok(response.map(|body| HyperBody::new(body, connection, &self.idle)));
                }
                // The server may have closed an idle connection. The request was not sent, so it can use another one.
                Err(SendError::NotSent(_)) if !is_new => {}
                Err(SendError::NotSent(error)) => return Err(TransportError::connect(error)),
                #[cfg(feature = "http2")]
                Err(SendError::NotProcessed(error)) => {
                    return Err(TransportError::unprocessed(error));
                }
                Err(SendError::MaybeSent(error)) => return Err(TransportError::other(error)),
            }
        }
    }

    /// Opens a new connection.
    async fn connect(&self) -> Result<Connection, TransportError> {
        let stream = self.connector.connect().await;
        let stream = stream.map_err(TransportError::connect)?;
        let idle = Arc::downgrade(&self.idle);
        let expire = move || {
            if let Some(idle) = idle.upgrade() {
                idle.expire();
            }
        };
        let connection = Connection::open(stream, Box::new(expire)).await;
        let connection = connection.map_err(TransportError::connect)?;
        if let Some(shared) = connection.share() {
            self.idle.put(shared);
        }
        Ok(connection)
    }
}
