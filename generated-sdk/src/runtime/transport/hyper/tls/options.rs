//! TLS options of the default transport.

use std::fmt;
#[cfg(feature = "rustls-no-provider")]
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::runtime::error::Error;

/// TLS options of the default transport: root certificates, and the certificate of the client.
///
/// Certificates and keys are parsed when the client is built. The options apply to connections to the API and to proxies.
///
/// With the feature `native-tls`, the TLS of the platform is used, which has neither bundled root certificates nor
/// settings of rustls. Building a client with these is then an error.
#[derive(Clone, Default)]
#[must_use = "options do nothing until they are passed to a builder"]
pub struct TlsOptions {
    pub(crate) added_roots: Vec<RootCertificate>,
    pub(crate) roots: Roots,
    pub(crate) identity: Option<TlsIdentity>,
    #[cfg(feature = "rustls-no-provider")]
    pub(crate) config: Option<RustlsConfig>,
}

/// Function that returns a copy of the configuration of the user. Copying one is a lot of code, which is compiled only in
/// programs that have one.
#[cfg(feature = "rustls-no-provider")]
type RustlsConfig = Arc<dyn Fn() -> rustls::ClientConfig + Send + Sync>;

/// Root certificate in one of its formats.
#[derive(Clone)]
pub(crate) enum RootCertificate {
    Pem(Vec<u8>),
    Der(Vec<u8>),
}

/// Root certificates that are trusted, beside the added ones.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Roots {
    /// Those of the platform.
    #[default]
    Platform,
    /// Those of the crate `webpki-roots`.
    #[cfg(feature = "webpki-roots")]
    Bundled,
    /// None.
    Added,
}

/// Certificate of a client, in PEM.
#[derive(Clone)]
pub(crate) struct TlsIdentity {
    pub(crate) certificates: Vec<u8>,
    pub(crate) key: Zeroizing<Vec<u8>>,
}

impl TlsOptions {
    /// Creates options with the root certificates of the platform and without a certificate of the client.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds root certificates in PEM, such as the content of a file. It may contain several.
    pub fn add_root_pem(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.added_roots.push(RootCertificate::Pem(pem.into()));
        self
    }

    /// Adds a root certificate in DER.
    pub fn add_root_der(mut self, der: impl Into<Vec<u8>>) -> Self {
        self.added_roots.push(RootCertificate::Der(der.into()));
        self
    }

    /// Trusts only the root certificates that are added, and not those of the platform.
    pub fn only_added_roots(mut self) -> Self {
        self.roots = Roots::Added;
        self
    }

    /// Trusts the root certificates of Mozilla that are built into the program, and those that are added, but not those of
    /// the platform.
    ///
    /// With the feature, they are also used if the platform has no root certificates, as in a minimal container.
    #[cfg(feature = "webpki-roots")]
    #[cfg_attr(docsrs, doc(cfg(feature = "webpki-roots")))]
    pub fn bundled_roots(mut self) -> Self {
        self.roots = Roots::Bundled;
        self
    }

    /// Sets the certificate that the client presents if the server requests one (mutual TLS). `certificates` is its chain,
    /// beginning with its own certificate, and `key` its private key, both in PEM. They may be the same file.
    pub fn identity_pem(
        mut self,
        certificates: impl Into<Vec<u8>>,
        key: impl Into<Vec<u8>>,
    ) -> Self {
        self.identity = Some(TlsIdentity {
            certificates: certificates.into(),
            key: Zeroizing::new(key.into()),
        });
        self
    }

    /// Sets the whole configuration of rustls. Other options cannot be set as well. The client only replaces its protocols
    /// (ALPN).
    ///
    /// The type is that of `rustls` 0.23. A new minor version of it is a breaking change of this method.
    #[cfg(feature = "rustls-no-provider")]
    #[cfg_attr(docsrs, doc(cfg(feature = "rustls-no-provider")))]
    #[inline]
    pub fn rustls_config(mut self, config: rustls::ClientConfig) -> Self {
        self.config = Some(Arc::new(move || config.clone()));
        self
    }

    /// Returns an error if options contradict each other.
    pub(crate) fn check(&self) -> Result<(), Error> {
        #[cfg(feature = "rustls-no-provider")]
        {
            let is_default = self.added_roots.is_empty()
                && self.roots == Roots::Platform
                && self.identity.is_none();
            if self.config.is_some() && !is_default {
                return Err(Error::configuration(
                    "`TlsOptions::rustls_config` was given together with other options: set these in the `ClientConfig`",
                ));
            }
        }
        if self.roots == Roots::Added && self.added_roots.is_empty() {
            return Err(Error::configuration(
                "`TlsOptions::only_added_roots` was given without a root certificate: add one with `add_root_pem`",
            ));
        }
        Ok(())
    }
}

/// Returns the error for text that has no certificate in PEM.
pub(crate) fn no_certificate(method: &str) -> Error {
    Error::configuration(format!(
        "`TlsOptions::{method}` was given no certificate in PEM: \
         pass the content of a file with `-----BEGIN CERTIFICATE-----`"
    ))
}

/// Returns the error for a root certificate that cannot be parsed.
pub(crate) fn invalid_root(method: &str) -> Error {
    Error::configuration(format!(
        "`TlsOptions::{method}` was given an invalid certificate: pass an X.509 certificate of a certificate authority"
    ))
}

/// Returns the error for text that has no private key in PEM.
pub(crate) fn no_key(key: &[u8]) -> Error {
    Error::configuration(if contains(key, "ENCRYPTED") {
        "the private key of `TlsOptions::identity_pem` is encrypted: decrypt it, for example with `openssl pkey`"
    } else {
        "`TlsOptions::identity_pem` was given no private key in PEM: \
         pass the content of a file with `-----BEGIN PRIVATE KEY-----`"
    })
}

/// Beginning of the first line of a certificate in PEM.
#[cfg(feature = "native-tls")]
pub(crate) const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----";

/// Beginning of the first line of a private key in PEM that is not encrypted.
#[cfg(feature = "native-tls")]
pub(crate) const PRIVATE_KEY: &str = "-----BEGIN PRIVATE KEY-----";

/// Returns `true` if bytes contain a text.
pub(crate) fn contains(bytes: &[u8], text: &str) -> bool {
    let mut windows = bytes.windows(text.len());
    windows.any(|window| window == text.as_bytes())
}

/// Returns the error for a certificate and a key that cannot be used together.
pub(crate) fn invalid_identity() -> Error {
    Error::configuration(
        "the certificate and the private key of `TlsOptions::identity_pem` cannot be used: \
         pass the private key that belongs to the first certificate",
    )
}

impl fmt::Debug for TlsOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TlsOptions").finish_non_exhaustive()
    }
}
