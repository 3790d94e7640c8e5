//! The connections of the default transport, all of which lead to the host of one base URL.
//!
//! The pool of `hyper-util` is made for any number of hosts. It spawns a task for each response, boxes a large future and
//! locks twice, which together cost a small call a fifth of its time. One host needs a list.

use std::sync::Arc;

use http::header::HOST;
use http::uri::{Authority, PathAndQuery, Scheme};
use http::{HeaderValue, Request, Response, Uri};

use crate::runtime::transport::error::TransportError;
use crate::runtime::transport::hyper::body::HyperBody;
use crate::runtime::transport::hyper::connection::{Connection, Unsent};
use crate::runtime::transport::hyper::connector::HyperConnector;
use crate::runtime::transport::hyper::idle::Idle;
use crate::runtime::transport::hyper::request_body::Outgoing;

/// Connections to one host, as many as there are requests at the same time.
pub(crate) struct Pool {
    connector: HyperConnector,
    idle: Arc<Idle>,
    host: Host,
}

/// The names of a host in requests to it.
#[derive(Clone)]
pub(crate) struct Host {
    scheme: Scheme,
    authority: Authority,
    /// What HTTP/1.1 has in place of the authority, made once. A port that the scheme implies is left out.
    header: HeaderValue,
}

impl Host {
    /// The host of an absolute URL.
    pub(crate) fn of(url: &Uri) -> Option<Self> {
        let scheme = url.scheme()?.clone();
        let authority = url.authority()?.clone();
        let implied = if scheme == Scheme::HTTPS { 443 } else { 80 };
        let name = authority.host();
        let header = match authority.port_u16().filter(|port| *port != implied) {
            Some(port) => HeaderValue::try_from(format!("{name}:{port}")).ok()?,
            None => HeaderValue::from_str(name).ok()?,
        };
        Some(Self {
            scheme,
            authority,
            header,
        })
    }

    /// Gives a request the form that a connection expects.
    fn address(&self, request: &mut Request<Outgoing>, connection: &Connection) {
        let path = request.uri().path_and_query().cloned();
        let path = path.unwrap_or_else(|| PathAndQuery::from_static("/"));
        let mut uri = http::uri::Parts::default();
        uri.path_and_query = Some(path);
        if connection.names_whole_url() {
            uri.scheme = Some(self.scheme.clone());
            uri.authority = Some(self.authority.clone());
        }
        // Parts of a URL that was one already are a URL again.
        *request.uri_mut() = Uri::from_parts(uri).unwrap_or_default();
        if connection.has_host_header() {
            request.headers_mut().insert(HOST, self.header.clone());
        } else {
            request.headers_mut().remove(HOST);
        }
    }
}

impl Pool {
    /// A pool without connections.
    pub(crate) fn new(connector: HyperConnector, host: Host) -> Self {
        Self {
            connector,
            idle: Arc::default(),
            host,
        }
    }

    /// Sends a request over a connection that waits, or over a new one.
    pub(crate) async fn send(
        &self,
        request: &mut Request<Outgoing>,
    ) -> Result<Response<HyperBody>, TransportError> {
        loop {
            let waiting = self.idle.take();
            let is_new = waiting.is_none();
            let connection = match waiting {
                Some(connection) => connection,
                // It happens rarely and needs much room, which the other calls do without.
                None => Box::pin(self.connect()).await?,
            };
            self.host.address(request, &connection);
            match connection.send(request).await {
                Ok((response, connection)) => {
                    return Ok(response.map(|body| HyperBody::new(body, connection, &self.idle)));
                }
                // The server may have closed what waited here. What did not leave over one can leave over the next.
                Err(Unsent::Kept(_)) if !is_new => {}
                Err(Unsent::Kept(error)) => return Err(TransportError::connect(error)),
                Err(Unsent::Lost(error)) => return Err(TransportError::other(error)),
            }
        }
    }

    /// A new connection.
    async fn connect(&self) -> Result<Connection, TransportError> {
        let stream = self.connector.connect().await;
        let stream = stream.map_err(TransportError::connect)?;
        let idle = Arc::downgrade(&self.idle);
        let expire = move || {
            if let Some(idle) = idle.upgrade() {
                idle.expire();
            }
        };
        let connection = Connection::open(stream, expire).await;
        let connection = connection.map_err(TransportError::connect)?;
        if let Some(shared) = connection.share() {
            self.idle.put(shared);
        }
        Ok(connection)
    }
}
