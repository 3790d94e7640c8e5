//! TLS options of the default transport, against a server with its own certificate: promise 5.

use std::sync::Arc;

use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::content::UploadContent;
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::transport::hyper::HyperTransport;
use sdk_runtime::runtime::transport::hyper::tls::options::TlsOptions;
use tokio_rustls::rustls::RootCertStore;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::server::WebPkiClientVerifier;

use crate::support::api::{Animal, GET, build, client_over, on, settings};
use crate::support::fake::Fake;
use crate::support::server::Server;
use crate::tls::{acceptor, acceptor_with, server_with};
use crate::uploads::{created, upload};

const AUTHORITY: &str = include_str!("data/authority.pem");
const STRANGER: &str = include_str!("data/stranger.pem");
const CLIENT: &str = include_str!("data/client.pem");
const KEY: &str = include_str!("data/client.key");
const OTHER_KEY: &str = include_str!("data/localhost.key");

/// Builds a client with TLS options.
fn client(url: &str, options: TlsOptions) -> Result<Core, Error> {
    let mut settings = settings();
    settings.base_url(url.to_owned());
    settings.max_retries(0);
    settings.tls(options);
    build(settings)
}

/// Makes a call, and returns the kind of its failure.
async fn call(url: &str, options: TlsOptions) -> Result<String, Error> {
    let core = client(url, options).unwrap();
    let animal = on(&core, &GET, "a").value::<Animal>().await?;
    Ok(animal.id)
}

/// Returns the DER of a certificate in PEM.
fn der(pem: &str) -> CertificateDer<'static> {
    CertificateDer::from_pem_slice(pem.as_bytes()).unwrap()
}

#[tokio::test]
async fn promise_05_root_certificates_can_be_added() {
    let (url, _) = server_with(acceptor(&["http/1.1"])).await;
    for options in [
        TlsOptions::new().add_root_pem(AUTHORITY),
        TlsOptions::new().add_root_pem(format!("text\n{STRANGER}\n{AUTHORITY}")),
        TlsOptions::new().add_root_der(der(AUTHORITY).as_ref()),
        TlsOptions::new().only_added_roots().add_root_pem(AUTHORITY),
    ] {
        assert_eq!(call(&url, options).await.unwrap(), "h1");
    }
    for options in [
        TlsOptions::new(),
        TlsOptions::new().add_root_pem(STRANGER),
        TlsOptions::new().only_added_roots().add_root_pem(STRANGER),
    ] {
        assert!(call(&url, options).await.unwrap_err().is_connection());
    }
}

#[tokio::test]
async fn promise_05_tls_options_apply_to_a_transport_of_its_own_and_to_http_2() {
    let (url, _) = server_with(acceptor(&["h2", "http/1.1"])).await;
    let builder = HyperTransport::builder(&url).tls(TlsOptions::new().add_root_pem(AUTHORITY));
    let builder = builder.connect_timeout(std::time::Duration::from_secs(60));
    assert_eq!(format!("{builder:?}"), "HyperTransportBuilder { .. }");
    let core = client_over(builder.build().unwrap(), &url);
    let animal = on(&core, &GET, "a").value::<Animal>().await.unwrap();
    let due = if cfg!(feature = "http2") { "h2" } else { "h1" };
    assert_eq!(animal.id, due);
}

#[tokio::test]
async fn promise_05_a_client_presents_its_certificate() {
    let mut clients = RootCertStore::empty();
    clients
        .add(der(include_str!("data/client_authority.pem")))
        .unwrap();
    let provider = Arc::new(default_provider());
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(clients), provider);
    let acceptor = acceptor_with(&["http/1.1"], verifier.build().unwrap());
    let (url, _) = server_with(acceptor).await;
    let trusting = TlsOptions::new().add_root_pem(AUTHORITY);
    let known = trusting.clone().identity_pem(CLIENT, KEY);
    assert_eq!(call(&url, known).await.unwrap(), "h1");
    let one_file = format!("{KEY}{CLIENT}");
    let known = trusting.clone().identity_pem(&*one_file, &*one_file);
    assert_eq!(call(&url, known).await.unwrap(), "h1");
    assert!(call(&url, trusting).await.unwrap_err().is_connection());
}

#[tokio::test]
async fn promise_05_an_upload_has_the_tls_options_but_not_the_certificate_of_the_client() {
    let mut clients = RootCertStore::empty();
    clients
        .add(der(include_str!("data/client_authority.pem")))
        .unwrap();
    let provider = Arc::new(default_provider());
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(clients), provider);
    let knowing = acceptor_with(&["http/1.1"], verifier.build().unwrap());
    let (knowing, _) = server_with(knowing).await;
    let (open, _) = server_with(acceptor(&["http/1.1", "h2"])).await;
    for (storage, is_accepted) in [(open, true), (knowing, false)] {
        let api = Server::start([created(&storage, 1)]).await;
        let trusting = TlsOptions::new().add_root_pem(AUTHORITY);
        let core = client(api.url(), trusting.identity_pem(CLIENT, KEY)).unwrap();
        let uploaded = upload(&core, UploadContent::bytes("a")).await;
        assert_eq!(uploaded.is_ok(), is_accepted, "{uploaded:?}");
    }
}

#[test]
fn promise_05_invalid_tls_options_are_errors_with_a_remedy() {
    let key = "-----BEGIN PRIVATE KEY-----\nc4nary==\n-----END PRIVATE KEY-----\n";
    let encrypted = key.replace("PRIVATE", "ENCRYPTED PRIVATE");
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let new = TlsOptions::new;
    for (options, method, remedy) in [
        (new().add_root_pem(""), "add_root_pem", "BEGIN CERTIFICATE"),
        (new().add_root_pem(KEY), "add_root_pem", "BEGIN CERTIFICATE"),
        (new().add_root_pem(broken), "add_root_pem", "X.509"),
        (new().add_root_der("x"), "add_root_der", "X.509"),
        (new().only_added_roots(), "only_added_roots", "add_root_pem"),
        (
            new().identity_pem(KEY, KEY),
            "identity_pem",
            "BEGIN CERTIFICATE",
        ),
        (
            new().identity_pem(CLIENT, CLIENT),
            "identity_pem",
            "BEGIN PRIVATE KEY",
        ),
        (
            new().identity_pem(CLIENT, encrypted),
            "identity_pem",
            "openssl pkey",
        ),
        (
            new().identity_pem(CLIENT, OTHER_KEY),
            "identity_pem",
            "belongs",
        ),
        (
            new().identity_pem(CLIENT, key),
            "identity_pem",
            "private key",
        ),
    ] {
        // They are checked even if the connections do not use TLS.
        for url in ["https://zoo.invalid", "http://127.0.0.1:7"] {
            let options = options.clone().add_root_pem(AUTHORITY);
            let options = if method == "only_added_roots" {
                new().only_added_roots()
            } else {
                options
            };
            let error = client(url, options).unwrap_err();
            let text = error.to_string();
            assert!(error.is_configuration(), "{text}");
            assert!(text.contains(method) && text.contains(remedy), "{text}");
            assert!(!format!("{error:?}").contains("c4nary"), "{error:?}");
        }
    }
    let shown = format!("{:?}", new().identity_pem(CLIENT, key));
    assert_eq!(shown, "TlsOptions { .. }");
}

#[test]
fn promise_05_tls_options_without_effect_are_errors() {
    let mut over = settings();
    over.transport(Fake::new([]));
    over.tls(TlsOptions::new());
    let error = build(over).unwrap_err().to_string();
    assert!(
        error.contains("`tls`") && error.contains("`ClientBuilder::transport`"),
        "{error}"
    );
    let core = client("http://127.0.0.1:7", TlsOptions::new()).unwrap();
    let mut derived = core.settings();
    derived.tls(TlsOptions::new());
    let error = core.derived(derived).unwrap_err().to_string();
    assert!(
        error.starts_with("`tls` needs other connections"),
        "{error}"
    );
}

/// Returns a configuration of rustls that trusts the authority of these tests.
fn configuration() -> tokio_rustls::rustls::ClientConfig {
    let mut roots = RootCertStore::empty();
    roots.add(der(AUTHORITY)).unwrap();
    let provider = Arc::new(default_provider());
    tokio_rustls::rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth()
}

#[cfg(not(feature = "native-tls"))]
#[tokio::test]
async fn promise_05_a_configuration_of_rustls_is_used() {
    let (url, _) = server_with(acceptor(&["h2", "http/1.1"])).await;
    let mut config = configuration();
    config.alpn_protocols = vec![b"spdy/3".to_vec()];
    let due = if cfg!(feature = "http2") { "h2" } else { "h1" };
    let options = TlsOptions::new().rustls_config(config);
    assert_eq!(call(&url, options.clone()).await.unwrap(), due);
    for both in [
        options.clone().add_root_pem(AUTHORITY),
        options.clone().only_added_roots(),
        options.identity_pem(CLIENT, KEY),
    ] {
        let error = client(&url, both).unwrap_err().to_string();
        assert!(
            error.contains("rustls_config") && error.contains("ClientConfig"),
            "{error}"
        );
    }
}

#[cfg(all(feature = "webpki-roots", not(feature = "native-tls")))]
#[tokio::test]
async fn promise_05_bundled_root_certificates_are_used() {
    let (url, _) = server_with(acceptor(&["http/1.1"])).await;
    let bundled = TlsOptions::new().bundled_roots();
    assert!(
        call(&url, bundled.clone())
            .await
            .unwrap_err()
            .is_connection()
    );
    let added = bundled.add_root_pem(AUTHORITY);
    assert_eq!(call(&url, added).await.unwrap(), "h1");
}

#[cfg(feature = "native-tls")]
#[test]
fn promise_05_options_of_rustls_are_errors_with_native_tls() {
    let mut options = vec![(
        TlsOptions::new().rustls_config(configuration()),
        "rustls_config",
    )];
    #[cfg(feature = "webpki-roots")]
    options.push((TlsOptions::new().bundled_roots(), "bundled_roots"));
    for (options, method) in options {
        let error = client("https://zoo.invalid", options)
            .unwrap_err()
            .to_string();
        assert!(
            error.contains(method) && error.contains("`native-tls`"),
            "{error}"
        );
    }
}
