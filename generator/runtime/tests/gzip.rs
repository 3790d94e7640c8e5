//! Compressed responses of the default transport: promises 5 and 13.

use std::io::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use flate2::Compression;
use flate2::write::GzEncoder;
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::error::Error;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::support::api::{self, Animal, EVENTS, GET, STREAM, build, on, request, settings};

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
async fn promise_05_bytes_behind_a_compressed_body_are_ignored() {
    let whole = gzip(br#"{"id":"a"}"#);
    for behind in [&b"\0"[..], &[0; 512], b"\r\n", b"\n", b"garbage", b"\x1f"] {
        let padded = [&*whole, behind].concat();
        let bytes: Vec<_> = padded.iter().map(|byte| vec![*byte]).collect();
        for pieces in [
            vec![padded.clone()],
            bytes,
            vec![whole.clone(), behind.to_vec()],
        ] {
            assert_eq!(
                call("gzip", pieces, 1000).await.unwrap().id,
                "a",
                "{behind:?}"
            );
        }
    }
}

/// Returns bodies that are corrupt, although they have arrived completely.
fn corrupt_bodies() -> Vec<Vec<u8>> {
    let whole = gzip(br#"{"id":"a"}"#);
    let changed = |index: usize| {
        let mut changed = whole.clone();
        changed[index] ^= 0xff;
        changed
    };
    let length = whole.len();
    vec![
        whole[..length - 3].to_vec(),
        whole[..1].to_vec(),
        // The method, the compressed data, the checksum and the length.
        changed(2),
        changed(10),
        changed(length - 6),
        changed(length - 2),
        b"{\"id\":\"a\"}".to_vec(),
        // The second member is incomplete.
        [&*whole, &whole[..length - 3]].concat(),
    ]
}

#[tokio::test]
async fn promise_12_a_corrupt_body_is_a_decoding_error() {
    for corrupt in corrupt_bodies() {
        let (core, connections) = framed_client("200 OK", true, corrupt.clone()).await;
        let error = on(&core, &GET, "a").value::<Animal>().await.unwrap_err();
        assert!(error.is_decode(), "{corrupt:?}: {error}");
        assert_eq!(
            error.to_string(),
            "animals.retrieve: the body of the 200 response cannot be decompressed"
        );
        assert_eq!(error.status().unwrap(), 200);
        assert_eq!(error.attempts().len(), 1, "it is not retried");
        assert_eq!(connections.load(Ordering::SeqCst), 1);
    }
    let error = call("gzip", vec![], 1000).await.unwrap_err();
    assert!(
        error.is_decode() && error.to_string().ends_with("the body is empty"),
        "{error}"
    );
}

#[tokio::test]
async fn promise_17_a_compressed_body_that_is_cut_short_by_the_connection_is_retried() {
    let whole = gzip(br#"{"id":"a"}"#);
    let cut = whole[..whole.len() - 3].to_vec();
    let (core, connections) = framed_client("200 OK", false, cut).await;
    let mut request = on(&core, &GET, "a");
    request.set_max_retries(1);
    let error = request.value::<Animal>().await.unwrap_err();
    assert!(error.is_connection(), "{error}");
    assert_eq!(connections.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn promise_12_an_error_status_keeps_its_message_if_its_body_is_corrupt() {
    let json = br#"{"error":{"message":"no such animal"}}"#;
    let whole = gzip(json);
    let length = whole.len();
    let mut changed = whole.clone();
    changed[length - 6] ^= 1;
    let cut = whole[..length - 3].to_vec();
    for (body, has_end) in [
        (json.to_vec(), true),
        (changed, true),
        (cut.clone(), true),
        (cut, false),
        ([&*whole, b"\0\0"].concat(), true),
    ] {
        let (core, _) = framed_client("404 Not Found", has_end, body.clone()).await;
        let call = on(&core, &GET, "a").value::<Animal>().await;
        let events = request(&core, &STREAM).events::<Animal>(&EVENTS).await;
        let raw = core.request(http::Method::GET, "/beta".into());
        let json = raw.clone().send_as::<i32>().await;
        for error in [
            call.unwrap_err(),
            events.unwrap_err(),
            json.unwrap_err(),
            raw.await.unwrap_err(),
        ] {
            assert!(error.is_not_found(), "{body:?}: {error}");
            assert_eq!(error.message(), Some("no such animal"), "{body:?}");
            assert_eq!(error.attempts().len(), 1, "{body:?}");
        }
    }
}

#[tokio::test]
async fn promise_12_what_arrived_of_a_corrupt_error_body_keeps_its_message() {
    // Numbers that hardly compress, so that most of the body can be cut off.
    let trace: Vec<_> = (0..2000_u64)
        .map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .collect();
    let json = format!(r#"{{"error":{{"message":"no such animal","trace":{trace:?}}}}}"#);
    let whole = gzip(json.as_bytes());
    for has_end in [true, false] {
        let cut = whole[..whole.len() / 2].to_vec();
        let (core, _) = framed_client("404 Not Found", has_end, cut).await;
        let error = on(&core, &GET, "a").value::<Animal>().await.unwrap_err();
        assert!(error.is_not_found(), "{error}");
        assert_eq!(error.message(), Some("no such animal"));
        assert_eq!(error.field(&["error", "trace"]), None);
    }
}

/// Returns a client of a server that sends this compressed body, and the number of connections. The length of the body is
/// announced if `has_end` is set.
async fn framed_client(status: &str, has_end: bool, body: Vec<u8>) -> (Core, Arc<AtomicUsize>) {
    let length = if has_end {
        format!("content-length: {}\r\n", body.len())
    } else {
        String::new()
    };
    let head =
        format!("HTTP/1.1 {status}\r\ncontent-encoding: gzip\r\n{length}connection: close\r\n\r\n");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let core = api::client(&format!("http://{}", listener.local_addr().unwrap()));
    let connections = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&connections);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            count.fetch_add(1, Ordering::SeqCst);
            let read = stream.read(&mut [0; 4096]).await.unwrap();
            assert!(read > 0, "a request has come");
            stream.write_all(head.as_bytes()).await.unwrap();
            stream.write_all(&body).await.unwrap();
        }
    });
    (core, connections)
}

/// Returns the ids of the events in a compressed stream, the error at its end, and the number of connections.
async fn events(has_end: bool, body: Vec<u8>) -> (Vec<String>, Option<Error>, usize) {
    let status = "200 OK\r\ncontent-type: text/event-stream";
    let (core, connections) = framed_client(status, has_end, body).await;
    let mut stream = request(&core, &STREAM).event_stream::<Animal>(&EVENTS);
    let (mut ids, mut error) = (Vec::new(), None);
    while let Some(event) = stream.next().await {
        match event {
            Ok(animal) => ids.push(animal.id),
            Err(failure) => error = Some(failure),
        }
        // A stream that is cut short begins anew.
        if ids.len() == 3 {
            break;
        }
    }
    (ids, error, connections.load(Ordering::SeqCst))
}

#[tokio::test]
async fn promise_24_a_corrupt_stream_of_events_is_a_decoding_error_and_final() {
    let event = b"id: 7\ndata: {\"id\":\"a\"}\n\n";
    let whole = gzip(event);
    let length = whole.len();
    let mut checksum = whole.clone();
    checksum[length - 6] ^= 1;
    for (body, before) in [
        (whole[..length - 3].to_vec(), 1),
        (checksum, 1),
        ([&*whole, &whole[..length - 3]].concat(), 1),
        (whole[..12].to_vec(), 0),
        (event.to_vec(), 0),
    ] {
        let (ids, error, connections) = events(true, body.clone()).await;
        let error = error.unwrap_or_else(|| panic!("{body:?} has no error"));
        assert!(error.is_decode(), "{body:?}: {error}");
        assert_eq!(
            error.to_string(),
            "animals.watch: the stream of events cannot be decompressed"
        );
        assert_eq!(error.status().unwrap(), 200);
        assert!(ids.len() >= before, "{body:?}: {ids:?}");
        assert_eq!(connections, 1, "{body:?}: it does not reconnect");
    }
    for behind in [&b"\0\0"[..], b"garbage", b"\x1f"] {
        let (ids, error, connections) = events(true, [&*whole, behind].concat()).await;
        assert_eq!((ids.len(), connections), (1, 1), "{behind:?}");
        assert!(error.is_none(), "{behind:?}: {error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn promise_24_a_compressed_stream_that_is_cut_short_by_the_connection_is_resumed() {
    let whole = gzip(b"id: 7\ndata: {\"id\":\"a\"}\n\n");
    let (ids, error, connections) = events(false, whole[..whole.len() - 3].to_vec()).await;
    assert_eq!((ids.len(), connections), (3, 3));
    assert!(error.is_none(), "{error:?}");
}

#[tokio::test]
async fn promise_12_undescribed_endpoints_have_the_same_errors_of_corrupt_bodies() {
    for corrupt in corrupt_bodies() {
        let (core, connections) = framed_client("200 OK", true, corrupt.clone()).await;
        let raw = || core.request(http::Method::GET, "/beta".into());
        let bytes = raw().await.map(|response| response.data).unwrap_err();
        let json = raw().send_as::<serde_json::Value>().await.unwrap_err();
        for error in [bytes, json] {
            assert!(error.is_decode(), "{corrupt:?}: {error}");
            assert_eq!(error.status().unwrap(), 200);
            assert_eq!(error.attempts().len(), 1, "it is not retried");
        }
        assert_eq!(connections.load(Ordering::SeqCst), 2);
    }
    let padded = [&*gzip(b"[1]"), b"garbage"].concat();
    let (core, _) = framed_client("200 OK", true, padded).await;
    let raw = core.request(http::Method::GET, "/beta".into());
    assert_eq!(raw.clone().await.unwrap().data, "[1]");
    assert_eq!(raw.send_as::<Vec<i32>>().await.unwrap(), [1]);
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
