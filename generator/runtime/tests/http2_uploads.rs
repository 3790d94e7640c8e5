//! Multipart bodies over HTTP/2: promises 8 and 17.
//!
//! As in `undriven_tls`, client and server run in a process of their own.

use h2::Reason;
use sdk_runtime::runtime::call::response::Response;
use sdk_runtime::runtime::content::UploadContent;
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::request::Request;

use crate::http2_faults::{Fault, fail};
use crate::multipart::{SCAN, chunks};
use crate::support::api::{Animal, request};
use crate::tls::{AUTHORITY, run_elsewhere};
use crate::undriven::Threaded;
use crate::undriven_tls::http2::{After, serve};
use crate::undriven_tls::start;

/// Returns a request with a field and files, of which the last one is `content`.
fn scan(server: &Threaded, content: UploadContent) -> Request {
    let mut request = request(&server.core, &SCAN);
    request.body::<String>("purpose", "scan");
    let large = "x".repeat(LARGE);
    request.file_list::<UploadContent>("file", [UploadContent::bytes(large), content]);
    request
}

/// Size of a file that is larger than the windows of a stream and of a connection, so that it waits for the server.
const LARGE: usize = 1_000_000;

/// Returns the parts of the only body that a server has received, without the names of their fields.
fn contents(server: &Threaded) -> Vec<String> {
    let bodies = server.control.bodies.lock().unwrap();
    let [body] = &bodies[..] else {
        panic!("{} bodies", bodies.len());
    };
    let (separator, _) = body.split_once("\r\n").unwrap();
    let body = body.strip_suffix(&format!("{separator}--\r\n")).unwrap();
    let separator = format!("{separator}\r\n");
    let parts = body.split(&separator).skip(1);
    let contents = parts.map(|part| part.split_once("\r\n\r\n").unwrap().1);
    contents.map(|part| part.trim_end().to_owned()).collect()
}

async fn send(server: &Threaded, content: UploadContent) -> Result<Response<Animal>, Error> {
    scan(server, content).response::<Animal>().await
}

#[tokio::test]
#[ignore = "run by the test below in a process of its own"]
async fn uploads() {
    let parts = ["scan".to_owned(), "x".repeat(LARGE), "in chunks".to_owned()];
    let server = start("h2", |stream, _, control| {
        serve(stream, After::Wait, false, control)
    });
    let response = send(&server, chunks(&["in ", "chunks"])).await.unwrap();
    assert_eq!(response.attempts().len(), 1);
    assert_eq!(contents(&server), parts);

    // What the server has refused is sent again, unless it is a stream.
    let refusing = || {
        start("h2", |stream, number, control| {
            fail(
                stream,
                number,
                control,
                Fault::Reset(Reason::REFUSED_STREAM),
            )
        })
    };
    let server = refusing();
    let response = send(&server, UploadContent::bytes("in chunks")).await;
    assert_eq!(response.unwrap().attempts().len(), 2);
    assert_eq!(contents(&server), parts);
    let server = refusing();
    let error = send(&server, chunks(&["in ", "chunks"])).await.unwrap_err();
    assert!(
        error.is_connection() && error.attempts().len() == 1,
        "{error}"
    );
    assert_eq!(server.control.bodies.lock().unwrap().len(), 0);

    // What it may have processed is not.
    let server = start("h2", |stream, number, control| {
        fail(stream, number, control, Fault::Reset(Reason::CANCEL))
    });
    let error = send(&server, UploadContent::bytes("")).await.unwrap_err();
    assert!(
        error.is_connection() && error.attempts().len() == 1,
        "{error}"
    );
}

#[tokio::test]
async fn promise_08_multipart_bodies_are_sent_over_http2() {
    run_elsewhere("http2_uploads::uploads", "", AUTHORITY).await;
}
