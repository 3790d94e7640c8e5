//! The clients to compare. All send the same headers, and decode the same fields from a string checked for UTF-8 once.

use std::sync::{Arc, Mutex};

use generated_sdk::bytes::Bytes;
use generated_sdk::http::Request;
use generated_sdk::{Client, HeaderValue, ReqwestTransport, Transport};
use http_body_util::{BodyExt, Empty};
use hyper::body::Incoming;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::client::legacy::{self, connect::HttpConnector};
use hyper_util::rt::{TokioExecutor, TokioIo};
use reqwest::redirect::Policy;
use tokio::net::TcpStream;

use super::api;
use super::twins::Page;

/// Kind of client. The first one is the baseline.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ClientKind {
    Hyper,
    Pool,
    IdleList,
    Sdk,
    SdkWithLayer,
    Reqwest,
    SdkOverReqwest,
}

impl ClientKind {
    pub const ALL: [Self; 7] = [
        Self::Hyper,
        Self::Pool,
        Self::IdleList,
        Self::Sdk,
        Self::SdkWithLayer,
        Self::Reqwest,
        Self::SdkOverReqwest,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Hyper => "`hyper`, one connection per task",
            Self::Pool => "`hyper-util`'s pool",
            Self::IdleList => "`hyper`, idle connections in a list",
            Self::Sdk => "**generated-sdk**",
            Self::SdkWithLayer => "generated-sdk with one layer",
            Self::Reqwest => "`reqwest`",
            Self::SdkOverReqwest => "generated-sdk over `reqwest`",
        }
    }
}

/// Client of one task.
pub enum Caller {
    Hyper(SendRequest<Empty<Bytes>>),
    Pool(legacy::Client<HttpConnector, Empty<Bytes>>, String),
    Reqwest(reqwest::Client, String),
    IdleList(Idle, String),
    Sdk(Client),
}

/// Idle connections. A list is the simplest possible pool, and shows the lowest cost of pooling.
type Idle = Arc<Mutex<Vec<SendRequest<Empty<Bytes>>>>>;

/// Creates a client for each task. The clients share one pool, if there is one.
pub async fn callers(kind: ClientKind, url: &str, tasks: usize) -> Vec<Caller> {
    let mut callers = Vec::with_capacity(tasks);
    let pool = legacy::Client::builder(TokioExecutor::new()).build(connector());
    let reqwest = reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client");
    let sdk = match kind {
        ClientKind::SdkOverReqwest => {
            let builder = reqwest::Client::builder().no_proxy();
            let client = builder.redirect(Policy::none()).build();
            api::client(url, client.ok().map(ReqwestTransport::new))
        }
        ClientKind::SdkWithLayer => {
            let client = api::client(url, None::<ReqwestTransport>);
            let wrapped = client.with(|client| {
                client.wrap_transport(|inner| {
                    move |mut request: Request<Bytes>| {
                        let mark = HeaderValue::from_static("1");
                        request.headers_mut().insert("x-layer", mark);
                        inner.send(request)
                    }
                })
            });
            wrapped.expect("a client")
        }
        ClientKind::Hyper
        | ClientKind::Pool
        | ClientKind::IdleList
        | ClientKind::Sdk
        | ClientKind::Reqwest => api::client(url, None::<ReqwestTransport>),
    };
    let idle = Idle::default();
    for _ in 0..tasks {
        callers.push(match kind {
            ClientKind::Hyper => Caller::Hyper(connect(url).await),
            ClientKind::Pool => Caller::Pool(pool.clone(), url.to_owned()),
            ClientKind::IdleList => Caller::IdleList(Arc::clone(&idle), url.to_owned()),
            ClientKind::Reqwest => Caller::Reqwest(reqwest.clone(), url.to_owned()),
            ClientKind::Sdk | ClientKind::SdkWithLayer | ClientKind::SdkOverReqwest => {
                Caller::Sdk(sdk.clone())
            }
        });
    }
    callers
}

fn connector() -> HttpConnector {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    connector
}

/// Opens a connection. A background task drives it.
async fn connect(url: &str) -> SendRequest<Empty<Bytes>> {
    let address = url.strip_prefix("http://").expect("plain http");
    let stream = TcpStream::connect(address)
        .await
        .expect("the server listens");
    stream.set_nodelay(true).expect("a socket");
    let (sender, connection) = handshake(TokioIo::new(stream)).await.expect("a handshake");
    tokio::spawn(connection);
    sender
}

impl Caller {
    /// Fetches a page. Returns the number of its items, plus 1 for a next page.
    pub async fn call(&mut self, items: usize) -> usize {
        match self {
            Self::Hyper(sender) => fetch(sender, items).await,
            Self::IdleList(idle, url) => {
                let reused = idle.lock().expect("no thread panics").pop();
                let mut sender = match reused {
                    Some(sender) => sender,
                    None => connect(url).await,
                };
                let count = fetch(&mut sender, items).await;
                idle.lock().expect("no thread panics").push(sender);
                count
            }
            Self::Pool(client, url) => {
                let request = request(format!("{url}{}", api::path(items)));
                let request = request.body(Empty::new()).expect("a request");
                page(client.request(request).await.expect("a response")).await
            }
            Self::Reqwest(client, url) => {
                let mut request = client.get(format!("{url}{}", api::path(items)));
                for (name, value) in api::HEADERS {
                    request = request.header(name, value);
                }
                let response = request.send().await.expect("a response");
                count(&response.bytes().await.expect("a body"))
            }
            Self::Sdk(client) => api::call(client, items).await,
        }
    }
}

/// Fetches a page over a single connection.
async fn fetch(sender: &mut SendRequest<Empty<Bytes>>, items: usize) -> usize {
    sender.ready().await.expect("an open connection");
    let request = request(api::path(items)).header("host", "127.0.0.1");
    let request = request.body(Empty::new()).expect("a request");
    page(sender.send_request(request).await.expect("a response")).await
}

/// Returns a request with the common headers.
fn request(uri: String) -> generated_sdk::http::request::Builder {
    let mut request = Request::get(uri);
    for (name, value) in api::HEADERS {
        request = request.header(name, value);
    }
    request
}

/// Reads and decodes a page. Returns the number of its items, plus 1 for a next page.
async fn page(response: hyper::Response<Incoming>) -> usize {
    assert!(response.status().is_success());
    let body = response.into_body().collect().await.expect("a body");
    count(&body.to_bytes())
}

/// Decodes a page. Returns the number of its items, plus 1 for a next page.
fn count(body: &[u8]) -> usize {
    let text = std::str::from_utf8(body).expect("text");
    let page: Page = serde_json::from_str(text).expect("a page");
    page.items.len() + usize::from(page.pagination.next_cursor.is_some())
}
