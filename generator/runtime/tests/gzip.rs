//! Compressed responses of the default transport: promises 5 and 13.

use std::io::Write as _;
use std::sync::{Arc, Mutex};

use flate2::Compression;
use flate2::write::GzEncoder;
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::error::Error;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::support::api::{Animal, GET, build, on, settings};

/// Compresses bytes.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Returns a client of a server that sends this body in chunks on every connection, and the head of the last request.
async fn client(encoding: &str, pieces: Vec<Vec<u8>>, limit: usize) -> (Core, Arc<Mutex<String>>) {
    let length: usize = pieces.iter().map(Vec::len).sum();
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-encoding: {encoding}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
    );
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut settings = settings();
    settings.base_url(format!("http://{}", listener.local_addr().unwrap()));
    settings.max_response_bytes(limit);
    settings.max_retries(0);
    let received = Arc::new(Mutex::new(String::new()));
    let last = Arc::clone(&received);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = vec![0; 4096];
            let length = stream.read(&mut request).await.unwrap();
            *last.lock().unwrap() = String::from_utf8_lossy(&request[..length]).into_owned();
            stream.write_all(head.as_bytes()).await.unwrap();
            for piece in &pieces {
                // The client closes the connection once the limit is exceeded.
                let _ = stream.write_all(piece).await;
                tokio::task::yield_now().await;
            }
        }
    });
    (build(settings).unwrap(), received)
}

/// Returns the outcome of a call whose response has this body.
async fn call(encoding: &str, pieces: Vec<Vec<u8>>, limit: usize) -> Result<Animal, Error> {
    let (core, _) = client(encoding, pieces, limit).await;
    on(&core, &GET, "a").value::<Animal>().await
}

#[tokio::test]
async fn promise_05_compressed_responses_are_decompressed() {
    let whole = gzip(br#"{"id":"a"}"#);
    let bytes: Vec<_> = whole.iter().map(|byte| vec![*byte]).collect();
    let members = vec![gzip(br#"{"id":"#), gzip(br#""a"}"#)];
    for pieces in [vec![whole.clone()], bytes, members] {
        assert_eq!(call("gzip", pieces, 1000).await.unwrap().id, "a");
    }
    let (core, received) = client("X-GZIP", vec![whole.clone()], 1000).await;
    let response = on(&core, &GET, "a").response::<Animal>().await.unwrap();
    assert!(
        received
            .lock()
            .unwrap()
            .contains("\r\naccept-encoding: gzip\r\n")
    );
    assert!(!response.headers().contains_key("content-encoding"));
    assert!(!response.headers().contains_key("content-length"));
    let mut own = on(&core, &GET, "a");
    own.header("accept-encoding", "x-gzip");
    assert_eq!(
        own.value::<Animal>().await.unwrap_err().body().unwrap(),
        &whole
    );
    on(&core, &GET, "a").nothing().await.unwrap();
    let (plain, _) = client("identity", vec![br#"{"id":"p"}"#.to_vec()], 1000).await;
    assert_eq!(
        on(&plain, &GET, "a").value::<Animal>().await.unwrap().id,
        "p"
    );
}

#[tokio::test]
async fn promise_12_broken_compression_is_an_error() {
    let whole = gzip(br#"{"id":"a"}"#);
    let cut = whole[..whole.len() - 3].to_vec();
    let mut changed = whole.clone();
    let crc = changed.len() - 6;
    changed[crc] ^= 1;
    for broken in [cut, changed, b"{\"id\":\"a\"}".to_vec()] {
        let error = call("gzip", vec![broken], 1000).await.unwrap_err();
        assert!(error.is_connection(), "{error}");
    }
    let error = call("gzip", vec![], 1000).await.unwrap_err();
    assert!(
        error.is_decode() && error.to_string().ends_with("the body is empty"),
        "{error}"
    );
}

#[tokio::test]
async fn promise_13_a_decompression_bomb_is_refused() {
    let zeros = vec![b' '; 50_000_000];
    let bomb = gzip(&zeros);
    assert!(bomb.len() < 60_000);
    let error = call("gzip", vec![bomb], 100_000).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "animals.retrieve: the body of the 200 response is larger than 100000 bytes"
    );
    let fits = gzip(format!("{:60000}{}", "", r#"{"id":"a"}"#).as_bytes());
    assert_eq!(call("gzip", vec![fits], 100_000).await.unwrap().id, "a");
}
