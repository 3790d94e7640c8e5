//! TLS of the default transport.

#[cfg(feature = "native-tls")]
pub mod native;
pub mod options;
pub mod protocols;
#[cfg(not(feature = "native-tls"))]
pub mod roots;
#[cfg(not(feature = "native-tls"))]
pub mod rustls;

#[cfg(feature = "native-tls")]
pub(crate) use native::Tls;
#[cfg(not(feature = "native-tls"))]
pub(crate) use rustls::Tls;
