//! Transports of the user: promise 5.

use std::future::poll_fn;
use std::io;

use bytes::Bytes;
use sdk_runtime::runtime::error::BoxError;
use sdk_runtime::runtime::transport::body::Body;
use sdk_runtime::runtime::transport::error::TransportError;
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
