//! Default transport to several hosts: servers of an API, and a token server.

use std::ffi::OsString;
#[cfg(feature = "hyper")]
use std::sync::Arc;

#[cfg(feature = "hyper")]
use bytes::Bytes;
use http::Uri;

use crate::runtime::error::Error;
#[cfg(feature = "hyper")]
use crate::runtime::text::origin::same_origin;
#[cfg(feature = "hyper")]
use crate::runtime::transport::body::Body;
use crate::runtime::transport::connection_options::ConnectionOptions;
#[cfg(feature = "hyper")]
use crate::runtime::transport::error::TransportError;
#[cfg(feature = "hyper")]
use crate::runtime::transport::hyper::HyperTransport;
use crate::runtime::transport::sender::Sender;
#[cfg(feature = "hyper")]
use crate::runtime::transport::{Transport, TransportFuture, failed};

/// Creates the default transport to the hosts of these URLs. `variable` returns the proxy variables of the environment.
///
/// # Errors
/// Returns a configuration error if there is no default transport, or if an option is not valid.
#[cfg(feature = "hyper")]
pub fn connect(
    urls: &[Uri],
    options: &ConnectionOptions,
    variable: &dyn Fn(&str) -> Option<OsString>,
) -> Result<Sender, Error> {
    let host = |url: &Uri| HyperTransport::to_host(url, options, variable);
    let mut hosts = Vec::with_capacity(urls.len());
    for (index, url) in urls.iter().enumerate() {
        let transport = match host(url) {
            Ok(transport) => Ok(transport),
            Err(error) if index == 0 => return Err(error),
            // Most calls are for the first host, which may need less: plain HTTP needs no TLS.
            Err(error) => Err(error.to_string()),
        };
        hosts.push((url.clone(), transport));
    }
    Ok(Sender::Provided(Arc::new(Hosts(hosts))))
}

/// Returns an error, because there is no default transport without the feature `hyper`.
///
/// # Errors
/// Always.
#[cfg(not(feature = "hyper"))]
pub fn connect(
    urls: &[Uri],
    options: &ConnectionOptions,
    variable: &dyn Fn(&str) -> Option<OsString>,
) -> Result<Sender, Error> {
    let first = urls.first().cloned().unwrap_or_default();
    Sender::standard(&first, options, variable)
}

/// Transports to several hosts, each with one of their URLs; an error is the reason why there is none.
#[cfg(feature = "hyper")]
struct Hosts(Vec<(Uri, Result<HyperTransport, String>)>);

#[cfg(feature = "hyper")]
impl Hosts {
    /// Returns the transport to the host of a URL.
    fn of(&self, url: &Uri) -> Result<&HyperTransport, TransportError> {
        match self.0.iter().find(|(host, _)| same_origin(host, url)) {
            Some((_, Ok(transport))) => Ok(transport),
            Some((_, Err(reason))) => Err(TransportError::connect(reason.clone())),
            None => Err(TransportError::connect(
                "the request is for another host than those of the servers of the API",
            )),
        }
    }
}

#[cfg(feature = "hyper")]
impl Transport for Hosts {
    /// Fails without sending anything if the request is for none of the hosts.
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture {
        match self.of(request.uri()) {
            Ok(transport) => transport.send(request),
            Err(error) => failed(error),
        }
    }

    /// Sends a request to any host.
    fn send_streaming(&self, request: http::Request<Body>) -> TransportFuture {
        let first = self
            .0
            .iter()
            .find_map(|(_, transport)| transport.as_ref().ok());
        match (self.of(request.uri()), first) {
            (Ok(transport), _) | (Err(_), Some(transport)) => transport.send_streaming(request),
            (Err(error), None) => failed(error),
        }
    }
}
