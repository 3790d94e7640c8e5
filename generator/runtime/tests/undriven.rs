//! Connections of a runtime that is not driven, because its only thread is busy: promise 5.
//!
//! A busy runtime does not notice what happens on an idle connection. The server therefore runs on threads of its own, and
//! the test blocks the thread of the runtime until the server has done something on the idle connection.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sdk_runtime::runtime::client::Core;

use crate::support::api::{Animal, CREATE, DELETE, client, on};

/// Number of calls of a test.
pub const CALLS: usize = 20;

/// Action of the server on a connection that has become idle.
#[derive(Clone, Copy, Debug)]
pub enum Idle {
    /// Nothing.
    Wait,
    /// Sends bytes.
    Send(&'static [u8]),
    /// Sends bytes, then closes the connection.
    SendAndClose(&'static [u8]),
    /// Closes the connection.
    Close,
    /// Resets the connection.
    Reset,
}

/// Response that nobody asked for.
pub const UNASKED: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 16\r\n\r\n{\"id\":\"unasked\"}";
/// Response of a server that closes an idle connection.
const TIMEOUT: &[u8] =
    b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

/// Record of a server, and the signals between its threads and the test.
pub struct Control {
    pub connections: AtomicUsize,
    /// Bodies of the requests.
    pub bodies: Mutex<Vec<String>>,
    begin: Mutex<Receiver<()>>,
    end: Sender<()>,
}

impl Control {
    /// Waits until the test blocks the runtime of the client.
    pub fn await_blocked_client(&self) {
        // The test has ended if there is no sender any more.
        let _ = self.begin.lock().unwrap().recv();
    }

    /// Tells the test that the action of the server on an idle connection is done.
    pub fn done(&self) {
        let _ = self.end.send(());
    }
}

/// Server on threads of its own, and a client of it.
pub struct Threaded {
    pub core: Core,
    pub control: Arc<Control>,
    begin: Sender<()>,
    end: Receiver<()>,
}

impl Threaded {
    /// Starts a server with a function that runs it and returns its URL.
    pub fn start(run: impl FnOnce(Arc<Control>) -> String) -> Self {
        Self::start_with(run, client)
    }

    /// Starts a server with a function that runs it, and creates the client of its URL with the other.
    pub fn start_with(
        run: impl FnOnce(Arc<Control>) -> String,
        client: impl FnOnce(&str) -> Core,
    ) -> Self {
        let (begin, begin_receiver) = channel();
        let (end_sender, end) = channel();
        let control = Arc::new(Control {
            connections: AtomicUsize::new(0),
            bodies: Mutex::default(),
            begin: Mutex::new(begin_receiver),
            end: end_sender,
        });
        let url = run(Arc::clone(&control));
        Self {
            core: client(&url),
            control,
            begin,
            end,
        }
    }

    /// Makes calls one after the other. Between them, the server acts while the runtime is blocked. Returns the number
    /// of connections.
    pub async fn calls(&self) -> usize {
        for number in 0..CALLS {
            create(&self.core, number).await;
            // Lets the tasks of the connection finish, so that no one of them is woken before the next request.
            for _ in 0..8 {
                tokio::task::yield_now().await;
            }
            self.begin.send(()).unwrap();
            self.end.recv().unwrap();
        }
        let sent: Vec<_> = (0..CALLS)
            .map(|number| format!("{{\"number\":{number}}}"))
            .collect();
        let received = self.control.bodies.lock().unwrap().clone();
        assert_eq!(received, sent, "each request is processed once");
        self.connections()
    }

    /// Returns the number of connections.
    pub fn connections(&self) -> usize {
        self.control.connections.load(Ordering::SeqCst)
    }
}

/// Runs a server that acts in this way on each idle connection. Returns its URL.
pub fn run(idle: Idle, control: Arc<Control>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let stream = stream.unwrap();
            // Otherwise, a second write would wait until the client has acknowledged the first one.
            stream.set_nodelay(true).unwrap();
            control.connections.fetch_add(1, Ordering::SeqCst);
            let control = Arc::clone(&control);
            std::thread::spawn(move || serve(stream, idle, &control));
        }
    });
    url
}

/// Answers the requests of one connection. A client that closes the connection ends it.
fn serve(mut stream: TcpStream, idle: Idle, control: &Control) {
    let mut pending = Vec::new();
    let mut chunk = [0; 4096];
    while let Ok(length @ 1..) = stream.read(&mut chunk) {
        pending.extend_from_slice(&chunk[..length]);
        let Some(body) = take_request(&mut pending) else {
            continue;
        };
        let answer = format!("{{\"id\":\"{}\"}}", id_of(&body));
        control.bodies.lock().unwrap().push(body);
        let length = answer.len();
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n");
        stream
            .write_all(format!("{head}{answer}").as_bytes())
            .unwrap();
        control.await_blocked_client();
        let open = act(stream, idle);
        control.done();
        match open {
            Some(open) => stream = open,
            None => return,
        }
    }
}

/// Acts on an idle connection. Returns it, unless it is closed now.
fn act(mut stream: TcpStream, idle: Idle) -> Option<TcpStream> {
    match idle {
        Idle::Wait => Some(stream),
        Idle::Send(bytes) => {
            stream.write_all(bytes).unwrap();
            Some(stream)
        }
        Idle::SendAndClose(bytes) => {
            stream.write_all(bytes).unwrap();
            None
        }
        Idle::Close => None,
        Idle::Reset => {
            // Only the stream of the runtime can be reset without unsafe code.
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_io()
                .build()
                .unwrap();
            stream.set_nonblocking(true).unwrap();
            let _entered = runtime.enter();
            let stream = tokio::net::TcpStream::from_std(stream).unwrap();
            stream.set_zero_linger().unwrap();
            None
        }
    }
}

/// Returns the number in the body of a request.
pub fn id_of(body: &str) -> String {
    body.chars().filter(char::is_ascii_digit).collect()
}

/// Removes a complete request from the bytes that were received. Returns its body.
pub fn take_request(pending: &mut Vec<u8>) -> Option<String> {
    let text = String::from_utf8(pending.clone()).unwrap();
    let (head, rest) = text.split_once("\r\n\r\n")?;
    let length = head
        .to_ascii_lowercase()
        .lines()
        .find_map(|line| line.strip_prefix("content-length: ")?.parse().ok())
        .unwrap_or(0);
    let body = rest.get(..length)?.to_owned();
    pending.drain(..head.len() + 4 + length);
    Some(body)
}

/// Creates an animal, and checks that the response is that of this request.
pub async fn create(core: &Core, number: usize) {
    let mut request = on(core, &CREATE, "a");
    request.set_max_retries(0);
    request.set_timeout(Duration::from_secs(10));
    request.body_field("number".to_owned(), &number);
    let response = request.response::<Animal>().await;
    let response = response.unwrap_or_else(|error| panic!("call {number}: {error}"));
    assert_eq!(response.data.id, number.to_string());
    assert_eq!(response.attempts().len(), 1);
}

/// Makes calls to a server that acts in this way on each idle connection. Returns the number of connections.
async fn calls(idle: Idle) -> usize {
    Threaded::start(|control| run(idle, control)).calls().await
}

#[tokio::test]
async fn promise_05_bytes_that_came_before_a_request_are_not_its_response() {
    for bytes in [
        UNASKED,
        TIMEOUT,
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n",
        b"\r\n",
        b"H",
    ] {
        assert_eq!(calls(Idle::Send(bytes)).await, CALLS, "{bytes:?}");
        assert_eq!(calls(Idle::SendAndClose(bytes)).await, CALLS, "{bytes:?}");
    }
}

#[tokio::test]
async fn promise_05_a_connection_that_was_closed_before_a_request_is_not_used() {
    for idle in [Idle::Close, Idle::Reset] {
        assert_eq!(calls(idle).await, CALLS, "{idle:?}");
    }
}

#[tokio::test]
async fn promise_05_a_connection_that_stayed_idle_is_reused() {
    assert_eq!(calls(Idle::Wait).await, 1);
}

#[tokio::test]
async fn promise_05_none_of_several_idle_connections_is_used_if_something_arrived_on_each() {
    let server = Threaded::start(|control| run(Idle::Send(UNASKED), control));
    for round in 0..5 {
        let first = round * 3;
        let calls = [first, first + 1, first + 2].map(|number| create(&server.core, number));
        let [one, two, three] = calls;
        tokio::join!(one, two, three);
        for _ in 0..3 {
            server.begin.send(()).unwrap();
            server.end.recv().unwrap();
        }
        assert_eq!(server.connections(), first + 3);
    }
    assert_eq!(server.control.bodies.lock().unwrap().len(), 15);
}

#[tokio::test]
async fn promise_05_bytes_that_came_behind_an_unread_body_are_not_a_response() {
    let server = Threaded::start(|control| run(Idle::Send(UNASKED), control));
    for number in 0..10 {
        on(&server.core, &DELETE, "a").nothing().await.unwrap();
        server.begin.send(()).unwrap();
        server.end.recv().unwrap();
        create(&server.core, number).await;
        server.begin.send(()).unwrap();
        server.end.recv().unwrap();
    }
    assert_eq!(server.connections(), 20);
}

#[test]
fn promise_05_each_runtime_uses_the_connections_that_it_drives() {
    let runtime = || {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
    };
    let server = Threaded::start(|control| run(Idle::Wait, control));
    let core = &server.core;
    let mut number = 0;
    let mut call_in = |runtime: &tokio::runtime::Runtime| {
        runtime.block_on(create(core, number));
        number += 1;
        server.begin.send(()).unwrap();
        server.end.recv().unwrap();
    };
    let (first, second) = (runtime(), runtime());
    for _ in 0..3 {
        // The other runtime exists, but nothing runs in it.
        call_in(&first);
        call_in(&second);
    }
    assert_eq!(server.connections(), 2);
    drop(first);
    call_in(&second);
    assert_eq!(server.connections(), 2);
    call_in(&runtime());
    assert_eq!(server.connections(), 3);
}
