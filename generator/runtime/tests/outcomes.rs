//! Results that depend on the status.

use std::time::Duration;

use sdk_runtime::runtime::call::outcome::Outcome;
use sdk_runtime::runtime::error::Error;

use crate::support::api::{GET, client, on};
use crate::support::server::{Reply, Server};

/// Returns the outcome of a call with this response.
async fn outcome(reply: Reply) -> Result<Outcome<String>, Error> {
    let server = Server::start([reply]).await;
    on(&client(server.url()), &GET, "a").outcome().await
}

/// Returns the outcome of a call with this response to a method that has no other statuses than 202.
async fn pending_outcome(reply: Reply) -> Result<Outcome<String>, Error> {
    let server = Server::start([reply]).await;
    on(&client(server.url()), &GET, "a").pending_outcome().await
}

#[tokio::test]
async fn the_status_tells_whether_there_is_a_value() {
    let ready = Reply::new(200, r#""a""#);
    let ready = outcome(ready).await.unwrap().ready();
    assert_eq!(ready.unwrap(), "a");
    let pending = outcome(Reply::new(202, "{}")).await.unwrap();
    let bare = Outcome::Pending {
        retry_after: None,
        location: None,
    };
    assert_eq!(pending, bare);
    assert_eq!(pending.ready(), None);
    for status in [204, 205] {
        let nothing = outcome(Reply::new(status, "")).await.unwrap();
        assert_eq!(nothing, Outcome::Nothing);
    }
    let same = outcome(Reply::new(304, "")).await.unwrap();
    assert_eq!(same, Outcome::NotModified);
}

#[tokio::test]
async fn a_pending_result_names_a_delay_and_a_place() {
    let reply = Reply::new(202, "")
        .header("retry-after", "3")
        .header("location", "/jobs/7");
    let server = Server::start([reply]).await;
    let call = on(&client(server.url()), &GET, "a")
        .outcome()
        .with_response();
    let response = call.await.unwrap();
    assert_eq!(response.status().as_u16(), 202);
    let expected = Outcome::Pending {
        retry_after: Some(Duration::from_secs(3)),
        location: Some(format!("{}/jobs/7", server.url())),
    };
    assert_eq!(response.data, expected);
    let invalid = Reply::new(202, "").header("location", "http://");
    let pending = outcome(invalid).await.unwrap();
    assert!(matches!(pending, Outcome::Pending { location: None, .. }));
}

#[tokio::test]
async fn other_statuses_are_values_or_errors() {
    let created = Reply::new(201, r#""a""#);
    assert!(outcome(created).await.unwrap().ready().is_some());
    let missing = outcome(Reply::new(404, "")).await.unwrap_err();
    assert!(missing.is_not_found());
    let same = pending_outcome(Reply::new(304, "")).await;
    assert_eq!(same.unwrap_err().status().unwrap().as_u16(), 304);
    let empty = pending_outcome(Reply::new(204, "")).await;
    assert!(empty.unwrap_err().is_decode());
}
