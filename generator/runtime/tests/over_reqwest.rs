//! Transport over a configured `reqwest::Client`: promises 5, 13, 17 and 19.

use std::sync::atomic::Ordering;
use std::time::Duration;

use reqwest::redirect::Policy;
use sdk_runtime::runtime::content::UploadContent;
use sdk_runtime::runtime::transport::reqwest::ReqwestTransport;
use tokio::time::Instant;

use crate::multipart::{SCAN, chunks, file, parts};
use crate::support::api::{Animal, CREATE, GET, client, client_over, on, request};
use crate::support::faults::{Faulty, Step};
use crate::support::server::{Reply, Server};
use crate::undriven::{CALLS, Idle, Threaded, UNASKED, run};
use crate::uploads::{Chunks, TemporaryFile, created, upload};

/// Returns a transport as the documentation recommends it.
fn transport() -> ReqwestTransport {
    ReqwestTransport::build(reqwest::Client::builder().no_proxy()).unwrap()
}

#[tokio::test]
async fn promise_05_reqwest_sends_the_same_request() {
    let replies = || (0..2).map(|_| Reply::new(200, r#"{"id":"a"}"#).header("x-request-id", "r1"));
    let mut seen = Vec::new();
    for reqwest in [false, true] {
        let server = Server::start(replies()).await;
        let core = if reqwest {
            client_over(transport(), server.url())
        } else {
            client(server.url())
        };
        on(&core, &GET, "a/ü").value::<Animal>().await.unwrap();
        let mut create = on(&core, &CREATE, "a");
        create.put_field("name", "Rex");
        let response = create.response::<Animal>().await.unwrap();
        assert_eq!(response.request_id(), Some("r1"));
        let mut requests = server.requests();
        for request in &mut requests {
            request.headers.remove("host");
            // Each transport requests the compression that it can decode.
            request.headers.remove("accept-encoding");
        }
        seen.push(format!("{requests:#?}"));
    }
    assert_eq!(seen[0], seen[1]);
}

#[tokio::test]
async fn promise_05_bytes_that_came_before_a_request_are_not_its_response_over_reqwest() {
    for idle in [
        Idle::Send(UNASKED),
        Idle::SendAndClose(UNASKED),
        Idle::Close,
        Idle::Reset,
    ] {
        let over = |url: &str| client_over(transport(), url);
        let server = Threaded::start_with(|control| run(idle, control), over);
        assert_eq!(server.calls().await, CALLS, "{idle:?}");
    }
}

/// Without the feature `gzip` of `reqwest`, the compressed bytes cannot be decoded either. With it, they are corrupt.
#[tokio::test]
async fn promise_12_a_corrupt_body_is_a_decoding_error_over_reqwest() {
    let corrupt = "\u{1f}not gzip";
    let reply = || Reply::new(200, corrupt).header("content-encoding", "gzip");
    let server = Server::start([reply(), reply()]).await;
    let core = client_over(transport(), server.url());
    let error = on(&core, &GET, "a").value::<Animal>().await.unwrap_err();
    assert!(error.is_decode(), "{error}");
    assert_eq!(server.requests().len(), 1, "it is not retried");
}

#[tokio::test]
async fn promise_13_reqwest_follows_no_redirect() {
    let elsewhere = Server::start([Reply::new(200, r#"{"id":"b"}"#)]).await;
    let redirect = || Reply::new(307, "").header("location", elsewhere.url());
    let server = Server::start([redirect(), redirect()]).await;
    let core = client_over(transport(), server.url());
    let error = on(&core, &CREATE, "a").value::<Animal>().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 307);
    assert_eq!(elsewhere.requests().len(), 0);
    let follows = reqwest::Client::builder()
        .no_proxy()
        .redirect(Policy::default());
    let core = client_over(
        ReqwestTransport::new(follows.build().unwrap()),
        server.url(),
    );
    let error = on(&core, &CREATE, "a").value::<Animal>().await.unwrap_err();
    assert!(error.is_connection() && error.attempts().len() == 1);
    assert!(
        error.to_string().contains("has followed a redirect"),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn promise_17_reqwest_detects_requests_that_were_not_sent() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let core = client_over(transport(), &url);
    let error = on(&core, &CREATE, "c4n")
        .value::<Animal>()
        .await
        .unwrap_err();
    assert!(
        error.is_connection() && error.attempts().len() == 3,
        "{error}"
    );
    let broken = Faulty::start(vec![vec![Step::Read]]).await;
    let core = client_over(transport(), &format!("http://{}", broken.address));
    let mut create = on(&core, &CREATE, "a");
    create.query_param("q", "c4n");
    let error = create.value::<Animal>().await.unwrap_err();
    assert!(
        error.is_connection() && error.attempts().len() == 1,
        "{error}"
    );
    assert!(!format!("{error} {error:?}").contains("c4n"), "{error:?}");
}

#[tokio::test]
async fn promise_19_reqwest_has_the_same_timeouts() {
    let silent = Faulty::start(vec![vec![Step::Read, Step::AwaitClose]]).await;
    let url = format!("http://{}", silent.address);
    let mut create = on(&client_over(transport(), &url), &CREATE, "a");
    create.set_timeout(Duration::from_millis(30));
    assert!(create.nothing().await.unwrap_err().is_timeout());
    let own = reqwest::Client::builder()
        .no_proxy()
        .timeout(Duration::from_millis(30));
    let core = client_over(ReqwestTransport::build(own).unwrap(), &url);
    let started = Instant::now();
    let error = on(&core, &CREATE, "a").nothing().await.unwrap_err();
    assert!(
        error.is_timeout() && started.elapsed() < Duration::from_secs(5),
        "{error}"
    );
}

#[tokio::test]
async fn reqwest_uploads_files_and_streams() {
    let file = TemporaryFile::new("reqwest", b"0123456789");
    let (stream, read) = Chunks::new([&b"01234"[..], b"56789"]);
    let contents = [
        UploadContent::path(&file.0),
        UploadContent::stream(stream, 10),
    ];
    for content in contents {
        let storage = Server::start([Reply::new(201, "")]).await;
        let api = Server::start([created(storage.url(), 10)]).await;
        let core = client_over(transport(), api.url());
        upload(&core, content).await.unwrap();
        let sent = &storage.requests()[0];
        assert_eq!((&*sent.method, &*sent.body), ("PUT", "0123456789"));
        assert_eq!(sent.headers["content-length"], "10");
        assert!(!sent.headers.contains_key("transfer-encoding"));
        assert!(!sent.headers.contains_key("authorization"));
    }
    assert_eq!(read.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn reqwest_sends_the_same_multipart_bodies() {
    let path = file("reqwest.txt", "from a file");
    let mut seen = Vec::new();
    for reqwest in [false, true] {
        let server = Server::start([Reply::new(200, r#"{"id":"a"}"#)]).await;
        let core = if reqwest {
            client_over(transport(), server.url())
        } else {
            client(server.url())
        };
        let mut scan = request(&core, &SCAN);
        scan.body::<String>("purpose", "label");
        scan.file("bytes", UploadContent::bytes("from memory"));
        scan.file("file", UploadContent::path(&path));
        scan.file("stream", chunks(&["from ", "a stream"]));
        scan.value::<Animal>().await.unwrap();
        let received = server.requests().remove(0);
        assert_eq!(
            received.headers["content-length"],
            received.body.len().to_string()
        );
        seen.push(parts(&received));
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0].len(), 4);
    assert!(seen[0][3].ends_with("from a stream"), "{:?}", seen[0]);
}

#[tokio::test]
async fn promise_04_a_url_of_another_origin_has_no_credentials_over_reqwest() {
    let (home, away) = (
        Server::start([]).await,
        Server::start([Reply::new(200, "{}")]).await,
    );
    let core = client_over(transport(), home.url());
    let post = core.request(http::Method::POST, format!("{}/x?a=1", away.url()));
    post.body("text/plain", "x").await.unwrap();
    let sent = &away.requests()[0];
    assert_eq!((&*sent.target, &*sent.body), ("/x?a=1", "x"));
    assert_eq!(sent.headers.get("authorization"), None);
}
