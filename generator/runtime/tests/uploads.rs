//! Uploads to URLs that the API returns, over real connections.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::Method;
use http_body::Frame;
use sdk_runtime::models::Animal;
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::content::UploadContent;
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::error::kind::ErrorKind;
use sdk_runtime::runtime::error::with_value::ErrorWithValue;
use sdk_runtime::runtime::transport::TransportFuture;
use sdk_runtime::runtime::upload::UploadCall;
use sdk_runtime::runtime::upload::shape::UploadShape;

use crate::support::api::{CREATE, build, client, fake_client, request, settings};
use crate::support::fake::{Fake, answer};
use crate::support::faults::{Faulty, Step};
use crate::support::server::{Reply, Server};

pub static SHAPE: UploadShape = UploadShape {
    method: Method::PUT,
    url: &["info", "url"],
    content_type: Some(&["spec", "type"]),
    content_length: Some(&["spec", "size"]),
    headers: Some(&["info", "headers"]),
};

/// Returns the response of the API that names a URL.
pub fn created(url: &str, size: u64) -> Reply {
    let headers = r#"{"x-token":"t0ken","host":"evil.example"}"#;
    Reply::new(
        200,
        &format!(
            r#"{{"id":"a","spec":{{"type":"text/plain","size":"{size}"}},"info":{{"url":"{url}","headers":{headers}}}}}"#
        ),
    )
}

pub fn upload(core: &Core, content: UploadContent) -> UploadCall<Animal> {
    request(core, &CREATE).upload(&SHAPE, content)
}

/// Uploads content to a URL. Returns the outcome.
async fn upload_to(
    url: &str,
    size: u64,
    content: UploadContent,
) -> Result<Animal, ErrorWithValue<Animal>> {
    let api = Server::start([created(url, size)]).await;
    upload(&client(api.url()), content).await
}

/// Stream of chunks, which counts those that were read.
pub struct Chunks {
    left: VecDeque<Bytes>,
    read: Arc<AtomicUsize>,
}

impl Chunks {
    pub fn new(chunks: impl IntoIterator<Item = &'static [u8]>) -> (Self, Arc<AtomicUsize>) {
        let left = chunks.into_iter().map(Bytes::from_static).collect();
        let read = Arc::default();
        let chunks = Self {
            left,
            read: Arc::clone(&read),
        };
        (chunks, read)
    }
}

impl http_body::Body for Chunks {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        let chunk = self.left.pop_front();
        self.read
            .fetch_add(usize::from(chunk.is_some()), Ordering::SeqCst);
        Poll::Ready(chunk.map(|chunk| Ok(Frame::data(chunk))))
    }
}

/// File that is removed when the test ends.
pub struct TemporaryFile(pub std::path::PathBuf);

impl TemporaryFile {
    pub fn new(name: &str, content: &[u8]) -> Self {
        let name = format!("sdk-runtime-{}-{name}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::write(&path, content).unwrap();
        Self(path)
    }
}

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[tokio::test]
async fn the_content_is_sent_without_anything_of_the_client() {
    let file = TemporaryFile::new("sent", b"0123456789");
    let (stream, _) = Chunks::new([&b"01234"[..], b"", b"56789"]);
    let contents = [
        UploadContent::bytes("0123456789"),
        UploadContent::path(&file.0),
        UploadContent::stream(stream, 10),
    ];
    for content in contents {
        let storage = Server::start([Reply::new(201, "")]).await;
        let api = Server::start([created(&format!("{}/put?sig=s3cret", storage.url()), 10)]).await;
        let mut settings = settings();
        settings.base_url(api.url().to_owned());
        settings.header("x-own", "own");
        settings.wrap_transport(|inner| {
            move |mut request: http::Request<Bytes>| -> TransportFuture {
                let signature = http::HeaderValue::from_static("signed");
                request.headers_mut().insert("x-signature", signature);
                inner.send(request)
            }
        });
        let core = build(settings).unwrap();
        let animal = upload(&core, content).await.unwrap();
        assert_eq!(animal.id, "a");
        assert_eq!(api.requests()[0].headers["x-signature"], "signed");
        let sent = &storage.requests()[0];
        assert_eq!((&*sent.method, &*sent.target), ("PUT", "/put?sig=s3cret"));
        assert_eq!(sent.body, "0123456789");
        let names: Vec<_> = sent.headers.keys().map(String::as_str).collect();
        assert_eq!(names, ["content-length", "content-type", "host", "x-token"]);
        assert_eq!(sent.headers["content-type"], "text/plain");
        assert_eq!(sent.headers["x-token"], "t0ken");
        assert_eq!(format!("http://{}", sent.headers["host"]), storage.url());
    }
}

#[tokio::test]
async fn a_derived_client_passes_by_the_layers_of_its_parent() {
    let storage = Server::start([Reply::new(200, "")]).await;
    let api = Server::start([created(storage.url(), 2)]).await;
    let mut settings = settings();
    settings.base_url(api.url().to_owned());
    settings.wrap_transport(|inner| move |request: http::Request<Bytes>| inner.send(request));
    let core = build(settings).unwrap();
    let core = core.derived(core.settings()).unwrap();
    let (stream, _) = Chunks::new([&b"ab"[..]]);
    upload(&core, UploadContent::stream(stream, 2))
        .await
        .unwrap();
    assert_eq!(storage.requests()[0].body, "ab");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let other = Server::start([Reply::new(200, "")]).await;
    let redirect = Reply::new(307, "").header("location", other.url());
    let storage = Server::start([redirect]).await;
    let content = UploadContent::bytes("x");
    let error = upload_to(storage.url(), 1, content).await.unwrap_err();
    assert_eq!(error.error().status().unwrap(), 307);
    assert!(error.error().is_upload() && other.requests().is_empty());
}

#[tokio::test]
async fn an_error_has_the_value_and_the_response_but_not_the_url() {
    let storage = Server::start([Reply::new(403, "<Code>Expired</Code>")]).await;
    let url = format!("{}/s3cret", storage.url());
    let error = upload_to(&url, 1, UploadContent::bytes("x"))
        .await
        .unwrap_err();
    assert_eq!(error.value().unwrap().id, "a");
    assert_eq!(
        error.to_string(),
        "animals.create: the upload was not accepted: 403 Forbidden"
    );
    assert!(!format!("{error:?}").contains("s3cret"));
    let error = Error::from(error);
    assert_eq!(error.kind(), ErrorKind::Upload);
    assert!(!error.is_forbidden(), "the key does not lack a permission");
    assert_eq!(&error.body().unwrap()[..], b"<Code>Expired</Code>");
    assert_eq!(error.attempts().len(), 1);
}

#[tokio::test]
async fn a_call_that_fails_uploads_nothing() {
    let (stream, read) = Chunks::new([&b"ab"[..]]);
    let api = Server::start([Reply::new(403, "{}")]).await;
    let core = client(api.url());
    let error = upload(&core, UploadContent::stream(stream, 2))
        .await
        .unwrap_err();
    assert!(error.value().is_none() && error.error().is_forbidden());
    assert_eq!(read.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn content_is_not_sent_to_a_bad_url() {
    let cases = [
        ("http://files.example/s3cret", "plain http"),
        ("https://us3cret:pw@files.example/", "user name"),
        ("ftp://files.example/s3cret", "https://"),
        ("/s3cret", "must be absolute"),
        ("", "must be absolute"),
    ];
    for (url, reason) in cases {
        let (stream, read) = Chunks::new([&b"ab"[..]]);
        let error = upload_to(url, 2, UploadContent::stream(stream, 2))
            .await
            .unwrap_err();
        assert!(error.to_string().contains(reason), "{error}");
        assert!(!format!("{error} {error:?}").contains("s3cret"), "{error}");
        assert_eq!(error.error().kind(), ErrorKind::Request);
        assert_eq!(error.value().unwrap().id, "a");
        assert_eq!(read.load(Ordering::SeqCst), 0);
    }
}

#[tokio::test]
async fn content_has_the_length_that_was_announced() {
    let file = TemporaryFile::new("length", b"abc");
    let short = Chunks::new([&b"a"[..]]).0;
    let long = Chunks::new([&b"ab"[..], b"c"]).0;
    let cases = [
        (UploadContent::bytes("abc"), "3 bytes, but 2 were announced"),
        (
            UploadContent::path(&file.0),
            "3 bytes, but 2 were announced",
        ),
        (UploadContent::stream(short, 2), "cannot be sent"),
        (UploadContent::stream(long, 2), "cannot be sent"),
        (UploadContent::path("/no/such/file"), "cannot be opened"),
        (
            UploadContent::path(std::env::temp_dir()),
            "cannot be opened",
        ),
        #[cfg(unix)]
        (UploadContent::path("/dev/null"), "cannot be opened"),
    ];
    for (content, reason) in cases {
        let storage = Server::start([Reply::new(200, "")]).await;
        let error = upload_to(storage.url(), 2, content).await.unwrap_err();
        assert!(error.to_string().contains(reason), "{error}");
        assert_eq!(error.error().kind(), ErrorKind::Request);
        assert!(storage.requests().is_empty());
    }
}

#[tokio::test]
async fn bytes_and_files_are_sent_again_but_not_streams() {
    let file = TemporaryFile::new("again", b"ab");
    let (stream, _) = Chunks::new([&b"ab"[..]]);
    let accepted = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
    let cases = [
        (UploadContent::bytes("ab"), 2),
        (UploadContent::path(&file.0), 2),
        (UploadContent::stream(stream, 2), 1),
    ];
    for (content, connections) in cases {
        let broken = vec![Step::Read, Step::Reset];
        let storage = Faulty::start(vec![broken, vec![Step::Read, Step::Write(accepted)]]).await;
        let url = format!("http://{}", storage.address);
        let outcome = upload_to(&url, 2, content).await;
        assert_eq!(outcome.is_ok(), connections == 2, "{outcome:?}");
        assert_eq!(storage.connections(), connections);
    }
}

#[tokio::test]
async fn progress_begins_again_with_each_attempt() {
    let content = vec![b'x'; 100_000];
    let file = TemporaryFile::new("progress", &content);
    let storage = Server::start([Reply::new(503, ""), Reply::new(200, "")]).await;
    let api = Server::start([created(storage.url(), 100_000)]).await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let reports = Arc::clone(&seen);
    upload(&client(api.url()), UploadContent::path(&file.0))
        .on_progress(move |sent, total| reports.lock().unwrap().push((sent, total)))
        .await
        .unwrap();
    let once = [0, 65_536, 100_000].map(|sent| (sent, 100_000));
    assert_eq!(*seen.lock().unwrap(), [once, once].concat());
}

#[tokio::test]
async fn a_transport_without_streaming_sends_bytes_but_no_streams() {
    let value = r#"{"id":"a","info":{"url":"https://files.example/put"}}"#;
    let steps = || Fake::new([answer(200, value), answer(200, "")]);
    let fake = steps();
    let core = fake_client(&fake);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let reports = Arc::clone(&seen);
    upload(&core, UploadContent::bytes("ab"))
        .on_progress(move |sent, total| reports.lock().unwrap().push((sent, total)))
        .await
        .unwrap();
    assert_eq!(*seen.lock().unwrap(), [(0, 2), (2, 2)]);
    let sent = &fake.requests()[1];
    assert_eq!(sent.uri(), "https://files.example/put");
    assert_eq!((&sent.body()[..], sent.headers().len()), (&b"ab"[..], 1));

    let core = fake_client(&steps());
    let (stream, read) = Chunks::new([&b"ab"[..]]);
    let content = UploadContent::stream(stream, 2);
    let error = upload(&core, content).await.unwrap_err();
    assert!(
        error.to_string().contains("cannot send bodies in chunks"),
        "{error}"
    );
    assert_eq!(read.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn content_is_sent_to_the_url_of_an_earlier_value() {
    static LATER: UploadShape = UploadShape {
        method: Method::POST,
        url: &["id"],
        content_type: None,
        content_length: Some(&["legs"]),
        headers: None,
    };
    let storage = Server::start([Reply::new(403, ""), Reply::new(201, "")]).await;
    let core = client("http://127.0.0.1:9");
    let id = storage.url().to_owned();
    let earlier = Animal { id, legs: 2 };
    let upload = || {
        let content = UploadContent::bytes("ab");
        request(&core, &CREATE).upload_to(&LATER, &earlier, content)
    };
    let error = upload().await.unwrap_err();
    assert_eq!(error.value(), Some(&earlier));
    assert_eq!(upload().await.unwrap(), earlier);
    let sent = &storage.requests()[1];
    assert_eq!((&*sent.method, &*sent.body), ("POST", "ab"));
}
