//! Root certificates for rustls.

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use crate::runtime::error::Error;
use crate::runtime::transport::hyper::tls::options::{
    RootCertificate, Roots, TlsOptions, invalid_root, no_certificate,
};

/// Returns the root certificates that the options trust.
///
/// # Errors
/// Returns a configuration error if a certificate is invalid, or if there is none.
pub(crate) fn root_certificates(options: &TlsOptions) -> Result<RootCertStore, Error> {
    let mut roots = RootCertStore::empty();
    for root in &options.added_roots {
        add(&mut roots, root)?;
    }
    match options.roots {
        Roots::Platform => add_those_of_the_platform(&mut roots)?,
        #[cfg(feature = "webpki-roots")]
        Roots::Bundled => add_bundled(&mut roots),
        Roots::Added => {}
    }
    Ok(roots)
}

/// Adds the root certificates of the platform. Those that rustls cannot read are left out. If there are none at all, the
/// bundled ones take their place.
fn add_those_of_the_platform(roots: &mut RootCertStore) -> Result<(), Error> {
    let platform = rustls_native_certs::load_native_certs();
    roots.add_parsable_certificates(platform.certs);
    #[cfg(feature = "webpki-roots")]
    if roots.is_empty() {
        add_bundled(roots);
    }
    if roots.is_empty() {
        let error = Error::configuration(
            "the platform has no root certificates: install them, pass some to `TlsOptions`, \
             or enable the feature `webpki-roots`",
        );
        return Err(match platform.errors.into_iter().next() {
            Some(cause) => error.caused_by(cause),
            None => error,
        });
    }
    Ok(())
}

#[cfg(feature = "webpki-roots")]
fn add_bundled(roots: &mut RootCertStore) {
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
}

/// Adds the certificates that the user has given.
fn add(roots: &mut RootCertStore, root: &RootCertificate) -> Result<(), Error> {
    let (method, certificates) = match root {
        RootCertificate::Der(der) => ("add_root_der", vec![CertificateDer::from(&**der)]),
        RootCertificate::Pem(pem) => ("add_root_pem", certificates(pem, "add_root_pem")?),
    };
    for certificate in certificates {
        let added = roots.add(certificate);
        added.map_err(|error| invalid_root(method).caused_by(error))?;
    }
    Ok(())
}

/// Returns the certificates in a PEM text.
pub(crate) fn certificates(
    pem: &[u8],
    method: &str,
) -> Result<Vec<CertificateDer<'static>>, Error> {
    let mut certificates = Vec::new();
    for certificate in CertificateDer::pem_slice_iter(pem) {
        certificates.push(certificate.map_err(|_| no_certificate(method))?);
    }
    if certificates.is_empty() {
        return Err(no_certificate(method));
    }
    Ok(certificates)
}
