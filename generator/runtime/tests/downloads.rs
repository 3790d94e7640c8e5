//! Downloads over real connections, as chunks, bytes and files.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::downloads::download::Download;
use sdk_runtime::runtime::downloads::download::DownloadBody;
use sdk_runtime::runtime::error::Error;
#[cfg(feature = "gzip")]
use sdk_runtime::runtime::error::kind::ErrorKind;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::support::api::{GET, build, client, fake_client, on, settings};
use crate::support::fake::{Fake, Step, answer};
use crate::support::server::{Reply, Server};

/// Empty folder that is removed when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("sdk-runtime-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Returns the names of the files in it.
    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.collect()
    }

    /// Waits until the names of the files are as they are wanted, at most ten seconds.
    async fn wait_until(&self, wanted: &str, is_wanted: impl Fn(&[String]) -> bool) {
        for _ in 0..10_000 {
            if is_wanted(&self.names()) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        panic!("{wanted}: {:?}", self.names());
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Starts a server that sends the first bytes of a response on every connection, and then closes it.
async fn cut(response: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 4096]).await.unwrap();
            let _ = stream.write_all(&response).await;
        }
    });
    url
}

/// Returns a client that does not retry.
fn impatient(url: &str) -> Core {
    let mut settings = settings();
    settings.base_url(url.to_owned());
    settings.max_retries(0);
    settings.timeout(Duration::from_secs(10));
    build(settings).unwrap()
}

async fn save(url: &str, path: &Path) -> Result<u64, Error> {
    let download = on(&impatient(url), &GET, "a").download().await?;
    download.save_to(path).await
}

#[tokio::test]
async fn a_download_has_a_type_a_length_and_a_name() {
    let reply = Reply::new(200, "0123456789")
        .header("content-type", "image/png")
        .header("content-disposition", "attachment; filename=\"a.png\"");
    let server = Server::start([reply.clone(), reply]).await;
    let core = client(server.url());
    let download = on(&core, &GET, "a").download().await.unwrap();
    assert_eq!(download.content_type(), Some("image/png"));
    assert_eq!(download.content_length(), Some(10));
    assert_eq!(download.file_name().as_deref(), Some("a.png"));
    assert_eq!(download.bytes().await.unwrap(), "0123456789");
    assert_eq!(server.requests()[0].headers["accept"], "*/*");
    let mut request = on(&core, &GET, "a");
    request.header("accept", "image/png");
    let response = request.download_response().await.unwrap();
    assert_eq!(response.status().as_u16(), 200);
    assert_eq!(server.requests()[1].headers["accept"], "image/png");
}

#[tokio::test]
async fn a_file_has_its_name_only_when_it_is_complete() {
    let folder = Folder::new("complete");
    let path = folder.path("a.txt");
    std::fs::write(&path, "old").unwrap();
    let server = Server::start([Reply::new(200, "0123456789")]).await;
    let download = on(&client(server.url()), &GET, "a").download().await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (progress, during) = (Arc::clone(&seen), path.clone());
    let download = download.unwrap().on_progress(move |bytes, all| {
        let content = std::fs::read_to_string(&during).unwrap();
        progress.lock().unwrap().push((bytes, all, content));
    });
    assert_eq!(download.save_to(&path).await.unwrap(), 10);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "0123456789");
    assert_eq!(folder.names(), ["a.txt"]);
    let (bytes, all, content) = seen.lock().unwrap().pop().unwrap();
    assert_eq!((bytes, all, &*content), (10, Some(10), "old"));
}

#[tokio::test]
async fn a_body_that_is_cut_anywhere_leaves_no_file() {
    let folder = Folder::new("cut");
    let content = b"0123456789";
    let heads = [
        "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\na\r\n",
    ];
    for head in heads {
        let is_chunked = head.contains("chunked");
        let tail: &[u8] = if is_chunked { b"\r\n0\r\n\r\n" } else { b"" };
        let whole = [head.as_bytes(), content, tail].concat();
        for end in head.len()..whole.len() {
            let url = cut(whole[..end].to_vec()).await;
            let error = save(&url, &folder.path("a")).await.unwrap_err();
            assert!(error.is_connection(), "after {end} bytes: {error}");
            assert_eq!(error.status().unwrap().as_u16(), 200);
            assert_eq!(folder.names(), <[&str; 0]>::default(), "after {end} bytes");
        }
        let url = cut(whole).await;
        assert_eq!(save(&url, &folder.path("a")).await.unwrap(), 10);
        std::fs::remove_file(folder.path("a")).unwrap();
    }
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn a_compressed_body_that_is_cut_anywhere_leaves_no_file() {
    use std::io::Write as _;

    let folder = Folder::new("gzip");
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(b"0123456789").unwrap();
    let body = encoder.finish().unwrap();
    let head = |length: usize| {
        format!("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {length}\r\n\r\n")
    };
    for end in 0..body.len() {
        // Once HTTP announces the whole body, and once the cut one.
        for length in [body.len(), end] {
            let url = cut([head(length).as_bytes(), &body[..end]].concat()).await;
            let saved = save(&url, &folder.path("a")).await;
            if (length, end) == (0, 0) {
                assert_eq!(saved.unwrap(), 0);
                std::fs::remove_file(folder.path("a")).unwrap();
                continue;
            }
            let error = saved.unwrap_err();
            let expected = if length == end {
                ErrorKind::Decode
            } else {
                ErrorKind::Connection
            };
            assert_eq!(error.kind(), expected, "after {end} of {length}: {error}");
            assert_eq!(folder.names(), <[&str; 0]>::default());
        }
    }
    let url = cut([head(body.len()).as_bytes(), &body].concat()).await;
    let download = on(&impatient(&url), &GET, "a").download().await.unwrap();
    assert_eq!(download.content_length(), None);
    assert_eq!(download.save_to(folder.path("a")).await.unwrap(), 10);
    let saved = std::fs::read(folder.path("a")).unwrap();
    assert_eq!(saved, b"0123456789");
}

/// A transport that is not the default one may not check the length.
#[tokio::test]
async fn a_length_that_is_not_that_of_the_body_is_an_error() {
    let folder = Folder::new("length");
    for length in ["9", "11"] {
        let headers: &'static [_] = match length {
            "9" => &[("content-length", "9")],
            _ => &[("content-length", "11")],
        };
        let fake = Fake::new([Step::Answer(200, headers, "0123456789".to_owned())]);
        let download = on(&fake_client(&fake), &GET, "a").download().await.unwrap();
        let error = download.save_to(folder.path("a")).await.unwrap_err();
        assert!(error.is_connection(), "{error}");
        let expected = format!("animals.retrieve: the body ended after 10 of {length} bytes");
        assert_eq!(error.to_string(), expected);
        assert_eq!(folder.names(), <[&str; 0]>::default());
    }
}

#[tokio::test]
async fn a_download_that_is_dropped_leaves_no_file() {
    let folder = Folder::new("dropped");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let _ = stream.read(&mut [0; 4096]).await.unwrap();
        let head = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n01234";
        stream.write_all(head.as_bytes()).await.unwrap();
        // Returns when the client has closed the connection.
        stream.read(&mut [0; 1]).await.unwrap()
    });
    let path = folder.path("a");
    let saving = tokio::spawn(async move { save(&url, &path).await });
    folder
        .wait_until("a file is there", |names| !names.is_empty())
        .await;
    saving.abort();
    assert_eq!(server.await.unwrap(), 0);
    folder
        .wait_until("no file is left", <[String]>::is_empty)
        .await;
}

#[tokio::test]
async fn a_file_that_cannot_be_written_is_an_error_of_its_own() {
    let folder = Folder::new("unwritable");
    let server = Server::start([Reply::new(200, "0"), Reply::new(200, "0")]).await;
    for path in [folder.path("missing/a"), folder.0.clone()] {
        let error = save(server.url(), &path).await.unwrap_err();
        assert!(error.is_file(), "{error}");
        assert!(error.to_string().contains("cannot be written"), "{error}");
    }
}

#[tokio::test]
async fn only_bytes_are_limited() {
    let mut settings = settings();
    settings.transport(Fake::new([answer(200, "0123456789")]));
    settings.max_response_bytes(9);
    let core = build(settings).unwrap();
    let download = || on(&core, &GET, "a").download();
    let error = download().await.unwrap().bytes().await.unwrap_err();
    assert!(error.is_decode(), "{error}");
    let text = "animals.retrieve: the body of the download is larger than 9 bytes";
    assert_eq!(error.to_string(), text);
    let wider = download().await.unwrap().max_bytes(10).bytes().await;
    assert_eq!(wider.unwrap(), "0123456789");
    let mut chunks = download().await.unwrap();
    let mut all = Vec::new();
    while let Some(chunk) = chunks.try_next().await.unwrap() {
        all.extend_from_slice(&chunk);
    }
    assert_eq!((&*all, chunks.received()), (&b"0123456789"[..], 10));
}

#[tokio::test(start_paused = true)]
async fn the_timeout_limits_the_time_without_a_byte() {
    let pieces = |pause: u64| {
        use crate::support::fake::{Piece, text};
        let pause = Duration::from_secs(pause);
        Step::Events(vec![
            text("01"),
            Piece::Wait(pause),
            text("23"),
            Piece::Wait(pause),
            text("45"),
        ])
    };
    let fake = Fake::new([pieces(50), pieces(70)]);
    let core = fake_client(&fake);
    // Together, the pauses are longer than the timeout of a minute.
    let slow = on(&core, &GET, "a").download().await.unwrap();
    assert_eq!(slow.bytes().await.unwrap(), "012345");
    let mut stalled = on(&core, &GET, "a").download().await.unwrap();
    assert_eq!(stalled.try_next().await.unwrap().unwrap(), "01");
    let error = stalled.try_next().await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert!(stalled.next().await.is_none(), "nothing follows an error");
}

#[tokio::test]
async fn an_error_status_is_an_error_of_the_call() {
    let body = r#"{"error":{"message":"no such file"}}"#;
    let server = Server::start([Reply::new(404, body)]).await;
    let error = on(&client(server.url()), &GET, "a").download().await;
    let error = error.unwrap_err();
    assert_eq!(error.message(), Some("no such file"));
    assert!(error.is_not_found());
}

#[tokio::test]
async fn a_response_from_elsewhere_is_a_download() {
    let request = on(&fake_client(&Fake::new([Step::Hang])), &GET, "a");
    let response = http::Response::new(Bytes::from_static(b"0123"));
    let download: Download = request.parse(&DownloadBody, response).unwrap();
    assert_eq!(download.bytes().await.unwrap(), "0123");
}

#[tokio::test]
async fn proposed_names_are_safe() {
    let long = "é".repeat(200);
    let cases = [
        ("attachment", None),
        ("attachment; filename=a.txt", Some("a.txt")),
        ("attachment; FileName = \"a b.txt\" ; x=y", Some("a b.txt")),
        (r#"inline; filename="a\"b.txt""#, Some("a_b.txt")),
        (
            "attachment; filename=\"e.txt\"; filename*=UTF-8''%e2%82%ac.txt",
            Some("€.txt"),
        ),
        ("attachment; filename*=utf-8'en'a%2Fb.txt", Some("b.txt")),
        ("attachment; filename=\"x\"; filename*=latin1''y", Some("x")),
        (r#"attachment; filename="../../etc/passwd""#, Some("passwd")),
        (r#"attachment; filename="C:\\temp\\x.exe""#, Some("x.exe")),
        (r#"attachment; filename="..""#, None),
        (r#"attachment; filename="a/""#, None),
        (r#"attachment; filename=".bashrc""#, Some("bashrc")),
        (r#"attachment; filename="NUL.txt""#, Some("_NUL.txt")),
        (r#"attachment; filename="com1""#, Some("_com1")),
        (r#"attachment; filename="comma""#, Some("comma")),
        (r#"attachment; filename="a?.txt. ""#, Some("a_.txt")),
        ("attachment; filename*=UTF-8''a%0D%0Ab%00c", Some("abc")),
        (r#"attachment; name="x; filename=y"; filename=z"#, Some("z")),
    ];
    for (header, expected) in cases {
        let response = http::Response::builder().header("content-disposition", header);
        let name = name_in(response.body(Bytes::new()).unwrap());
        assert_eq!(name.as_deref(), expected, "{header}");
    }
    let header = format!("attachment; filename=\"{long}.txt\"");
    let response = http::Response::builder().header("content-disposition", header.as_bytes());
    let name = name_in(response.body(Bytes::new()).unwrap()).unwrap();
    assert_eq!(name.len(), 254);
}

/// Returns the name that a response proposes.
fn name_in(response: http::Response<Bytes>) -> Option<String> {
    let request = on(&fake_client(&Fake::new([Step::Hang])), &GET, "a");
    let download: Download = request.parse(&DownloadBody, response).unwrap();
    download.file_name()
}

#[cfg(feature = "blocking")]
#[test]
fn downloads_can_block() {
    let folder = Folder::new("blocking");
    let core = fake_client(&Fake::new([answer(200, "0123456789")]));
    let download = || on(&core, &GET, "a").download().send_blocking().unwrap();
    assert_eq!(download().bytes_blocking().unwrap(), "0123456789");
    let chunks: Result<Vec<_>, _> = download().into_iter_blocking().collect();
    assert_eq!(chunks.unwrap().concat(), b"0123456789");
    let saved = download().save_to_blocking(folder.path("a"));
    assert_eq!(saved.unwrap(), 10);
    assert_eq!(std::fs::read(folder.path("a")).unwrap(), b"0123456789");
}
