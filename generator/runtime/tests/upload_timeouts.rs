//! Time limits of uploads, and the speed at which content is read.

use std::sync::atomic::Ordering;
use std::time::Duration;

use sdk_runtime::models::Animal;
use sdk_runtime::runtime::content::UploadContent;
use sdk_runtime::runtime::error::kind::ErrorKind;
use sdk_runtime::runtime::error::with_value::ErrorWithValue;
use sdk_runtime::runtime::upload::UploadCall;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::support::api::{CREATE, client, request};
use crate::support::server::Server;
use crate::uploads::{Chunks, SHAPE, TemporaryFile, created, upload};

/// Starts a server that reads `before` bytes of a request, waits until it is told to go on, reads the rest and accepts it.
async fn slow_storage(total: usize, before: usize) -> (String, tokio::sync::oneshot::Sender<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (go_on, told) = tokio::sync::oneshot::channel();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut buffer = vec![0; 64 * 1024];
        let mut read = stream.read(&mut buffer[..before]).await.unwrap();
        let _ = told.await;
        while read < total {
            read += stream.read(&mut buffer).await.unwrap();
        }
        let accepted = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
        stream.write_all(accepted).await.unwrap();
    });
    (url, go_on)
}

#[tokio::test]
async fn a_large_stream_is_only_read_as_fast_as_it_is_sent() {
    static CHUNK: [u8; 64 * 1024] = [7; 64 * 1024];
    let (stream, read) = Chunks::new(std::iter::repeat_n(&CHUNK[..], 4096));
    let total = CHUNK.len() * 4096;
    let (url, go_on) = slow_storage(total, 100).await;
    let mut go_on = Some(go_on);
    let api = Server::start([created(&url, total as u64)]).await;
    let core = client(api.url());
    let mut call = upload(&core, UploadContent::stream(stream, total as u64));
    let stalled = tokio::time::timeout(Duration::from_millis(500), &mut call).await;
    assert!(stalled.is_err());
    let read_ahead = read.load(Ordering::SeqCst);
    assert!((1..1024).contains(&read_ahead), "{read_ahead} chunks");
    go_on.take().unwrap().send(()).unwrap();
    call.await.unwrap();
    assert_eq!(read.load(Ordering::SeqCst), 4096);
}

/// Returns the error of an upload, which must not hang.
async fn failure(call: UploadCall<Animal>) -> ErrorWithValue<Animal> {
    let outcome = tokio::time::timeout(Duration::from_secs(20), call).await;
    let outcome = outcome.expect("the upload is limited");
    outcome.expect_err("the server never accepts the content")
}

#[tokio::test]
async fn the_timeout_limits_the_time_without_progress() {
    let (url, _go_on) = slow_storage(10, 10).await;
    let api = Server::start([created(&url, 2)]).await;
    let core = client(api.url());
    let mut request = request(&core, &CREATE);
    request.set_timeout(Duration::from_millis(300));
    let (stream, _) = Chunks::new([&b"ab"[..]]);
    let error = failure(request.upload(&SHAPE, UploadContent::stream(stream, 2))).await;
    assert_eq!(error.error().kind(), ErrorKind::Timeout);
    assert_eq!(
        error.to_string(),
        "animals.create: the upload made no progress within 300ms"
    );
}

#[tokio::test]
async fn the_total_timeout_limits_the_call_and_the_upload_together() {
    let (url, _go_on) = slow_storage(10, 10).await;
    let api = Server::start([created(&url, 2)]).await;
    let core = client(api.url());
    let mut request = request(&core, &CREATE);
    request.set_total_timeout(Duration::from_millis(300));
    let error = failure(request.upload(&SHAPE, UploadContent::bytes("ab"))).await;
    assert_eq!(
        error.to_string(),
        "animals.create: no success within the total timeout of 300ms"
    );
}

/// All threads that may block are busy, so that the file is not opened.
#[test]
fn the_total_timeout_limits_the_opening_of_a_file() {
    let file = TemporaryFile::new("unopened", b"ab");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .max_blocking_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let (free, busy) = std::sync::mpsc::channel::<()>();
    runtime.spawn_blocking(move || busy.recv());
    let error = runtime.block_on(async {
        let api = Server::start([created("http://127.0.0.1:9", 2)]).await;
        let mut request = request(&client(api.url()), &CREATE);
        request.set_total_timeout(Duration::from_millis(300));
        failure(request.upload(&SHAPE, UploadContent::path(&file.0))).await
    });
    drop(free);
    assert_eq!(
        error.to_string(),
        "animals.create: no success within the total timeout of 300ms"
    );
}
