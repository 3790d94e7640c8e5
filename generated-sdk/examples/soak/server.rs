//! The server. It keeps secrets in memory, and counts how often each one was created and updated.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Bound;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::faults::{Fault, random};
use crate::http::{JSON, Request, error, head, read_request};
use crate::{TIMEOUT, locked};

/// Number of events in a stream.
pub const EVENTS: usize = 6;

/// Handle to the server, which runs in its own thread.
pub struct Server {
    pub url: String,
    pub state: Arc<State>,
}

pub struct State {
    seed: u64,
    pub secrets: Mutex<BTreeMap<String, Secret>>,
    pub requests: AtomicUsize,
    faults: [AtomicUsize; Fault::COUNT],
    /// Number of open connections.
    pub open: AtomicUsize,
    /// Highest number of connections open at the same time.
    pub peak: AtomicUsize,
}

/// A secret, and how often it was created and updated.
#[derive(Clone, Default)]
pub struct Secret {
    value: String,
    pub exists: bool,
    pub created: usize,
    pub updated: usize,
}

impl Server {
    /// Starts the server on a free port.
    pub fn start(seed: u64) -> Self {
        let state = Arc::new(State {
            seed,
            secrets: Mutex::default(),
            requests: AtomicUsize::new(0),
            faults: Default::default(),
            open: AtomicUsize::new(0),
            peak: AtomicUsize::new(0),
        });
        let (sender, address) = mpsc::channel();
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
                let address = listener.local_addr().expect("an address");
                sender.send(address).expect("the receiver is waiting");
                while let Ok((stream, _)) = listener.accept().await {
                    let state = Arc::clone(&shared);
                    tokio::spawn(async move {
                        let open = state.open.fetch_add(1, Relaxed) + 1;
                        state.peak.fetch_max(open, Relaxed);
                        // A client may close the connection at any time.
                        let _ = state.serve(stream).await;
                        state.open.fetch_sub(1, Relaxed);
                    });
                }
            });
        });
        let address = address.recv().expect("the server starts");
        Self {
            url: format!("http://{address}"),
            state,
        }
    }
}

/// Returns the id that the server gives to a secret.
pub fn id(name: &str) -> String {
    format!("sec_{name}")
}

impl State {
    /// Returns the secret of a name.
    pub fn secret(&self, name: &str) -> Secret {
        locked(&self.secrets).get(name).cloned().unwrap_or_default()
    }

    /// Returns how often a fault was injected.
    pub fn count(&self, fault: Fault) -> usize {
        self.faults[fault as usize].load(Relaxed)
    }

    /// Answers the requests of a connection until a fault ends it.
    async fn serve(&self, stream: TcpStream) -> std::io::Result<()> {
        stream.set_nodelay(true)?;
        let mut stream = BufReader::new(stream);
        while let Some(request) = read_request(&mut stream).await? {
            let number = self.requests.fetch_add(1, Relaxed);
            let random = random(self.seed, number as u64);
            let fault = Fault::of(random);
            self.faults[fault as usize].fetch_add(1, Relaxed);
            if fault == Fault::ResetBefore {
                return stream.get_ref().set_zero_linger();
            }
            if request.path.ends_with("/events:stream") {
                return self
                    .stream_events(&mut stream, &request, fault, random)
                    .await;
            }
            let (status, body) = match fault {
                Fault::Error => (if random & 1 == 0 { 500 } else { 503 }, error("broken")),
                Fault::TooMany => (429, error("too many")),
                Fault::None
                | Fault::ResetBefore
                | Fault::ResetAfter
                | Fault::Truncated
                | Fault::Slow
                | Fault::TooLate => self.execute(&request),
            };
            let body = if status == 204 {
                String::new()
            } else {
                body.to_string()
            };
            let head = head(status, JSON, &format!("content-length: {}", body.len()));
            match fault {
                Fault::ResetAfter => return stream.get_ref().set_zero_linger(),
                Fault::Truncated if !body.is_empty() => {
                    let half = &body[..body.len() / 2];
                    return stream.write_all(format!("{head}{half}").as_bytes()).await;
                }
                Fault::Slow => tokio::time::sleep(TIMEOUT / 10).await,
                Fault::TooLate => tokio::time::sleep(TIMEOUT + TIMEOUT / 4).await,
                Fault::None
                | Fault::Error
                | Fault::TooMany
                | Fault::ResetBefore
                | Fault::Truncated => {}
            }
            stream.write_all(format!("{head}{body}").as_bytes()).await?;
        }
        Ok(())
    }

    /// Executes a request, and returns the status and body of its response.
    fn execute(&self, request: &Request) -> (u16, Value) {
        let mut secrets = locked(&self.secrets);
        let value = request.body["spec"]["value"].as_str().unwrap_or_default();
        let name = request.path.rsplit_once("/sec_").map(|(_, name)| name);
        let method = request.method.as_str();
        if method == "POST" {
            let name = request.body["metadata"]["name"]
                .as_str()
                .unwrap_or_default();
            let secret = secrets.entry(name.to_owned()).or_default();
            value.clone_into(&mut secret.value);
            secret.exists = true;
            secret.created += 1;
            return (200, secret_json(name, secret));
        }
        let Some(name) = name else {
            return (200, page(&secrets, &request.query));
        };
        let Some(secret) = secrets.get_mut(name).filter(|secret| secret.exists) else {
            return (404, error("missing"));
        };
        match method {
            "PATCH" => {
                value.clone_into(&mut secret.value);
                secret.updated += 1;
            }
            "DELETE" => {
                secret.exists = false;
                return (204, Value::Null);
            }
            _ => {}
        }
        (200, secret_json(name, secret))
    }

    /// Sends events. A quarter of the streams are interrupted, possibly within an event.
    async fn stream_events(
        &self,
        stream: &mut BufReader<TcpStream>,
        request: &Request,
        fault: Fault,
        random: u64,
    ) -> std::io::Result<()> {
        if fault == Fault::Error {
            let head = head(503, JSON, "content-length: 0\r\nconnection: close");
            return stream.write_all(head.as_bytes()).await;
        }
        let head = head(200, "text/event-stream", "connection: close");
        let mut text = format!("{head}retry: 20\n\n");
        for number in request.last_event_id + 1..=EVENTS {
            let data = json!({
                "metadata": { "id": number.to_string(), "createdAt": "2026-01-01T00:00:00Z" },
                "data": { "type": "userMessage", "userMessage": { "content": "Hello" } },
            });
            let _ = write!(text, "id: {number}\ndata: {data}\n\n");
        }
        let interrupted = random % 4 == 0 && request.last_event_id < EVENTS;
        if interrupted {
            let body = text.len() - head.len();
            let end = head.len() + usize::try_from(random >> 8).unwrap_or(0) % body;
            stream.write_all(&text.as_bytes()[..end]).await?;
            stream.flush().await?;
            // The reset must not overtake the data.
            tokio::time::sleep(Duration::from_millis(5)).await;
            return stream.get_ref().set_zero_linger();
        }
        stream.write_all(text.as_bytes()).await
    }
}

/// Returns a secret in the JSON form of the API.
fn secret_json(name: &str, secret: &Secret) -> Value {
    json!({
        "metadata": { "id": id(name), "name": name, "createdAt": "2026-01-01T00:00:00Z" },
        "spec": { "value": secret.value },
    })
}

/// Returns a page of the secrets. The cursor of the next page is the name of the last secret.
fn page(secrets: &BTreeMap<String, Secret>, query: &str) -> Value {
    let parameter = |name: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|pair| pair.0 == name).map(|pair| pair.1)
    };
    let limit = parameter("limit").and_then(|limit| limit.parse().ok());
    let limit = limit.unwrap_or(10_usize);
    let prefix = parameter("prefix").unwrap_or_default();
    let from = match parameter("cursor") {
        Some(cursor) => Bound::Excluded(cursor),
        None => Bound::Included(prefix),
    };
    let mut found = secrets
        .range::<str, _>((from, Bound::Unbounded))
        .take_while(|(name, _)| name.starts_with(prefix))
        .filter(|(_, secret)| secret.exists)
        .peekable();
    let items: Vec<_> = found.by_ref().take(limit).collect();
    let next = found.peek().and(items.last()).map(|(name, _)| *name);
    let items: Vec<_> = items
        .iter()
        .map(|(name, secret)| secret_json(name, secret))
        .collect();
    json!({ "items": items, "pagination": { "nextCursor": next } })
}
