//! Faulty servers: each connection follows a script of reads, raw bytes and delays.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// Step of a connection's script.
#[derive(Clone, Debug)]
pub enum Step {
    /// Reads until the end of a request's headers.
    Read,
    /// Writes these bytes.
    Write(&'static str),
    /// Waits for a signal from the test.
    Await(Arc<Notify>),
    /// Resets the connection. Data in transit may be lost, and the client gets an error.
    Reset,
    /// Waits until the client closes the connection.
    AwaitClose,
}

/// Server whose connections follow the scripts in order. The last script repeats.
pub struct Faulty {
    /// Host and port of the server.
    pub address: String,
    /// Text that was read, in order.
    pub received: UnboundedReceiver<String>,
    /// Receives a message for each connection that the client closed while the server waited for it.
    pub closed: UnboundedReceiver<()>,
    connections: Arc<AtomicUsize>,
}

impl Faulty {
    /// Starts the server.
    pub async fn start(scripts: Vec<Vec<Step>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (received_sender, received) = unbounded_channel();
        let (closed_sender, closed) = unbounded_channel();
        let connections = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&connections);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let number = count.fetch_add(1, Ordering::SeqCst).min(scripts.len() - 1);
                let script = scripts[number].clone();
                tokio::spawn(play(
                    stream,
                    script,
                    received_sender.clone(),
                    closed_sender.clone(),
                ));
            }
        });
        Self {
            address,
            received,
            closed,
            connections,
        }
    }

    /// Returns the number of connections.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

/// Follows a script, and closes the connection at its end.
async fn play(
    mut stream: tokio::net::TcpStream,
    script: Vec<Step>,
    received: UnboundedSender<String>,
    closed: UnboundedSender<()>,
) {
    for step in script {
        match step {
            Step::Read => {
                let mut bytes = Vec::new();
                while !bytes.ends_with(b"\r\n\r\n") {
                    match stream.read_u8().await {
                        Ok(byte) => bytes.push(byte),
                        Err(_) => return,
                    }
                }
                let _ = received.send(String::from_utf8_lossy(&bytes).into_owned());
            }
            Step::Write(text) => {
                if stream.write_all(text.as_bytes()).await.is_err() {
                    return;
                }
            }
            Step::Await(signal) => signal.notified().await,
            Step::Reset => {
                stream.set_zero_linger().unwrap();
                return;
            }
            Step::AwaitClose => {
                while let Ok(1..) = stream.read(&mut [0; 1024]).await {}
                let _ = closed.send(());
            }
        }
    }
}
