//! Faulty HTTP/2 servers: which requests are retried, and how large responses may be. Promises 5, 13 and 17.
//!
//! As in `undriven_tls`, client and server run in a process of their own.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use h2::Reason;
use h2::server::{Connection, handshake};
use http::Response;
use sdk_runtime::runtime::error::Error;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;

use crate::support::api::{Animal, CREATE, GET, on};
use crate::tls::{AUTHORITY, run_elsewhere};
use crate::undriven::{Control, Threaded};
use crate::undriven_tls::http2::{After, answer, flush, serve, serve_opened};
use crate::undriven_tls::start;

type Stream = TlsStream<TcpStream>;

/// Action of the first connection when the headers of its first request have arrived. All other requests are answered.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault {
    /// Ends the stream of the request.
    Reset(Reason),
    /// Begins a response, then ends its stream.
    ResetInBody(Reason),
    /// Ends the connection after a stream, with a code. The stream of the request is 1.
    GoAway { last: u8, code: Reason },
    /// Closes the connection, although the body of the request may not have arrived.
    Close,
    /// Sends bytes that are not HTTP/2 instead of the settings.
    Garbage,
    /// Sends nothing, not even the settings.
    Wait,
}

/// Serves a connection with a fault, if it is the first one.
pub(crate) async fn fail(stream: Stream, number: usize, control: Arc<Control>, fault: Fault) {
    if number > 0 {
        return serve(stream, After::Wait, false, control).await;
    }
    let bytes = match fault {
        Fault::Reset(reason) => return reset(stream, control, reason, false).await,
        Fault::ResetInBody(reason) => return reset(stream, control, reason, true).await,
        Fault::GoAway { last, code } => {
            let settings = [0, 0, 0, 4, 0, 0, 0, 0, 0];
            let go_away = [0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, last];
            [&settings[..], &go_away, &u32::from(code).to_be_bytes()].concat()
        }
        Fault::Close => vec![0, 0, 0, 4, 0, 0, 0, 0, 0],
        Fault::Garbage => b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec(),
        Fault::Wait => Vec::new(),
    };
    act(stream, &bytes, matches!(fault, Fault::Wait)).await;
}

/// Ends the stream of the first request, then answers all others.
async fn reset(stream: Stream, control: Arc<Control>, reason: Reason, in_body: bool) {
    let mut connection: Connection<_, Bytes> = handshake(stream).await.unwrap();
    let (_, mut respond) = connection.accept().await.unwrap().unwrap();
    if in_body {
        let mut body = respond.send_response(Response::new(()), false).unwrap();
        body.send_data("{".into(), false).unwrap();
        flush(&mut connection).await;
        body.send_reset(reason);
    } else {
        respond.send_reset(reason);
    }
    serve_opened(connection, After::Wait, false, control).await;
}

/// Reads a connection up to the headers of the first request, sends bytes, and ends its side of the
/// connection, unless it waits for the client to do so.
async fn act(mut stream: Stream, bytes: &[u8], waits: bool) {
    const HEADERS: u8 = 1;
    stream.read_exact(&mut [0; 24]).await.unwrap();
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).await.unwrap();
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        let mut payload = vec![0; length as usize];
        stream.read_exact(&mut payload).await.unwrap();
        if head[3] == HEADERS {
            break;
        }
    }
    stream.write_all(bytes).await.unwrap();
    stream.flush().await.unwrap();
    if !waits {
        let _ = stream.shutdown().await;
    }
    // If bytes of the client were left unread, the connection would be reset, which can lose what was sent.
    while let Ok(1..) = stream.read(&mut [0; 4096]).await {}
}

/// Returns the outcomes of a creation and of a request that is safe to repeat, each with a server of its own.
async fn outcomes(fault: Fault) -> [Result<usize, Error>; 2] {
    let server = || {
        start("h2", move |stream, number, control| {
            fail(stream, number, control, fault)
        })
    };
    let (posts, gets) = (server(), server());
    let mut post = on(&posts.core, &CREATE, "a");
    // The body is larger than the window of the server, so that a part of it cannot be sent.
    post.body_field("text".to_owned(), &"x".repeat(100_000));
    let mut get = on(&gets.core, &GET, "a");
    for request in [&mut post, &mut get] {
        request.set_timeout(Duration::from_millis(if matches!(fault, Fault::Wait) {
            500
        } else {
            20_000
        }));
    }
    let (post, get) = tokio::join!(post.response::<Animal>(), get.response::<Animal>());
    let processed = posts.control.bodies.lock().unwrap().len();
    assert_eq!(processed, usize::from(post.is_ok()), "{fault:?}");
    // The faulty connection is not used again, even if its driver has not noticed yet that it is closed.
    let next = on(&posts.core, &CREATE, "a").response::<Animal>().await;
    let next = next.unwrap_or_else(|error| panic!("after {fault:?}: {error}"));
    assert_eq!(next.attempts().len(), 1, "after {fault:?}");
    [post, get].map(|outcome| outcome.map(|response| response.attempts().len()))
}

#[tokio::test]
#[ignore = "run by the test below in a process of its own"]
async fn faults() {
    let mut tasks = Vec::new();
    let mut check = |fault: Fault, retries_creation: bool| {
        tasks.push(tokio::spawn(async move {
            let [post, get] = outcomes(fault).await;
            match get {
                // A short timeout may expire again on a busy machine.
                Ok(attempts) if matches!(fault, Fault::Wait) => assert!(attempts > 1, "{fault:?}"),
                Ok(attempts) => assert_eq!(attempts, 2, "{fault:?}"),
                Err(error) => panic!("{fault:?}: {error}"),
            }
            match post {
                Ok(attempts) => assert!(retries_creation && attempts == 2, "{fault:?}"),
                Err(error) => {
                    assert!(!retries_creation, "{fault:?}: {error}");
                    assert_eq!(error.attempts().len(), 1, "{fault:?}");
                    let is_timeout = matches!(fault, Fault::Wait);
                    assert_eq!(error.is_timeout(), is_timeout, "{fault:?}: {error}");
                    assert_eq!(error.is_connection(), !is_timeout, "{fault:?}: {error}");
                }
            }
        }));
    };
    // The server has said that it did not process the request.
    for reason in [
        Reason::NO_ERROR,
        Reason::INTERNAL_ERROR,
        Reason::ENHANCE_YOUR_CALM,
    ] {
        check(
            Fault::GoAway {
                last: 0,
                code: reason,
            },
            true,
        );
        // It may have processed it.
        check(
            Fault::GoAway {
                last: 1,
                code: reason,
            },
            false,
        );
    }
    check(Fault::Reset(Reason::REFUSED_STREAM), true);
    for reason in [
        Reason::PROTOCOL_ERROR,
        Reason::INTERNAL_ERROR,
        Reason::CANCEL,
        Reason::ENHANCE_YOUR_CALM,
        Reason::HTTP_1_1_REQUIRED,
    ] {
        check(Fault::Reset(reason), false);
    }
    check(Fault::ResetInBody(Reason::REFUSED_STREAM), false);
    check(Fault::ResetInBody(Reason::INTERNAL_ERROR), false);
    check(Fault::Close, false);
    check(Fault::Garbage, false);
    check(Fault::Wait, false);
    for task in tasks {
        task.await.unwrap();
    }
}

#[tokio::test]
async fn promise_17_only_what_a_server_certainly_did_not_process_is_retried() {
    run_elsewhere("http2_faults::faults", "", AUTHORITY).await;
}

/// Answers the first request with this many headers of this length.
async fn send_headers(stream: Stream, is_first: bool, count: usize, length: usize) {
    let mut connection: Connection<_, Bytes> = handshake(stream).await.unwrap();
    let mut is_first = is_first;
    while let Some(Ok((_, mut respond))) = connection.accept().await {
        if !std::mem::take(&mut is_first) {
            answer(respond, "next");
            continue;
        }
        let mut response = Response::new(());
        for number in 0..count {
            let name = http::HeaderName::try_from(format!("x-{number}")).unwrap();
            let value = http::HeaderValue::try_from("v".repeat(length)).unwrap();
            response.headers_mut().insert(name, value);
        }
        let mut body = respond.send_response(response, false).unwrap();
        let _ = body.send_data(r#"{"id":"a"}"#.into(), true);
    }
}

#[tokio::test]
#[ignore = "run by the test below in a process of its own"]
async fn headers() {
    for (count, length, is_accepted) in [
        (99, 1, true),
        (101, 1, true),
        (500, 1, true),
        (500, 200, true),
        (500, 1000, false),
        (1, 300_000, false),
        (20_000, 100, false),
    ] {
        let server: Threaded = start("h2", move |stream, number, _| {
            send_headers(stream, number == 0, count, length)
        });
        let get = || {
            let mut request = on(&server.core, &GET, "a");
            request.set_max_retries(0);
            request.set_timeout(Duration::from_secs(20));
            request.response::<Animal>()
        };
        match get().await {
            Ok(response) => {
                assert!(is_accepted, "{count} headers of {length} bytes");
                assert_eq!(response.headers().len(), count);
            }
            Err(error) => {
                assert!(!is_accepted, "{count} headers of {length} bytes: {error}");
                assert!(error.is_connection(), "{error}");
            }
        }
        let next = get().await.map(|response| response.data.id);
        let next =
            next.unwrap_or_else(|error| panic!("{count} headers of {length} bytes: {error:?}"));
        assert_eq!(next, "next");
    }
}

#[tokio::test]
async fn promise_13_the_headers_of_http_2_have_a_limit_as_well() {
    run_elsewhere("http2_faults::headers", "", AUTHORITY).await;
}
