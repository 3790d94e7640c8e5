//! Multipart bodies and bodies that are a file, over real connections.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::Method;
use http_body::Frame;
use sdk_runtime::runtime::content::UploadContent;
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::request::Request;
use sdk_runtime::runtime::request::file_body::FILE;
use sdk_runtime::runtime::request::format::BodyFormat;
use sdk_runtime::runtime::request::multipart::MULTIPART;
use sdk_runtime::runtime::request::operation::{CallSettings, Operation};
use sdk_runtime::runtime::secret::secret_string::SecretString;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::support::api::{Animal, client, fake_client, request};
use crate::support::fake::{Fake, answer};
use crate::support::server::{Received, Reply, Server};

const fn sends(method: Method, format: BodyFormat) -> Operation {
    Operation {
        name: "animals.scan",
        method,
        path: "/v1/animals:scan",
        query: &[],
        body: Some(format),
        idempotency_key: None,
        settings: CallSettings::DEFAULT,
    }
}

pub(crate) static SCAN: Operation = sends(Method::POST, MULTIPART);
static PUT: Operation = sends(Method::PUT, FILE.with_media_type("image/png"));

/// Content that is read in chunks.
struct Chunks(VecDeque<&'static str>);

impl http_body::Body for Chunks {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        let chunk = self.0.pop_front();
        Poll::Ready(chunk.map(|chunk| Ok(Frame::data(Bytes::from(chunk)))))
    }
}

pub(crate) fn chunks(chunks: &[&'static str]) -> UploadContent {
    let length = chunks.iter().map(|chunk| chunk.len() as u64).sum();
    UploadContent::stream(Chunks(chunks.iter().copied().collect()), length)
}

/// Writes a file into the folder for temporary files.
pub(crate) fn file(name: &str, content: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("sdk-runtime-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, content).unwrap();
    path
}

/// Returns the parts of a body without their boundary.
pub(crate) fn parts(received: &Received) -> Vec<String> {
    let media_type = &received.headers["content-type"];
    let boundary = media_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let body = received
        .body
        .strip_suffix(&format!("--{boundary}--\r\n"))
        .unwrap();
    let separator = format!("--{boundary}\r\n");
    let parts = body.split(&separator).skip(1);
    parts
        .map(|part| part.strip_suffix("\r\n").unwrap().to_owned())
        .collect()
}

async fn sent(request: Request, server: &Server) -> Result<Received, Error> {
    request.value::<Animal>().await?;
    Ok(server.requests().pop().unwrap())
}

async fn accepting() -> Server {
    Server::start([Reply::new(200, r#"{"id":"a"}"#)]).await
}

#[tokio::test]
async fn fields_and_files_are_parts() {
    let server = accepting().await;
    let mut request = request(&client(server.url()), &SCAN);
    request.body::<String>("purpose", "Größe & \"more\"\r\n");
    request.body::<bool>("draft", true);
    request.body_list::<i32>("pages", [1, 2]);
    request.body_field("owner", &json!({"name": "a\"b"}));
    request.body_field("none", &json!(null));
    let named = UploadContent::bytes("a,b")
        .file_name("a.csv")
        .content_type("text/csv");
    request.file("file", named);
    let path = file("scan.bin", "from a file");
    request.file_list::<UploadContent>(
        "more[]",
        [UploadContent::path(path), chunks(&["in ", "chunks"])],
    );
    let received = sent(request, &server).await.unwrap();
    let file = |name: &str, file: &str, media_type: &str, content: &str| {
        format!(
            "Content-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: {media_type}\r\n\r\n{content}"
        )
    };
    let text = |name: &str, text: &str| {
        format!("Content-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}")
    };
    let expected = [
        text("purpose", "Größe & \"more\"\r\n"),
        text("draft", "true"),
        text("pages", "1"),
        text("pages", "2"),
        "Content-Disposition: form-data; name=\"owner\"\r\nContent-Type: application/json\r\n\r\n{\"name\":\"a\\\"b\"}".to_owned(),
        text("none", ""),
        file("file", "a.csv", "text/csv", "a,b"),
        file("more[]", "scan.bin", "application/octet-stream", "from a file"),
        file("more[]", "file", "application/octet-stream", "in chunks"),
    ];
    assert_eq!(parts(&received), expected);
    assert_eq!(
        received.headers["content-length"],
        received.body.len().to_string()
    );
    assert!(!received.headers.contains_key("transfer-encoding"));
}

#[tokio::test]
async fn names_cannot_add_headers_or_parts() {
    let server = accepting().await;
    let mut request = request(&client(server.url()), &SCAN);
    let hostile = "a\"\r\nX-Admin: 1\r\n\r\n--form-";
    request.body_field(hostile, &"v");
    request.file("file", UploadContent::bytes("x").file_name(hostile));
    let received = sent(request, &server).await.unwrap();
    let escaped = "a%22%0D%0AX-Admin: 1%0D%0A%0D%0A--form-";
    let expected = [
        format!("Content-Disposition: form-data; name=\"{escaped}\"\r\n\r\nv"),
        format!(
            "Content-Disposition: form-data; name=\"file\"; filename=\"{escaped}\"\r\nContent-Type: application/octet-stream\r\n\r\nx"
        ),
    ];
    assert_eq!(parts(&received), expected);
    for media_type in ["text/csv\r\nX-Admin: 1", "text/csv\0"] {
        for operation in [&SCAN, &PUT] {
            let mut request = crate::support::api::request(&client(server.url()), operation);
            let content = UploadContent::bytes("x").content_type(media_type);
            request.file("file", content);
            let error = request.value::<Animal>().await.unwrap_err();
            assert_eq!(
                error.to_string(),
                "animals.scan: the content type of the upload is not valid"
            );
        }
    }
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn each_call_has_a_boundary_of_its_own() {
    let request = request(&fake_client(&Fake::new([answer(200, "")])), &SCAN);
    let media_type = || request.to_http().unwrap().headers()["content-type"].clone();
    assert_ne!(media_type(), media_type());
}

#[tokio::test]
async fn a_file_is_the_whole_body() {
    let server = Server::start([
        Reply::new(200, r#"{"id":"a"}"#),
        Reply::new(200, r#"{"id":"a"}"#),
    ])
    .await;
    let put = |content: UploadContent| {
        let mut request = request(&client(server.url()), &PUT);
        request.whole_file(content);
        request
    };
    let received = sent(put(chunks(&["a", "b"])), &server).await.unwrap();
    assert_eq!(received.body, "ab");
    assert_eq!(received.headers["content-type"], "image/png");
    assert_eq!(received.headers["content-length"], "2");
    let typed = UploadContent::bytes("c").content_type("image/gif");
    let received = sent(put(typed), &server).await.unwrap();
    assert_eq!(received.headers["content-type"], "image/gif");
}

#[tokio::test]
async fn progress_is_that_of_the_content() {
    let server = accepting().await;
    let mut request = request(&client(server.url()), &SCAN);
    request.body::<String>("purpose", "test");
    let seen = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&seen);
    let content = chunks(&["ab", "cd"]).on_progress(move |sent, total| {
        sink.lock().unwrap().push((sent, total));
    });
    request.file("file", content);
    sent(request, &server).await.unwrap();
    assert_eq!(*seen.lock().unwrap(), [(0, 4), (2, 4), (4, 4)]);
}

/// Starts a server that closes the first connections in the middle of the body, and then accepts. Returns its URL.
async fn closing(times: usize) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        for _ in 0..times {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut start = [0; 1024];
            stream.read_exact(&mut start).await.unwrap();
        }
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut received = Vec::new();
        while !received.ends_with(b"--\r\n") {
            stream.read_buf(&mut received).await.unwrap();
        }
        let reply = b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{\"id\":\"a\"}";
        stream.write_all(reply).await.unwrap();
        tokio::time::sleep(Duration::from_secs(60)).await;
    });
    format!("http://{address}")
}

const LARGE: &str = "0123456789abcdef";

#[tokio::test]
async fn content_that_can_be_sent_again_is_retried_after_a_broken_connection() {
    let large = LARGE.repeat(1 << 18);
    let path = file("large.bin", &large);
    for content in [UploadContent::bytes(large), UploadContent::path(path)] {
        let url = closing(1).await;
        let mut request = request(&client(&url), &SCAN);
        request.file("file", content);
        request.idempotent(true);
        let response = request.response::<Animal>().await.unwrap();
        assert_eq!(response.data.id, "a");
        assert_eq!(response.attempts().len(), 2);
    }
}

#[tokio::test]
async fn a_broken_connection_is_an_error_of_the_connection() {
    let url = closing(1).await;
    let mut request = request(&client(&url), &SCAN);
    request.file("file", UploadContent::bytes(LARGE.repeat(1 << 18)));
    let error = request.value::<Animal>().await.unwrap_err();
    assert!(error.is_connection(), "{error}");
    assert_eq!(error.attempts().len(), 1, "a POST may have been processed");
    let url = closing(1).await;
    let stream = vec![LARGE; 1 << 12];
    let mut request = crate::support::api::request(&client(&url), &SCAN);
    request.file("file", chunks(&stream));
    request.idempotent(true);
    let error = request.value::<Animal>().await.unwrap_err();
    assert!(error.is_connection(), "{error}");
    assert_eq!(error.attempts().len(), 1, "a stream cannot be sent again");
}

#[tokio::test]
async fn content_that_cannot_be_read_is_an_error_of_the_request() {
    let server = accepting().await;
    let contents = [
        (
            UploadContent::path("/does/not/exist"),
            "the file of the upload cannot be opened",
        ),
        (
            UploadContent::stream(Chunks(["ab"].into()), 3),
            "the content of the upload cannot be sent",
        ),
        (
            UploadContent::stream(Chunks(["ab"].into()), 1),
            "the content of the upload cannot be sent",
        ),
    ];
    for (content, expected) in contents {
        let mut request = request(&client(server.url()), &SCAN);
        request.file("file", content);
        request.idempotent(true);
        let error = request.value::<Animal>().await.unwrap_err();
        assert_eq!(error.to_string(), format!("animals.scan: {expected}"));
        assert!(std::error::Error::source(&error).is_some());
    }
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn a_stream_is_sent_once_even_if_the_request_is_cloned() {
    let server = accepting().await;
    let mut request = request(&client(server.url()), &SCAN);
    request.file("file", chunks(&["a"]));
    request.clone().value::<Animal>().await.unwrap();
    let error = request.value::<Animal>().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "animals.scan: the stream of the upload was sent already"
    );
}

#[tokio::test]
async fn an_upload_without_progress_times_out() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let accepted = tokio::spawn(async move { listener.accept().await.unwrap() });
    let mut request = request(&client(&url), &SCAN);
    request.file("file", UploadContent::bytes(LARGE.repeat(1 << 20)));
    request.set_timeout(Duration::from_millis(200));
    let error = request.value::<Animal>().await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    drop(accepted.await);
}

#[tokio::test]
async fn a_transport_that_sends_whole_bodies_gets_content_that_is_in_memory() {
    let fake = Fake::new([answer(200, r#"{"id":"a"}"#)]);
    let mut request = request(&fake_client(&fake), &SCAN);
    request.file("file", UploadContent::bytes("in memory"));
    request.value::<Animal>().await.unwrap();
    let sent = fake.requests().remove(0);
    let body = String::from_utf8_lossy(sent.body());
    assert!(body.contains("\r\n\r\nin memory\r\n--form-"), "{body}");
    let mut request = crate::support::api::request(&fake_client(&fake), &SCAN);
    request.file("file", chunks(&["a"]));
    let error = request.value::<Animal>().await.unwrap_err();
    assert!(error.is_connection(), "{error}");
}

#[tokio::test]
async fn a_transport_that_cannot_send_content_is_asked_once() {
    let fake = Fake::new([answer(200, r#"{"id":"a"}"#)]);
    let mut request = request(&fake_client(&fake), &PUT);
    request.whole_file(UploadContent::path(file("once.png", "content")));
    request.set_max_retries(5);
    let error = request.value::<Animal>().await.unwrap_err();
    assert!(error.is_connection(), "{error}");
    assert_eq!(error.attempts().len(), 1);
    assert!(fake.requests().is_empty());
}

#[test]
fn a_request_is_prepared_if_its_content_is_in_memory() {
    let mut request = request(&fake_client(&Fake::new([answer(200, "")])), &PUT);
    request.whole_file(UploadContent::bytes("abc"));
    assert_eq!(request.to_http().unwrap().body(), "abc");
    request.whole_file(chunks(&["a"]));
    assert_eq!(
        request.to_http().unwrap_err().to_string(),
        "animals.scan: the body is read while it is sent, so that it is not in memory"
    );
}

#[test]
fn curl_sends_the_same_parts_without_secrets() {
    let mut multipart = request(&fake_client(&Fake::new([answer(200, "")])), &SCAN);
    multipart.body::<SecretString>("pin", "s3cret");
    multipart.body_field("owner", &json!({"name": "it's"}));
    multipart.file(
        "file",
        UploadContent::path("/tmp/a b.csv").content_type("text/csv"),
    );
    let curl = multipart.to_curl().unwrap();
    for option in [
        "--form-string 'pin=[redacted]'",
        r#"--form 'owner="{\"name\":\"it'\''s\"}";type=application/json'"#,
        r#"--form 'file=@"/tmp/a b.csv";type=text/csv;filename="a b.csv"'"#,
    ] {
        assert!(curl.contains(option), "{option}\n{curl}");
    }
    assert!(
        !curl.contains("s3cret") && !curl.contains("boundary"),
        "{curl}"
    );
    let mut put = request(&fake_client(&Fake::new([answer(200, "")])), &PUT);
    put.whole_file(UploadContent::path("/tmp/a.png"));
    let curl = put.to_curl().unwrap();
    assert!(curl.contains("-H 'content-type: image/png'"), "{curl}");
    assert!(curl.ends_with("--data-binary '@/tmp/a.png'"), "{curl}");
}
