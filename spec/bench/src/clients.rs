//! The clients that are compared. All send the same headers, and decode the same structs from text that was checked once.

use std::sync::{Arc, Mutex};

use generated_sdk::bytes::Bytes;
use generated_sdk::http::Request;
use generated_sdk::{Client, ReqwestTransport};
use http_body_util::{BodyExt, Empty};
use hyper::body::Incoming;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::client::legacy::{self, connect::HttpConnector};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpStream;

use super::api::{self, Page};

/// The ways to call, the one to compare with first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Hyper,
    Pool,
    PoolByHand,
    Sdk,
    Reqwest,
    SdkOverReqwest,
}

impl Way {
    pub const ALL: [Self; 6] = [
        Self::Hyper,
        Self::Pool,
        Self::PoolByHand,
        Self::Sdk,
        Self::Reqwest,
        Self::SdkOverReqwest,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Hyper => "`hyper`, one connection per task",
            Self::Pool => "`hyper-util`'s pool",
            Self::PoolByHand => "`hyper`, idle connections in a list",
            Self::Sdk => "**generated-sdk**",
            Self::Reqwest => "`reqwest`",
            Self::SdkOverReqwest => "generated-sdk over `reqwest`",
        }
    }
}

/// What one task calls with.
pub enum Caller {
    Hyper(SendRequest<Empty<Bytes>>),
    Pool(legacy::Client<HttpConnector, Empty<Bytes>>, String),
    Reqwest(reqwest::Client, String),
    PoolByHand(Idle, String),
    Sdk(Client),
}

/// Connections that nobody uses. It is the least that a pool has to be, and shows what one need not cost.
type Idle = Arc<Mutex<Vec<SendRequest<Empty<Bytes>>>>>;

/// Makes the callers of so many tasks. They share a pool, if there is one.
pub async fn callers(way: Way, url: &str, tasks: usize) -> Vec<Caller> {
    let mut callers = Vec::with_capacity(tasks);
    let pool = legacy::Client::builder(TokioExecutor::new()).build(connector());
    let reqwest = reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client");
    let sdk = match way {
        Way::SdkOverReqwest => {
            let transport = ReqwestTransport::build(reqwest::Client::builder().no_proxy());
            api::client(url, transport.ok())
        }
        Way::Hyper | Way::Pool | Way::PoolByHand | Way::Sdk | Way::Reqwest => {
            api::client(url, None::<ReqwestTransport>)
        }
    };
    let idle = Idle::default();
    for _ in 0..tasks {
        callers.push(match way {
            Way::Hyper => Caller::Hyper(connect(url).await),
            Way::Pool => Caller::Pool(pool.clone(), url.to_owned()),
            Way::PoolByHand => Caller::PoolByHand(Arc::clone(&idle), url.to_owned()),
            Way::Reqwest => Caller::Reqwest(reqwest.clone(), url.to_owned()),
            Way::Sdk | Way::SdkOverReqwest => Caller::Sdk(sdk.clone()),
        });
    }
    callers
}

fn connector() -> HttpConnector {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    connector
}

/// A connection, whose work is done by a task of its own.
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
    /// Fetches a page, and counts what came: its items, and one for the next page.
    pub async fn call(&mut self, items: usize) -> usize {
        match self {
            Self::Hyper(sender) => by_hand(sender, items).await,
            Self::PoolByHand(idle, url) => {
                let reused = idle.lock().expect("nobody panics").pop();
                let mut sender = match reused {
                    Some(sender) => sender,
                    None => connect(url).await,
                };
                let count = by_hand(&mut sender, items).await;
                idle.lock().expect("nobody panics").push(sender);
                count
            }
            Self::Pool(client, url) => {
                let request = request(format!("{url}{}", api::path(items)));
                let request = request.body(Empty::new()).expect("a request");
                page(client.request(request).await.expect("an answer")).await
            }
            Self::Reqwest(client, url) => {
                let mut request = client.get(format!("{url}{}", api::path(items)));
                for (name, value) in api::HEADERS {
                    request = request.header(name, value);
                }
                let response = request.send().await.expect("an answer");
                count(&response.bytes().await.expect("a body"))
            }
            Self::Sdk(client) => api::call(client, items).await,
        }
    }
}

/// Fetches a page over a connection.
async fn by_hand(sender: &mut SendRequest<Empty<Bytes>>, items: usize) -> usize {
    sender.ready().await.expect("the connection is kept");
    let request = request(api::path(items)).header("host", "127.0.0.1");
    let request = request.body(Empty::new()).expect("a request");
    page(sender.send_request(request).await.expect("an answer")).await
}

/// A request with the headers that the API asks for.
fn request(uri: String) -> generated_sdk::http::request::Builder {
    let mut request = Request::get(uri);
    for (name, value) in api::HEADERS {
        request = request.header(name, value);
    }
    request
}

/// Reads and decodes a page.
async fn page(response: hyper::Response<Incoming>) -> usize {
    assert!(response.status().is_success());
    let body = response.into_body().collect().await.expect("a body");
    count(&body.to_bytes())
}

/// Decodes a page.
fn count(body: &[u8]) -> usize {
    let text = std::str::from_utf8(body).expect("text");
    let page: Page = serde_json::from_str(text).expect("a page");
    page.items.len() + usize::from(page.pagination.next_cursor.is_some())
}
