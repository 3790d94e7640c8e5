//! TLS for the default transport.

#[cfg(feature = "native-tls")]
pub mod native;
#[cfg(all(feature = "rustls-no-provider", not(feature = "native-tls")))]
pub mod rustls;

/// Protocols that a TLS connection may be used for.
#[derive(Clone, Copy)]
pub(crate) enum Protocols {
    /// HTTP/1.1.
    Http1,
    /// The newest that both sides know.
    Newest,
}
