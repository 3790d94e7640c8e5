//! TLS connections of a runtime that is not driven, and HTTP/2 connections that end or fall silent: promises 5 and 17.
//!
//! As in `tls`, the client runs in another process, which trusts the certificate of the server. Here the server runs in
//! that process too, on a thread of its own, so that the thread of the client can be blocked until the server has acted.

#[cfg(feature = "http2")]
use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::channel;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::server::TlsStream;

use crate::tls::{AUTHORITY, acceptor, run_elsewhere};
use crate::undriven::{CALLS, Control, Threaded, UNASKED, id_of, take_request};

/// Action of the server on a connection that has become idle.
#[derive(Clone, Copy, Debug)]
enum Idle {
    /// Nothing.
    Wait,
    /// Sends a response that nobody asked for.
    Answer,
    /// Changes its key, which sends bytes, but no data.
    ChangeKey,
    /// Closes TLS and TCP.
    Close,
    /// Closes TCP only.
    Cut,
}

/// Starts a server with a function that serves a connection, given its number.
pub fn start<F>(
    protocol: &'static str,
    serve: impl Fn(TlsStream<TcpStream>, usize, Arc<Control>) -> F + Send + 'static,
) -> Threaded
where
    F: Future<Output = ()> + Send + 'static,
{
    Threaded::start(|control| {
        let (port_sender, port) = channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            runtime.unwrap().block_on(async move {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                let port = listener.local_addr().unwrap().port();
                port_sender.send(port).unwrap();
                let acceptor = acceptor(&[protocol]);
                while let Ok((stream, _)) = listener.accept().await {
                    // Otherwise, a second write would wait until the client has acknowledged the first one.
                    stream.set_nodelay(true).unwrap();
                    let Ok(stream) = acceptor.accept(stream).await else {
                        continue;
                    };
                    let number = control.connections.fetch_add(1, Ordering::SeqCst);
                    tokio::spawn(serve(stream, number, Arc::clone(&control)));
                }
            });
        });
        format!("https://localhost:{}", port.recv().unwrap())
    })
}

/// Answers the requests of an HTTP/1.1 connection.
async fn serve(mut stream: TlsStream<TcpStream>, idle: Idle, control: Arc<Control>) {
    let mut received = Vec::new();
    while let Ok(1..) = stream.read_buf(&mut received).await {
        let Some(body) = take_request(&mut received) else {
            continue;
        };
        let answer = format!("{{\"id\":\"{}\"}}", id_of(&body));
        control.bodies.lock().unwrap().push(body);
        let length = answer.len();
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n");
        stream.write_all((head + &answer).as_bytes()).await.unwrap();
        control.await_blocked_client();
        match idle {
            Idle::Wait => {}
            Idle::Answer => stream.write_all(UNASKED).await.unwrap(),
            Idle::ChangeKey => {
                stream.get_mut().1.refresh_traffic_keys().unwrap();
                stream.flush().await.unwrap();
            }
            Idle::Close => {
                stream.shutdown().await.unwrap();
                control.done();
                return;
            }
            Idle::Cut => {
                drop(stream);
                control.done();
                return;
            }
        }
        control.done();
    }
}

#[tokio::test]
#[ignore = "run by the test below in a process of its own"]
async fn http1() {
    for (idle, connections) in [
        (Idle::Wait, 1),
        (Idle::ChangeKey, 1),
        (Idle::Answer, CALLS),
        (Idle::Close, CALLS),
        (Idle::Cut, CALLS),
    ] {
        let server = start("http/1.1", move |stream, _, control| {
            serve(stream, idle, control)
        });
        assert_eq!(server.calls().await, connections, "{idle:?}");
    }
}

#[tokio::test]
async fn promise_05_bytes_that_came_over_tls_before_a_request_are_not_its_response() {
    run_elsewhere("undriven_tls::http1", "", AUTHORITY).await;
}

#[cfg(feature = "http2")]
pub mod http2 {
    use std::future::poll_fn;
    use std::task::Poll;
    use std::time::Duration;

    use bytes::Bytes;
    use h2::Reason;
    use h2::server::{Connection, SendResponse, handshake};
    use http::{Request, Response};

    use super::*;
    use crate::support::api::{Animal, CREATE, GET, on};

    /// Action of the server after a response.
    #[derive(Clone, Copy, Debug)]
    pub enum After {
        /// Nothing.
        Wait,
        /// Announces that it closes the connection, and closes it.
        GoAway,
        /// Closes TCP only.
        Cut,
    }

    type Respond = SendResponse<Bytes>;

    /// Reads the body of a request.
    async fn body(request: Request<h2::RecvStream>) -> String {
        let mut body = request.into_body();
        let mut bytes = Vec::new();
        while let Some(chunk) = body.data().await {
            let chunk = chunk.unwrap();
            body.flow_control().release_capacity(chunk.len()).unwrap();
            bytes.extend_from_slice(&chunk);
        }
        String::from_utf8(bytes).unwrap()
    }

    /// Sends a response.
    pub fn answer(mut respond: Respond, id: &str) {
        let mut stream = respond.send_response(Response::new(()), false).unwrap();
        let json = format!("{{\"id\":\"{id}\"}}");
        stream.send_data(json.into(), true).unwrap();
    }

    /// Answers the requests of a connection. If `awaits` is set, acts after each one, when the client is blocked.
    pub async fn serve(
        stream: TlsStream<TcpStream>,
        after: After,
        awaits: bool,
        control: Arc<Control>,
    ) {
        let connection = handshake(stream).await.unwrap();
        serve_opened(connection, after, awaits, control).await;
    }

    /// Answers the requests of a connection, as [`serve`] does.
    pub async fn serve_opened(
        mut connection: Connection<TlsStream<TcpStream>, Bytes>,
        after: After,
        awaits: bool,
        control: Arc<Control>,
    ) {
        while let Some(Ok((request, respond))) = connection.accept().await {
            let exchange = async {
                let body = body(request).await;
                answer(respond, &id_of(&body));
                control.bodies.lock().unwrap().push(body);
            };
            // The body arrives while the connection makes progress.
            tokio::pin!(exchange);
            tokio::select! {
                () = &mut exchange => {}
                closed = poll_fn(|cx| connection.poll_closed(cx)) => panic!("{closed:?}"),
            }
            // Sends the response.
            flush(&mut connection).await;
            if !awaits {
                continue;
            }
            control.await_blocked_client();
            match after {
                After::Wait => {}
                After::GoAway => {
                    connection.abrupt_shutdown(Reason::NO_ERROR);
                    let _ = poll_fn(|cx| connection.poll_closed(cx)).await;
                    drop(connection);
                    control.done();
                    return;
                }
                After::Cut => {
                    drop(connection);
                    control.done();
                    return;
                }
            }
            control.done();
        }
    }

    /// Writes everything that a connection has to send.
    pub async fn flush(connection: &mut Connection<TlsStream<TcpStream>, Bytes>) {
        for _ in 0..8 {
            let _ = poll_fn(|cx| Poll::Ready(connection.poll_closed(cx))).await;
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    #[ignore = "run by the test below in a process of its own"]
    async fn undriven() {
        for (after, connections) in [
            (After::Wait, 1),
            (After::GoAway, CALLS),
            (After::Cut, CALLS),
        ] {
            let server = start("h2", move |stream, _, control| {
                serve(stream, after, true, control)
            });
            assert_eq!(server.calls().await, connections, "{after:?}");
        }
    }

    #[tokio::test]
    async fn promise_05_an_http_2_connection_that_was_closed_before_a_request_is_not_used() {
        run_elsewhere("undriven_tls::http2::undriven", "", AUTHORITY).await;
    }

    /// The first connection answers the first request, and nothing after it. Others answer all requests.
    async fn fall_silent(stream: TlsStream<TcpStream>, number: usize, control: Arc<Control>) {
        if number > 0 {
            return serve(stream, After::Wait, false, control).await;
        }
        let mut connection: Connection<_, Bytes> = handshake(stream).await.unwrap();
        let (_, respond) = connection.accept().await.unwrap().unwrap();
        answer(respond, "first");
        flush(&mut connection).await;
        pending::<()>().await;
    }

    #[tokio::test]
    #[ignore = "run by the test below in a process of its own"]
    async fn silent() {
        let server = start("h2", fall_silent);
        let get = || {
            let mut request = on(&server.core, &GET, "a");
            request.set_max_retries(0);
            request
        };
        assert_eq!(get().value::<Animal>().await.unwrap().id, "first");
        let mut slow = get();
        slow.set_timeout(Duration::from_millis(50));
        let error = slow.value::<Animal>().await.unwrap_err();
        assert!(error.is_timeout(), "{error:?}");
        for _ in 0..3 {
            get().value::<Animal>().await.unwrap();
        }
        assert_eq!(server.connections(), 2);
    }

    #[tokio::test]
    async fn promise_05_an_http_2_connection_that_fell_silent_is_not_used_again() {
        run_elsewhere("undriven_tls::http2::silent", "", AUTHORITY).await;
    }

    /// The first connection sends the beginning of a response, and nothing after it. Others answer all requests.
    async fn stall(stream: TlsStream<TcpStream>, number: usize, control: Arc<Control>) {
        if number > 0 {
            return serve(stream, After::Wait, false, control).await;
        }
        let mut connection: Connection<_, Bytes> = handshake(stream).await.unwrap();
        let (_, mut respond) = connection.accept().await.unwrap().unwrap();
        let mut body = respond.send_response(Response::new(()), false).unwrap();
        body.send_data("{".into(), false).unwrap();
        flush(&mut connection).await;
        pending::<()>().await;
    }

    #[tokio::test]
    #[ignore = "run by the test below in a process of its own"]
    async fn stalled() {
        let server = start("h2", stall);
        let mut slow = on(&server.core, &GET, "a");
        slow.set_max_retries(0);
        slow.set_timeout(Duration::from_millis(200));
        let error = slow.value::<Animal>().await.unwrap_err();
        assert!(error.is_timeout(), "{error:?}");
        for _ in 0..3 {
            let mut next = on(&server.core, &GET, "a");
            next.set_max_retries(0);
            next.set_timeout(Duration::from_secs(10));
            next.value::<Animal>().await.unwrap();
        }
        assert_eq!(server.connections(), 2);
    }

    #[tokio::test]
    async fn promise_05_an_http_2_connection_that_stalled_within_a_body_is_not_used_again() {
        run_elsewhere("undriven_tls::http2::stalled", "", AUTHORITY).await;
    }

    /// Refuses the first request of the first connection, then answers.
    async fn refuse_once(stream: TlsStream<TcpStream>, number: usize, control: Arc<Control>) {
        assert_eq!(number, 0, "a refused request does not end the connection");
        let mut connection: Connection<_, Bytes> = handshake(stream).await.unwrap();
        let (_, mut respond) = connection.accept().await.unwrap().unwrap();
        respond.send_reset(Reason::REFUSED_STREAM);
        while let Some(Ok((request, respond))) = connection.accept().await {
            control.bodies.lock().unwrap().push(String::new());
            drop(request);
            answer(respond, "a");
        }
    }

    #[tokio::test]
    #[ignore = "run by the test below in a process of its own"]
    async fn refused() {
        let server = start("h2", refuse_once);
        let created = on(&server.core, &CREATE, "a").response::<Animal>().await;
        assert_eq!(created.unwrap().attempts().len(), 2);
        assert_eq!(server.control.bodies.lock().unwrap().len(), 1);
    }

    #[tokio::test]
    async fn promise_17_a_refused_stream_is_retried() {
        run_elsewhere("undriven_tls::http2::refused", "", AUTHORITY).await;
    }

    /// Ends the first connection before its first request, which it has received. Others answer all requests.
    async fn go_away(mut stream: TlsStream<TcpStream>, number: usize, control: Arc<Control>) {
        const SETTINGS: [u8; 9] = [0, 0, 0, 4, 0, 0, 0, 0, 0];
        /// The last processed stream is 0, the code is `NO_ERROR`.
        const GO_AWAY: [u8; 17] = [0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        const HEADERS: u8 = 1;
        if number > 0 {
            return serve(stream, After::Wait, false, control).await;
        }
        let mut preface = [0; 24];
        stream.read_exact(&mut preface).await.unwrap();
        stream.write_all(&SETTINGS).await.unwrap();
        loop {
            let mut head = [0; 9];
            stream.read_exact(&mut head).await.unwrap();
            let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
            let mut payload = vec![0; length as usize];
            stream.read_exact(&mut payload).await.unwrap();
            if head[3] == HEADERS {
                stream.write_all(&GO_AWAY).await.unwrap();
                return stream.shutdown().await.unwrap();
            }
        }
    }

    #[tokio::test]
    #[ignore = "run by the test below in a process of its own"]
    async fn gone() {
        let server = start("h2", go_away);
        let mut request = on(&server.core, &CREATE, "a");
        request.body_field("number".to_owned(), &7);
        let created = request.response::<Animal>().await.unwrap();
        assert_eq!((&*created.data.id, created.attempts().len()), ("7", 2));
        assert_eq!(server.control.bodies.lock().unwrap().len(), 1);
    }

    #[tokio::test]
    async fn promise_17_a_request_after_the_last_one_of_a_connection_is_retried() {
        run_elsewhere("undriven_tls::http2::gone", "", AUTHORITY).await;
    }
}
