//! HTTP/1.1 messages, as far as the server needs them.

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::net::TcpStream;

/// Content type of all responses except streams of events.
pub const JSON: &str = "application/json";

/// Request received by the server.
pub struct Request {
    pub method: String,
    pub path: String,
    pub query: String,
    pub last_event_id: usize,
    pub body: Value,
}

/// Reads a request. Returns `None` at the end of the connection.
pub async fn read_request(stream: &mut BufReader<TcpStream>) -> std::io::Result<Option<Request>> {
    let mut line = String::new();
    if stream.read_line(&mut line).await? == 0 {
        return Ok(None);
    }
    let mut words = line.split(' ');
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut request = Request {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        last_event_id: 0,
        body: Value::Null,
    };
    let mut length = 0;
    loop {
        line.clear();
        stream.read_line(&mut line).await?;
        let Some((name, value)) = line.split_once(": ") else {
            break;
        };
        let value = value.trim().parse().unwrap_or(0);
        match name {
            "content-length" => length = value,
            "last-event-id" => request.last_event_id = value,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    request.body = serde_json::from_slice(&body).unwrap_or_default();
    Ok(Some(request))
}

/// Returns the head of a response.
pub fn head(status: u16, content_type: &str, headers: &str) -> String {
    let retry_after = if status == 429 {
        "retry-after: 0.05\r\n"
    } else {
        ""
    };
    format!(
        "HTTP/1.1 {status} Planned\r\ncontent-type: {content_type}\r\n{retry_after}{headers}\r\n\r\n"
    )
}

/// Returns the body of an error.
pub fn error(message: &str) -> Value {
    json!({ "code": 1, "message": message, "details": [] })
}
