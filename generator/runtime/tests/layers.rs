//! Layers around the transport: promise 5.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response, StatusCode};
use sdk_runtime::runtime::config::settings::Settings;
use sdk_runtime::runtime::transport::body::Body;
use sdk_runtime::runtime::transport::error::TransportError;
use sdk_runtime::runtime::transport::hyper::HyperTransport;
use sdk_runtime::runtime::transport::{Transport, TransportFuture};

use crate::support::api::{Animal, CREATE, GET, build, client_over, on, settings};
use crate::support::fake::{Fake, Step, answer};
use crate::support::server::{Reply, Server};

/// Layer that adds its mark to the header `x-marks` of requests and to the body of responses.
struct Marked {
    inner: Arc<dyn Transport>,
    mark: &'static str,
}

impl Transport for Marked {
    fn send(&self, mut request: Request<Bytes>) -> TransportFuture {
        let mark = HeaderValue::from_static(self.mark);
        request.headers_mut().append("x-marks", mark.clone());
        let inner = Arc::clone(&self.inner);
        Box::pin(async move {
            let mut response = inner.send(request).await?;
            response.headers_mut().append("x-marks", mark);
            Ok(response)
        })
    }
}

/// Settings with two layers.
fn marked(mut settings: Settings) -> Settings {
    for mark in ["first", "second"] {
        settings.wrap_transport(move |inner| Marked { inner, mark });
    }
    settings
}

#[tokio::test]
async fn promise_05_the_first_layer_is_next_to_the_network() {
    for is_set_first in [true, false] {
        let fake = Fake::new([answer(200, r#"{"id":"a"}"#)]);
        let mut settings = settings();
        if is_set_first {
            settings.transport(fake.clone());
        }
        let mut settings = marked(settings);
        if !is_set_first {
            settings.transport(fake.clone());
        }
        let core = build(settings).unwrap();
        let response = on(&core, &GET, "a").response::<Animal>().await.unwrap();
        let sent = &fake.requests()[0];
        let marks = |headers: &http::HeaderMap| {
            let marks = headers.get_all("x-marks").iter();
            marks
                .map(|mark| mark.to_str().unwrap().to_owned())
                .collect()
        };
        let (sent, got): (Vec<_>, Vec<_>) = (marks(sent.headers()), marks(response.headers()));
        assert_eq!(sent, ["second", "first"]);
        assert_eq!(got, ["first", "second"]);
    }
}

#[tokio::test(start_paused = true)]
async fn promise_05_a_signer_sees_each_attempt_as_it_is_sent() {
    let fake = Fake::new([answer(503, ""), Step::Refuse, answer(200, r#"{"id":"a"}"#)]);
    let mut settings = settings();
    settings.transport(fake.clone());
    settings.header("x-own", "1");
    settings.wrap_transport(|inner| {
        move |mut request: Request<Bytes>| {
            let headers = request.headers();
            let signed = format!(
                "{} {} {} {} {}",
                request.method(),
                request.uri(),
                headers["authorization"].to_str().unwrap(),
                headers["x-own"].to_str().unwrap(),
                String::from_utf8_lossy(request.body())
            );
            let mut signature = HeaderValue::try_from(signed).unwrap();
            signature.set_sensitive(true);
            request.headers_mut().insert("x-signature", signature);
            inner.send(request)
        }
    });
    let core = build(settings).unwrap();
    let mut create = on(&core, &CREATE, "a");
    create.body::<String>("name", "Rex");
    create.idempotent(true);
    create.value::<Animal>().await.unwrap();
    let requests = fake.requests();
    assert_eq!(requests.len(), 3);
    for request in requests {
        let due = r#"POST https://zoo.invalid/api/v1/animals Bearer k3y 1 {"name":"Rex"}"#;
        assert_eq!(request.headers()["x-signature"], due);
    }
}

/// Responses by their URLs.
type Cache = Arc<Mutex<HashMap<String, (StatusCode, Bytes)>>>;

#[tokio::test]
async fn promise_05_a_cache_responds_without_the_network() {
    let server = Server::start([Reply::new(200, r#"{"id":"a"}"#)]).await;
    let mut settings = settings();
    settings.base_url(server.url().to_owned());
    let cache = Cache::default();
    let shared = Arc::clone(&cache);
    settings.wrap_transport(move |inner| {
        move |request: Request<Bytes>| {
            let (inner, cache) = (Arc::clone(&inner), Arc::clone(&shared));
            async move {
                let key = request.uri().to_string();
                let hit = cache.lock().unwrap().get(&key).cloned();
                if let Some((status, body)) = hit.filter(|_| request.method() == Method::GET) {
                    let mut response = Response::new(Body::from(body));
                    *response.status_mut() = status;
                    return Ok(response);
                }
                let (head, body) = inner.send(request).await?.into_parts();
                let body = body.bytes().await.map_err(TransportError::other)?;
                cache
                    .lock()
                    .unwrap()
                    .insert(key, (head.status, body.clone()));
                Ok(Response::from_parts(head, Body::from(body)))
            }
        }
    });
    let core = build(settings).unwrap();
    for _ in 0..3 {
        let animal = on(&core, &GET, "a").value::<Animal>().await.unwrap();
        assert_eq!(animal.id, "a");
    }
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn promise_05_the_default_transport_is_a_transport_of_its_own() {
    let server = Server::start([(); 2].map(|()| Reply::new(200, r#"{"id":"a"}"#))).await;
    let transport = HyperTransport::new(server.url()).unwrap();
    assert_eq!(format!("{transport:?}"), "HyperTransport { .. }");
    for _ in 0..2 {
        let core = client_over(transport.clone(), server.url());
        on(&core, &GET, "a").value::<Animal>().await.unwrap();
    }
    // Hosts and schemes other than its own are refused before anything is sent.
    for elsewhere in [
        "http://127.0.0.2:1",
        "https://127.0.0.1",
        "http://localhost:80",
    ] {
        let core = client_over(transport.clone(), elsewhere);
        let mut get = on(&core, &GET, "a");
        get.set_max_retries(0);
        let error = get.value::<Animal>().await.unwrap_err();
        assert!(
            error.to_string().contains("another host"),
            "{elsewhere}: {error}"
        );
    }
    assert_eq!(server.requests().len(), 2);
    for wrong in ["", "/v1", "zoo.invalid", "http://", "::"] {
        let error = HyperTransport::new(wrong).unwrap_err();
        assert!(error.to_string().contains("must be absolute"), "{error}");
    }
}

#[tokio::test]
async fn promise_05_a_layer_changes_the_url_only_within_the_host() {
    let server = Server::start([Reply::new(200, r#"{"id":"a"}"#)]).await;
    let mut settings = settings();
    settings.base_url(server.url().to_owned());
    settings.max_retries(0);
    settings.wrap_transport(|inner| {
        move |mut request: Request<Bytes>| {
            let path = request.uri().path().to_owned();
            *request.uri_mut() = if path.ends_with("/elsewhere") {
                http::Uri::from_static("http://zoo.invalid/moved")
            } else {
                http::Uri::from_static("/moved")
            };
            inner.send(request)
        }
    });
    let core = build(settings).unwrap();
    on(&core, &GET, "a").value::<Animal>().await.unwrap();
    assert_eq!(server.requests()[0].target, "/moved");
    let error = on(&core, &GET, "elsewhere").value::<Animal>().await;
    assert!(error.unwrap_err().is_connection());
    assert_eq!(server.requests().len(), 1);
}
