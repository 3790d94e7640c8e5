//! Results that may be missing: `None` for the status 404.

use sdk_runtime::runtime::call::outcome::Outcome;
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::request::Request;

use crate::support::api::{GET, client, on};
use crate::support::server::{Reply, Server};

/// Sends a request to a server with this reply.
async fn sent<T, C>(reply: Reply, send: impl FnOnce(Request) -> C) -> Result<T, Error>
where
    C: Future<Output = Result<T, Error>>,
{
    let server = Server::start([reply]).await;
    send(on(&client(server.url()), &GET, "a")).await
}

fn missing() -> Reply {
    Reply::new(404, r#"{"message":"there is none"}"#)
}

fn refused() -> Reply {
    Reply::new(403, r#"{"message":"no access"}"#)
}

#[tokio::test]
async fn a_text_may_be_missing() {
    let text = sent(Reply::new(200, "a"), Request::text_or_none).await;
    assert_eq!(text.unwrap().as_deref(), Some("a"));
    let none = sent(missing(), Request::text_or_none).await;
    assert_eq!(none.unwrap(), None);
    let error = sent(refused(), Request::text_or_none).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 403);
}

#[tokio::test]
async fn a_download_may_be_missing() {
    let download = sent(Reply::new(200, "bytes"), Request::download_or_none).await;
    let bytes = download.unwrap().expect("it is there").bytes().await;
    assert_eq!(bytes.unwrap(), "bytes");
    let none = sent(missing(), Request::download_or_none).await;
    assert!(none.unwrap().is_none());
    let error = sent(refused(), Request::download_or_none).await;
    assert_eq!(error.unwrap_err().status().unwrap(), 403);
}

#[tokio::test]
async fn a_redirect_may_be_missing() {
    let redirect = Reply::new(302, "").header("location", "https://other.example/x");
    let url = sent(redirect, Request::redirect_or_none).await;
    assert_eq!(url.unwrap().as_deref(), Some("https://other.example/x"));
    let none = sent(missing(), Request::redirect_or_none).await;
    assert_eq!(none.unwrap(), None);
    let error = sent(refused(), Request::redirect_or_none).await;
    assert_eq!(error.unwrap_err().status().unwrap(), 403);
}

#[tokio::test]
async fn an_outcome_may_be_missing() {
    let outcome = |reply| sent(reply, |request| request.outcome().optional());
    let ready = outcome(Reply::new(200, r#""a""#)).await.unwrap();
    assert_eq!(ready.and_then(Outcome::ready).expect("it is there"), "a");
    let same = outcome(Reply::new(304, "")).await.unwrap();
    assert_eq!(same, Some(Outcome::NotModified));
    assert_eq!(outcome(missing()).await.unwrap(), None);
    let error = outcome(refused()).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 403);
}
