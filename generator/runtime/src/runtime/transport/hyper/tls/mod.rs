//! TLS of the default transport.

#[cfg(feature = "native-tls")]
pub mod native;
#[cfg(all(feature = "rustls-no-provider", not(feature = "native-tls")))]
pub mod rustls;

/// HTTP versions to negotiate on a TLS connection.
#[derive(Clone, Copy)]
pub(crate) enum Protocols {
    /// Only HTTP/1.1.
    Http1,
    /// Newest version that both sides support.
    Newest,
}
