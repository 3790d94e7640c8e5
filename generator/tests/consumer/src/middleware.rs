//! Layers around the transport: a signer, a cache and a stack of `tower`. The last one is also in the documentation of
//! `Transport`.

use crate::{Outcome, SECRET, json, server::Server};
use generated_sdk::{
    Body, BoxError, Client, HeaderValue, HyperTransport, Method, Transport, TransportError,
    TransportFuture,
    bytes::Bytes,
    http::{Request, Response},
    models::*,
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use tower::{Service, ServiceBuilder, ServiceExt, service_fn};

/// Signs each attempt. The signature covers the body, and a real one would be a MAC.
pub async fn signer() -> Outcome {
    let server = Server::start([
        json(503, "{}").header("retry-after", "0"),
        json(200, SECRET),
    ])
    .await;
    let client = Client::builder()
        .api_key("key")
        .workspace_id("ws_1")
        .base_url(server.url())
        .wrap_transport(|inner| {
            move |mut request: Request<Bytes>| {
                let sum: u64 = request.body().iter().map(|byte| u64::from(*byte)).sum();
                let signature = HeaderValue::from(sum);
                request.headers_mut().insert("x-signature", signature);
                inner.send(request)
            }
        })
        .build()?;
    let create = client.workspace_secrets().create(
        CreateResourceMetadata::new("a"),
        WorkspaceSecretSpec::new().value("b"),
    );
    create.idempotent(true).await?;
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    for request in requests {
        let sum: u64 = request.body.bytes().map(u64::from).sum();
        assert_eq!(request.headers["x-signature"], sum.to_string());
    }
    Ok(())
}

/// Cache in memory for responses to GET.
struct Cached {
    inner: Arc<dyn Transport>,
    bodies: Arc<Mutex<HashMap<String, Bytes>>>,
}

impl Transport for Cached {
    fn send(&self, request: Request<Bytes>) -> TransportFuture {
        let (inner, bodies) = (Arc::clone(&self.inner), Arc::clone(&self.bodies));
        Box::pin(async move {
            let key = (request.method() == Method::GET).then(|| request.uri().to_string());
            let hit = key
                .as_ref()
                .and_then(|key| bodies.lock().ok()?.get(key).cloned());
            if let Some(body) = hit {
                return Ok(Response::new(Body::from(body)));
            }
            let response = inner.send(request).await?;
            let Some(key) = key.filter(|_| response.status().is_success()) else {
                return Ok(response);
            };
            let (head, body) = response.into_parts();
            let body = body.bytes().await.map_err(TransportError::other)?;
            if let Ok(mut bodies) = bodies.lock() {
                bodies.insert(key, body.clone());
            }
            Ok(Response::from_parts(head, Body::from(body)))
        })
    }
}

/// Reads a value twice, and sends one request.
pub async fn cache() -> Outcome {
    let server = Server::start([json(200, SECRET)]).await;
    let client = Client::builder()
        .api_key("key")
        .workspace_id("ws_1")
        .base_url(server.url())
        .wrap_transport(|inner| Cached {
            inner,
            bodies: Arc::default(),
        })
        .build()?;
    for _ in 0..2 {
        let secret = client.workspace_secrets().retrieve("sec_1").await?;
        assert_eq!(secret.metadata.id, "id");
    }
    assert_eq!(server.requests().len(), 1);
    Ok(())
}

// The documentation of `Transport` has these lines.
/// Transport that sends requests through a service of `tower`.
struct TowerTransport<S>(S);

impl<S> Transport for TowerTransport<S>
where
    S: Service<Request<Bytes>, Response = Response<Body>> + Clone + Send + Sync + 'static,
    S::Future: Send,
    S::Error: Into<BoxError>,
{
    fn send(&self, request: Request<Bytes>) -> TransportFuture {
        let response = self.0.clone().oneshot(request);
        Box::pin(async {
            response
                .await
                .map_err(|error| match error.into().downcast() {
                    Ok(error) => *error,
                    Err(error) => TransportError::other(error),
                })
        })
    }
}

/// Puts the layers of a stack around a transport.
fn stack(inner: Arc<dyn Transport>) -> impl Transport {
    let innermost = service_fn(move |request| inner.send(request));
    let stack = ServiceBuilder::new().concurrency_limit(8);
    TowerTransport(stack.map_request(marked).service(innermost))
}

/// Adds a header to a request.
fn marked(mut request: Request<Bytes>) -> Request<Bytes> {
    let mark = HeaderValue::from_static("1");
    request.headers_mut().insert("x-tower", mark);
    request
}
// End of these lines.

/// Sends a call through a stack around the default transport, and loses no information about failures.
pub async fn tower_stack() -> Outcome {
    let server = Server::start([json(200, SECRET)]).await;
    let transport = HyperTransport::new(server.url())?;
    let builder = Client::builder().api_key("key").workspace_id("ws_1");
    let client = builder
        .base_url(server.url())
        .transport(transport)
        .wrap_transport(stack)
        .build()?;
    client.workspace_secrets().retrieve("sec_1").await?;
    assert_eq!(server.requests()[0].headers["x-tower"], "1");

    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    let closed = format!("http://{}", listener.local_addr()?);
    drop(listener);
    let builder = Client::builder().api_key("key").workspace_id("ws_1");
    let client = builder
        .base_url(closed)
        .wrap_transport(stack)
        .max_retries(1)
        .build()?;
    let create = client
        .workspace_secrets()
        .create(CreateResourceMetadata::new("a"), WorkspaceSecretSpec::new());
    let error = create.await.unwrap_err();
    assert_eq!(
        error.attempts().len(),
        2,
        "a connection that was not made is retried"
    );
    Ok(())
}
