//! Transports of the user: promise 5.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::Frame;
use sdk_runtime::runtime::error::BoxError;
use sdk_runtime::runtime::transport::body::Body;
use sdk_runtime::runtime::transport::error::{CorruptBody, TransportError};
use sdk_runtime::runtime::transport::{Transport, TransportFuture};
use tower::{Service, ServiceBuilder, service_fn};

use crate::support::api::{Animal, GET, client_over, on};

/// Any `tower` service as a transport. Each request uses a clone of it, as is usual for such services.
struct TowerTransport<S>(S);

impl<S> Transport for TowerTransport<S>
where
    S: Service<http::Request<Bytes>, Response = http::Response<Body>> + Clone + Send + Sync,
    S: 'static,
    S::Future: Send,
    S::Error: Into<BoxError>,
{
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture {
        let mut service = self.0.clone();
        Box::pin(async move {
            // A service that is not ready has not seen the request, so it is safe to send it again.
            let ready = poll_fn(|cx| service.poll_ready(cx)).await;
            ready.map_err(TransportError::connect)?;
            service.call(request).await.map_err(TransportError::other)
        })
    }
}

#[tokio::test(start_paused = true)]
async fn promise_05_a_tower_service_is_a_transport() {
    let echo = service_fn(|request: http::Request<Bytes>| async move {
        assert_eq!(request.headers()["x-layer"], "1");
        if request.uri().path().ends_with("/lost") {
            return Err(io::Error::from(io::ErrorKind::ConnectionReset));
        }
        Ok(http::Response::new(Body::from(r#"{"id":"a"}"#)))
    });
    let service = ServiceBuilder::new()
        .concurrency_limit(1)
        .map_request(|mut request: http::Request<Bytes>| {
            let value = http::HeaderValue::from_static("1");
            request.headers_mut().insert("x-layer", value);
            request
        })
        .service(echo);
    let core = client_over(TowerTransport(service), "https://zoo.invalid");
    let animal = on(&core, &GET, "a").value::<Animal>().await.unwrap();
    assert_eq!(animal.id, "a");
    let error = on(&core, &GET, "lost").value::<Animal>().await.unwrap_err();
    assert!(
        error.is_connection() && error.attempts().len() == 3,
        "{error}"
    );
}

/// Body that fails with an error.
struct Broken(Option<BoxError>);

impl http_body::Body for Broken {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Poll::Ready(self.0.take().map(Err))
    }
}

/// Transport whose bodies fail with the error that the function returns.
struct BrokenTransport(fn() -> BoxError, Arc<AtomicUsize>);

impl Transport for BrokenTransport {
    fn send(&self, _: http::Request<Bytes>) -> TransportFuture {
        self.1.fetch_add(1, Ordering::SeqCst);
        let body = Body::new(Broken(Some(self.0())));
        Box::pin(async { Ok(http::Response::new(body)) })
    }
}

#[tokio::test(start_paused = true)]
async fn promise_12_a_transport_tells_corrupt_bodies_from_broken_connections() {
    let errors: [(fn() -> BoxError, bool); 3] = [
        (|| CorruptBody::new("no zstd").into(), true),
        (
            || io::Error::other(CorruptBody::new("no zstd")).into(),
            true,
        ),
        (
            || io::Error::from(io::ErrorKind::ConnectionReset).into(),
            false,
        ),
    ];
    for (error, is_corrupt) in errors {
        let sent = Arc::new(AtomicUsize::new(0));
        let transport = BrokenTransport(error, Arc::clone(&sent));
        let core = client_over(transport, "https://zoo.invalid");
        let error = on(&core, &GET, "a").value::<Animal>().await.unwrap_err();
        assert_eq!(error.is_decode(), is_corrupt, "{error}");
        assert_eq!(error.is_connection(), !is_corrupt, "{error}");
        let attempts = if is_corrupt { 1 } else { 3 };
        assert_eq!(sent.load(Ordering::SeqCst), attempts, "{error}");
    }
}
