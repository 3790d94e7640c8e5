//! TCP connections to hosts that have several addresses (RFC 8305).
//!
//! This does not use the connector of `hyper-util`, which is generic and would be compiled as a part of this crate.

use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::net::{TcpSocket, TcpStream};

use crate::runtime::time::timeout;

/// Time after which the next address is tried too.
const NEXT_ADDRESS_DELAY: Duration = Duration::from_millis(250);

/// Attempt to connect to one address.
type Attempt = Pin<Box<dyn Future<Output = io::Result<TcpStream>> + Send>>;

/// Connects to one of several addresses of a host. IPv6 and IPv4 alternate. The next address is tried when one fails, or
/// does not respond in time.
///
/// # Errors
/// Returns the first error if no address accepts a connection.
pub async fn connect_to_any(mut addresses: Vec<SocketAddr>) -> io::Result<TcpStream> {
    let mut attempts = Vec::with_capacity(addresses.len());
    let mut wants_ipv6 = addresses.first().is_some_and(SocketAddr::is_ipv6);
    let mut failure = None;
    loop {
        if let Some(address) = take_next(&mut addresses, wants_ipv6) {
            wants_ipv6 = !address.is_ipv6();
            attempts.push(attempt(address));
        } else if attempts.is_empty() {
            return Err(failure.unwrap_or_else(|| io::Error::other("the host has no address")));
        }
        let first = poll_fn(|cx| first_to_end(&mut attempts, cx));
        let result = if addresses.is_empty() {
            Some(first.await)
        } else {
            timeout(NEXT_ADDRESS_DELAY, first).await.ok()
        };
        match result {
            Some(Ok(stream)) => return Ok(stream),
            Some(Err(error)) => failure = failure.or(Some(error)),
            None => {}
        }
    }
}

/// Removes the next address from a list, if possible one of the wanted family.
fn take_next(addresses: &mut Vec<SocketAddr>, wants_ipv6: bool) -> Option<SocketAddr> {
    let is_wanted = |address: &SocketAddr| address.is_ipv6() == wants_ipv6;
    let wanted = addresses.iter().position(is_wanted).unwrap_or_default();
    (!addresses.is_empty()).then(|| addresses.remove(wanted))
}

/// Starts to connect to an address.
fn attempt(address: SocketAddr) -> Attempt {
    Box::pin(async move {
        let socket = match address {
            SocketAddr::V4(_) => TcpSocket::new_v4(),
            SocketAddr::V6(_) => TcpSocket::new_v6(),
        };
        let stream = socket?.connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(stream)
    })
}

/// Returns the result of the first of several attempts that has ended, and removes it.
fn first_to_end(attempts: &mut Vec<Attempt>, cx: &mut Context<'_>) -> Poll<io::Result<TcpStream>> {
    for index in 0..attempts.len() {
        if let Poll::Ready(result) = attempts[index].as_mut().poll(cx) {
            drop(attempts.swap_remove(index));
            return Poll::Ready(result);
        }
    }
    Poll::Pending
}
