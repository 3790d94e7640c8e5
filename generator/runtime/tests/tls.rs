//! TLS and HTTP/2 of the default transport, against a server with its own certificate: promise 5.
//!
//! The client uses the trust store of the platform, which a test cannot change in its own process. Therefore the client
//! runs in another process, whose environment specifies the certificate authority of these tests.

use std::io;
use std::process::Stdio;
use std::sync::{Arc, Mutex};

#[cfg(feature = "http2")]
use http::Response;
use http::Version;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::server::danger::ClientCertVerifier;
#[cfg(feature = "http2")]
use tokio_rustls::server::TlsStream;

use crate::support::api::{Animal, GET, client, on};

/// Environment variable with the address of the server, for the other process.
const URL: &str = "SDK_RUNTIME_TLS_URL";

/// Certificate authority of these tests, for the environment variable that TLS libraries read. Valid until 2126.
pub const AUTHORITY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/authority.pem");

/// HTTP versions that a server used, one for each request.
pub type Spoken = Arc<Mutex<Vec<Version>>>;

/// Returns an acceptor for `localhost` that offers these protocols.
pub fn acceptor(protocols: &[&str]) -> TlsAcceptor {
    acceptor_with(protocols, WebPkiClientVerifier::no_client_auth())
}

/// Returns an acceptor for `localhost` that verifies certificates of clients.
pub fn acceptor_with(protocols: &[&str], clients: Arc<dyn ClientCertVerifier>) -> TlsAcceptor {
    let certificate = CertificateDer::from_pem_slice(include_bytes!("data/localhost.pem"));
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("data/localhost.key"));
    let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_client_cert_verifier(clients)
        .with_single_cert(vec![certificate.unwrap()], key.unwrap())
        .unwrap();
    config.alpn_protocols = protocols
        .iter()
        .map(|name| name.as_bytes().to_vec())
        .collect();
    TlsAcceptor::from(Arc::new(config))
}

/// Starts a server for `localhost` that offers these protocols.
async fn server(protocols: &[&str]) -> (String, Spoken) {
    server_with(acceptor(protocols)).await
}

/// Starts a server for `localhost` with an acceptor.
pub async fn server_with(acceptor: TlsAcceptor) -> (String, Spoken) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let spoken = Spoken::default();
    let shared = Arc::clone(&spoken);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // A client that does not trust the certificate aborts the handshake, which is not an error of the server.
            tokio::spawn(serve(acceptor.clone(), stream, Arc::clone(&shared)));
        }
    });
    (format!("https://localhost:{port}"), spoken)
}

/// Answers the requests of one connection.
async fn serve(acceptor: TlsAcceptor, stream: TcpStream, spoken: Spoken) -> io::Result<()> {
    let mut stream = acceptor.accept(stream).await?;
    #[cfg(feature = "http2")]
    if stream.get_ref().1.alpn_protocol() == Some(b"h2") {
        return serve_http2(stream, spoken).await;
    }
    let mut request = [0; 4096];
    while stream.read(&mut request).await? > 0 {
        spoken.lock().unwrap().push(Version::HTTP_11);
        let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n{\"id\":\"h1\"}";
        stream.write_all(answer).await?;
    }
    Ok(())
}

/// Answers the requests of one connection by HTTP/2.
#[cfg(feature = "http2")]
async fn serve_http2(stream: TlsStream<TcpStream>, spoken: Spoken) -> io::Result<()> {
    let mut connection = h2::server::handshake(stream)
        .await
        .map_err(io::Error::other)?;
    while let Some(Ok((request, mut respond))) = connection.accept().await {
        spoken.lock().unwrap().push(request.version());
        let body = respond.send_response(Response::new(()), false);
        let mut body = body.map_err(io::Error::other)?;
        let sent = body.send_data(r#"{"id":"h2"}"#.into(), true);
        sent.map_err(io::Error::other)?;
    }
    Ok(())
}

/// Runs `ask` in another process, and returns its output.
async fn ask_elsewhere(url: &str, authority: &str) -> String {
    run_elsewhere("tls::ask", url, authority).await
}

/// Runs an ignored test in another process that trusts an authority, and returns its output.
pub async fn run_elsewhere(test: &str, url: &str, authority: &str) -> String {
    let program = std::env::current_exe().unwrap();
    let mut command = std::process::Command::new(program);
    command
        .args(["--exact", test, "--ignored", "--nocapture"])
        .env(URL, url)
        .env("SSL_CERT_FILE", authority)
        .env_remove("SSL_CERT_DIR")
        .stdin(Stdio::null());
    let output = tokio::task::spawn_blocking(move || command.output());
    let output = output.await.unwrap().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test]
#[ignore = "the client of the tests below, which run it in a process of its own"]
async fn ask() {
    let url = std::env::var(URL).expect("this test is only run by another test");
    let core = client(&url);
    for _ in 0..2 {
        let mut get = on(&core, &GET, "a");
        get.set_max_retries(0);
        match get.value::<Animal>().await {
            Ok(animal) => println!("<{}>", animal.id),
            Err(error) => println!("<{} {error}>", error.is_connection()),
        }
    }
}

#[tokio::test]
async fn promise_05_tls_uses_the_trust_store_of_the_platform() {
    let (url, spoken) = server(&["http/1.1"]).await;
    let said = ask_elsewhere(&url, AUTHORITY).await;
    assert_eq!(said.matches("<h1>").count(), 2, "{said}");
    assert_eq!(*spoken.lock().unwrap(), [Version::HTTP_11; 2]);
    let other = AUTHORITY.replace("authority", "stranger");
    let said = ask_elsewhere(&url, &other).await;
    let refused = "<true animals.retrieve: no connection could be made: ";
    assert!(said.contains(refused), "{said}");
    assert_eq!(spoken.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn promise_05_http_2_is_used_if_both_sides_support_it() {
    let (url, spoken) = server(&["h2", "http/1.1"]).await;
    let said = ask_elsewhere(&url, AUTHORITY).await;
    let (answer, version) = if cfg!(feature = "http2") {
        ("<h2>", Version::HTTP_2)
    } else {
        ("<h1>", Version::HTTP_11)
    };
    assert_eq!(said.matches(answer).count(), 2, "{said}");
    assert_eq!(*spoken.lock().unwrap(), [version; 2]);
}
