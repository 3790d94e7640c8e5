//! HTTP versions to negotiate on TLS connections.

/// HTTP versions to negotiate on a TLS connection.
#[derive(Clone, Copy)]
pub(crate) enum Protocols {
    /// Only HTTP/1.1.
    Http1,
    /// Newest version that both sides support.
    Newest,
}
