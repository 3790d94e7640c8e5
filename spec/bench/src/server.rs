//! The server: another process of this program, so that neither its CPU time nor its allocations count.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::api;

/// The argument that makes this program the server.
pub const SERVE: &str = "--serve";

/// A server on a free port of the loopback, which ends with this value.
pub struct Server {
    process: Child,
    url: String,
}

impl Server {
    /// Starts it.
    pub fn start() -> Self {
        let program = std::env::current_exe().expect("this program is a file");
        let mut process = Command::new(program)
            .arg(SERVE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut url = String::new();
        let output = process.stdout.take().expect("its output is piped");
        BufReader::new(output)
            .read_line(&mut url)
            .expect("it tells its address");
        let url = url.trim().to_owned();
        Self { process, url }
    }

    /// Its base URL.
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// The server ends when its input does.
impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

/// Serves until the input ends.
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
            writeln!(output, "http://{address}").expect("somebody listens");
            output.flush().expect("somebody listens");
            while let Ok((stream, _)) = listener.accept().await {
                let _ = stream.set_nodelay(true);
                tokio::spawn(answer(stream));
            }
        });
    });
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
}

/// Answers what one connection asks. None of the requests has a body.
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

/// A whole response, with the headers that many servers send.
fn response(items: usize) -> String {
    let body = api::body(items);
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
         date: Tue, 27 Jan 2026 18:11:19 GMT\r\nx-request-id: req_01HXKJ5V6Q0000000000000000\r\n\r\n{body}",
        body.len()
    )
}
