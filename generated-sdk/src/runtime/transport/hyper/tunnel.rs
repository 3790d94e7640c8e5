//! Tunnels through HTTP proxies (RFC 9110, section 9.3.6).
//!
//! This does not use the tunnels of `hyper-util`, which are generic and would be compiled as a part of this crate.

use std::io;

use http::{HeaderValue, Uri};
use httparse::{Error, Status};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::runtime::text::origin::port;
use crate::runtime::transport::hyper::stream::HyperStream;

/// Maximum number of bytes of a proxy's response.
const MAX_BYTES: usize = 8192;

/// Maximum number of headers of a proxy's response.
const MAX_HEADERS: usize = 100;

/// Request for a tunnel.
pub(crate) struct Tunnel(Vec<u8>);

impl Tunnel {
    /// Returns the request for a tunnel to the host of a URL, with the credentials for the proxy.
    pub(crate) fn new(url: &Uri, authorization: Option<&HeaderValue>) -> Self {
        let host = url.host().unwrap_or_default();
        let target = format!("{host}:{}", port(url));
        let mut request = format!("CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n").into_bytes();
        if let Some(authorization) = authorization {
            request.extend_from_slice(b"Proxy-Authorization: ");
            request.extend_from_slice(authorization.as_bytes());
            request.extend_from_slice(b"\r\n");
        }
        request.extend_from_slice(b"\r\n");
        Self(request)
    }

    /// Opens the tunnel on a connection to the proxy.
    pub(crate) async fn open(&self, proxy: &mut HyperStream) -> io::Result<()> {
        proxy.write_all(&self.0).await?;
        let mut response = vec![0; MAX_BYTES];
        let mut length = 0;
        loop {
            let read = proxy.read(&mut response[length..]).await?;
            if read == 0 {
                return Err(failure("the proxy sent no complete response"));
            }
            length += read;
            if is_open(&response[..length])? {
                return Ok(());
            }
        }
    }
}

/// Returns `true` if a response opens a tunnel, and `false` if it is not complete.
fn is_open(response: &[u8]) -> io::Result<bool> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut head = httparse::Response::new(&mut headers);
    let status = match head.parse(response) {
        Ok(status) => status,
        Err(Error::TooManyHeaders) => return Err(failure("the proxy sent too many headers")),
        Err(_) => return Err(failure("the proxy does not speak HTTP")),
    };
    match (status, head.code) {
        (Status::Complete(length), Some(200..=299)) if length == response.len() => Ok(true),
        // The server behind the tunnel waits for TLS.
        (Status::Complete(_), Some(200..=299)) => Err(failure("the proxy sent bytes before TLS")),
        (Status::Complete(_), Some(407)) => Err(failure("proxy authorization required")),
        (Status::Complete(_), _) => Err(failure("the proxy refused the tunnel")),
        (Status::Partial, _) if response.len() < MAX_BYTES => Ok(false),
        (Status::Partial, _) => Err(failure("the proxy sent too many headers")),
    }
}

/// Returns the error for a tunnel that could not be opened.
fn failure(reason: &str) -> io::Error {
    io::Error::other(format!("tunnel error: {reason}"))
}
