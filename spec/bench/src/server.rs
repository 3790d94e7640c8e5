//! The server. It is a separate process, so that its CPU time and its allocations are not measured.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::api;

/// Argument that runs this program as the server.
pub const SERVE: &str = "--serve";

/// Server on a free port of the loopback interface. Dropping this value stops it.
pub struct Server {
    process: Child,
    url: String,
}

impl Server {
    /// Starts the server process.
    pub fn start() -> Self {
        let program = std::env::current_exe().expect("the path of this program");
        let mut process = Command::new(program)
            .arg(SERVE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut url = String::new();
        let output = process.stdout.take().expect("a piped output");
        BufReader::new(output)
            .read_line(&mut url)
            .expect("the address of the server");
        let url = url.trim().to_owned();
        Self { process, url }
    }

    /// Returns the base URL of the server.
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// Closes the input of the server, which makes it exit.
impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

/// Serves until the input is closed.
pub fn serve() {
    std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build()
            .expect("a runtime");
        runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
            let address = listener.local_addr().expect("an address");
            let mut output = std::io::stdout();
            writeln!(output, "http://{address}").expect("an open output");
            output.flush().expect("an open output");
            while let Ok((stream, _)) = listener.accept().await {
                let _ = stream.set_nodelay(true);
                tokio::spawn(answer(stream));
            }
        });
    });
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
}

/// Answers the requests of one connection. None of them has a body.
async fn answer(mut stream: TcpStream) {
    let pages = [1, 100].map(|items| (format!("limit={items} "), response(items)));
    let mut buffer = [0; 4096];
    let mut length = 0;
    loop {
        match stream.read(&mut buffer[length..]).await {
            Ok(0) | Err(_) => return,
            Ok(read) => length += read,
        }
        if !buffer[..length].ends_with(b"\r\n\r\n") {
            continue;
        }
        let page = pages.iter().find(|(limit, _)| {
            let mut windows = buffer[..length].windows(limit.len());
            windows.any(|window| window == limit.as_bytes())
        });
        let Some((_, response)) = page else { return };
        if stream.write_all(response.as_bytes()).await.is_err() {
            return;
        }
        length = 0;
    }
}

/// Returns a response with the headers that servers commonly send.
fn response(items: usize) -> String {
    let body = api::body(items);
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
         date: Tue, 27 Jan 2026 18:11:19 GMT\r\nx-request-id: req_01HXKJ5V6Q0000000000000000\r\n\r\n{body}",
        body.len()
    )
}
