//! Default transport on a real socket: promises 5, 13 and 19.

use std::future::poll_fn;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::transport::hyper::happy_eyeballs::connect_to_any;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::time::Instant;

use crate::support::api::{Animal, CREATE, GET, build_in, client, on, settings};
use crate::support::faults::{Faulty, Step};
use crate::support::server::{Reply, Server};

const ANIMAL: &str = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{\"id\":\"a\"}";

/// Returns a client with a base URL and an environment.
fn client_in(url: &str, variables: &[(&str, &str)]) -> Result<Core, Error> {
    let mut settings = settings();
    settings.base_url(url.to_owned());
    settings.allow_plain_http(true);
    settings.max_retries(0);
    build_in(settings, variables)
}

/// Returns the error of a single creation, which is only retried if the server certainly did not process it.
async fn creation(url: &str) -> Error {
    on(&client(url), &CREATE, "a")
        .value::<Animal>()
        .await
        .unwrap_err()
}

#[tokio::test]
async fn promise_05_connections_are_reused() {
    let replies = std::iter::repeat_n(vec![Step::Read, Step::Write(ANIMAL)], 3).flatten();
    let server = Faulty::start(vec![replies.collect()]).await;
    let core = client(&format!("http://{}", server.address));
    for _ in 0..3 {
        on(&core, &GET, "a").value::<Animal>().await.unwrap();
    }
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn promise_05_the_host_header_contains_the_port() {
    let server = Server::start([Reply::new(200, r#"{"id":"a"}"#)]).await;
    let core = client(&format!("{}/x", server.url()));
    on(&core, &GET, "a").value::<Animal>().await.unwrap();
    let sent = &server.requests()[0];
    assert_eq!(sent.target, "/x/v1/animals/a");
    assert_eq!(format!("http://{}", sent.headers["host"]), server.url());
}

#[tokio::test]
async fn promise_05_http_through_a_proxy() {
    let proxy = Server::start([Reply::new(200, r#"{"id":"a"}"#)]).await;
    let address = proxy.url().replace("http://", "http://user:pa55@");
    let core = client_in(
        "http://zoo.invalid/x",
        &[("http_proxy", &address), ("NO_PROXY", "other.invalid")],
    )
    .unwrap();
    on(&core, &GET, "a").value::<Animal>().await.unwrap();
    let sent = &proxy.requests()[0];
    assert_eq!(sent.target, "http://zoo.invalid/x/v1/animals/a");
    assert_eq!(sent.headers["host"], "zoo.invalid");
    assert_eq!(sent.headers["proxy-authorization"], "Basic dXNlcjpwYTU1");
}

#[tokio::test]
async fn promise_05_no_proxy() {
    let proxy = Server::start([]).await;
    let address = ("HTTP_PROXY", proxy.url());
    for exception in [("NO_PROXY", "zoo.invalid"), ("REQUEST_METHOD", "GET")] {
        let core = client_in("http://zoo.invalid", &[address, exception]).unwrap();
        let asked = on(&core, &GET, "a").value::<Animal>().await;
        assert!(asked.unwrap_err().is_connection());
    }
    assert_eq!(proxy.requests().len(), 0);
    let socks = [("HTTP_PROXY", "socks5://127.0.0.1:1")];
    let error = client_in("http://zoo.invalid", &socks).unwrap_err();
    assert!(error.is_configuration(), "{error}");
}

#[tokio::test]
async fn promise_05_loopback_is_never_proxied() {
    let server = Server::start([Reply::new(200, r#"{"id":"a"}"#)]).await;
    let dead = [("HTTP_PROXY", "http://127.0.0.1:1")];
    let core = client_in(server.url(), &dead).unwrap();
    on(&core, &GET, "a").value::<Animal>().await.unwrap();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn promise_05_https_through_a_tunnel() {
    let script = vec![
        Step::Read,
        Step::Write("HTTP/1.1 200 OK\r\n\r\n"),
        Step::Write("this is no TLS at all"),
    ];
    let mut proxy = Faulty::start(vec![script]).await;
    let address = format!("http://user:pa55@{}", proxy.address);
    let core = client_in("https://zoo.invalid:8443", &[("HTTPS_PROXY", &address)]).unwrap();
    let error = on(&core, &GET, "a").value::<Animal>().await.unwrap_err();
    let connect = proxy.received.recv().await.unwrap();
    assert!(
        connect.starts_with("CONNECT zoo.invalid:8443 HTTP/1.1\r\n"),
        "{connect}"
    );
    assert!(
        connect.contains("\r\nProxy-Authorization: Basic dXNlcjpwYTU1\r\n"),
        "{connect}"
    );
    assert!(
        !connect.contains("k3y"),
        "the proxy must not receive the key"
    );
    assert!(
        error.is_connection() && !format!("{error} {error:?}").contains("pa55"),
        "{error:?}"
    );
    let refusing = Faulty::start(vec![vec![
        Step::Read,
        Step::Write("HTTP/1.1 407 No\r\n\r\n"),
    ]])
    .await;
    let core = client_in(
        "https://zoo.invalid",
        &[("HTTPS_PROXY", &format!("http://{}", refusing.address))],
    )
    .unwrap();
    let error = on(&core, &GET, "a").value::<Animal>().await.unwrap_err();
    let words = "no connection could be made: tunnel error: proxy authorization required";
    assert_eq!(error.to_string(), format!("animals.retrieve: {words}"));
}

/// Returns the error of a request through a proxy that answers `CONNECT` with some chunks.
async fn tunnel_error(chunks: &[&'static str]) -> String {
    let mut script = vec![Step::Read];
    script.extend(chunks.iter().map(|chunk| Step::Write(chunk)));
    let proxy = Faulty::start(vec![script]).await;
    let address = format!("http://{}", proxy.address);
    let core = client_in("https://zoo.invalid", &[("HTTPS_PROXY", &address)]).unwrap();
    let call = on(&core, &GET, "a").value::<Animal>();
    call.await.unwrap_err().to_string()
}

#[tokio::test]
async fn promise_05_responses_of_a_proxy() {
    let prefix = "animals.retrieve: no connection could be made: ";
    let many: &'static str = "x: y\r\n".repeat(200).leak();
    let long: &'static str = "x: y".repeat(3000).leak();
    let cases: &[(&[&'static str], &str)] = &[
        (&[], "tunnel error: the proxy sent no complete response"),
        (
            &["HTTP/1.1 200 OK\r\n"],
            "tunnel error: the proxy sent no complete response",
        ),
        (
            &["HTTP/1.1 503 No\r\n\r\n"],
            "tunnel error: the proxy refused the tunnel",
        ),
        (
            &["HTTP/1.1 407 No\r\n\r\n"],
            "tunnel error: proxy authorization required",
        ),
        (
            &["SSH-2.0\r\n\r\n"],
            "tunnel error: the proxy does not speak HTTP",
        ),
        (
            &["HTTP/1.1 200 OK\r\n\r\nx"],
            "tunnel error: the proxy sent bytes before TLS",
        ),
        (
            &["HTTP/1.1 200 OK\r\n", long],
            "tunnel error: the proxy sent too many headers",
        ),
        (
            &["HTTP/1.1 200 OK\r\n", many],
            "tunnel error: the proxy sent too many headers",
        ),
    ];
    for (chunks, error) in cases {
        assert_eq!(tunnel_error(chunks).await, format!("{prefix}{error}"));
    }
    for chunks in [
        &["HTTP/1.0 200 OK\r\nA:", " b\r\n\r\n"][..],
        &["HTTP/1.1 204 No\r\n\r\n"],
    ] {
        let error = tunnel_error(chunks).await;
        assert!(
            !error.contains("tunnel error"),
            "TLS begins in the tunnel: {error}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn promise_05_a_refused_handshake_is_no_connection() {
    let server = Faulty::start(vec![vec![Step::Write("HTTP/1.1 400 Bad Request\r\n\r\n")]]).await;
    let error = creation(&format!("https://{}", server.address)).await;
    assert!(error.is_connection());
    assert_eq!(
        error.attempts().len(),
        3,
        "a creation that was not sent is retried"
    );
    assert_eq!(server.connections(), 3);
}

#[tokio::test(start_paused = true)]
async fn promise_17_a_refused_connection_is_retried() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let error = creation(&format!("http://{address}")).await;
    assert!(
        error.is_connection() && error.attempts().len() == 3,
        "{error}"
    );
    assert!(
        error
            .to_string()
            .starts_with("animals.create: no connection could be made: "),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn promise_17_a_connection_that_breaks() {
    let before = vec![Step::Read];
    let within = vec![
        Step::Read,
        Step::Write("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{\"id\""),
    ];
    for broken in [before, within] {
        let server = Faulty::start(vec![broken, vec![Step::Read, Step::Write(ANIMAL)]]).await;
        let url = format!("http://{}", server.address);
        let error = creation(&url).await;
        assert!(
            error.is_connection() && error.attempts().len() == 1,
            "{error:?}"
        );
    }
    let server = Faulty::start(vec![
        vec![Step::Read],
        vec![Step::Read, Step::Write(ANIMAL)],
    ])
    .await;
    let core = client(&format!("http://{}", server.address));
    let response = on(&core, &GET, "a").response::<Animal>().await.unwrap();
    assert_eq!(response.attempts().len(), 2);
}

#[tokio::test]
async fn promise_13_chunks_are_counted() {
    let chunks =
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n8\r\n12345678\r\n8\r\n12345678\r\n";
    let server = Faulty::start(vec![vec![
        Step::Read,
        Step::Write(chunks),
        Step::AwaitClose,
    ]])
    .await;
    let mut settings = settings();
    settings.base_url(format!("http://{}", server.address));
    settings.max_response_bytes(15);
    let error = on(&build_in(settings, &[]).unwrap(), &GET, "a")
        .value::<Animal>()
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "animals.retrieve: the body of the 200 response is larger than 15 bytes"
    );
    let huge = "HTTP/1.1 200 OK\r\ncontent-length: 999999999999\r\n\r\n";
    let server = Faulty::start(vec![vec![Step::Read, Step::Write(huge), Step::AwaitClose]]).await;
    let error = creation(&format!("http://{}", server.address)).await;
    assert!(
        error.is_decode(),
        "what is announced too large is not even read: {error}"
    );
}

#[tokio::test]
async fn promise_19_connecting_has_its_own_timeout() {
    let silent = Faulty::start(vec![vec![Step::AwaitClose]]).await;
    let mut settings = settings();
    settings.base_url(format!("https://{}", silent.address));
    settings.connect_timeout(std::time::Duration::from_millis(30));
    settings.max_retries(1);
    let core = build_in(settings, &[]).unwrap();
    let error = on(&core, &CREATE, "a").value::<Animal>().await.unwrap_err();
    assert!(
        error.is_timeout(),
        "the handshake belongs to connecting: {error:?}"
    );
    assert_eq!(
        error.to_string(),
        "animals.create: connecting timed out, after 2 attempts"
    );
    let soon = std::time::Duration::from_secs(5);
    assert!(
        error
            .attempts()
            .iter()
            .all(|attempt| attempt.duration < soon)
    );
}

#[tokio::test]
async fn promise_19_dropping_a_call_closes_its_connection() {
    let mut server = Faulty::start(vec![vec![Step::Read, Step::AwaitClose]]).await;
    let core = client(&format!("http://{}", server.address));
    let mut call = on(&core, &GET, "a").value::<Animal>();
    tokio::select! {
        _ = &mut call => panic!("the server sends no response"),
        read = server.received.recv() => assert!(read.is_some()),
    }
    drop(call);
    assert!(server.closed.recv().await.is_some());
}

#[tokio::test]
async fn promise_19_all_addresses_of_a_host_are_tried() {
    let dead = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let refused = dead.local_addr().unwrap();
    drop(dead);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let stream = connect_to_any(vec![refused, address]).await.unwrap();
    assert_eq!(stream.peer_addr().unwrap(), address);
    assert!(stream.nodelay().unwrap(), "requests are not delayed");
    let error = connect_to_any(vec![refused, refused]).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionRefused);
    let error = connect_to_any(Vec::new()).await.unwrap_err();
    assert_eq!(error.to_string(), "the host has no address");
}

/// Listener whose backlog is full, so that the operating system does not respond to more connections.
struct FullListener {
    address: SocketAddr,
    _listener: TcpListener,
    _connections: Vec<Pin<Box<dyn Future<Output = std::io::Result<TcpStream>>>>>,
}

async fn full_listener() -> FullListener {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut connections: Vec<Pin<Box<dyn Future<Output = _>>>> = Vec::new();
    for _ in 0..8 {
        let mut connecting = Box::pin(TcpStream::connect(address));
        poll_fn(|cx| Poll::Ready(connecting.as_mut().poll(cx).is_ready())).await;
        connections.push(connecting);
    }
    FullListener {
        address,
        _listener: listener,
        _connections: connections,
    }
}

#[tokio::test(start_paused = true)]
async fn promise_19_an_address_that_does_not_respond_does_not_delay_the_next() {
    let full = full_listener().await;
    let open = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = open.local_addr().unwrap();
    let started = Instant::now();
    let addresses = vec![full.address, full.address, address];
    let stream = connect_to_any(addresses).await.unwrap();
    assert_eq!(stream.peer_addr().unwrap(), address);
    let elapsed = started.elapsed();
    assert!(elapsed < Duration::from_secs(1), "{elapsed:?}");
    assert!(elapsed >= Duration::from_millis(500), "{elapsed:?}");
}

#[tokio::test(start_paused = true)]
async fn promise_19_families_of_addresses_alternate() {
    let full = full_listener().await;
    let same = SocketAddr::new("::ffff:127.0.0.1".parse().unwrap(), full.address.port());
    let open = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = open.local_addr().unwrap();
    let started = Instant::now();
    let stream = connect_to_any(vec![same, same, same, address])
        .await
        .unwrap();
    assert_eq!(stream.peer_addr().unwrap(), address);
    let elapsed = started.elapsed();
    assert!(elapsed < Duration::from_millis(400), "{elapsed:?}");
}
