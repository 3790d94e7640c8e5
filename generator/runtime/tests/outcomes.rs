//! Results that depend on the status.

use std::time::Duration;

use sdk_runtime::runtime::call::outcome::{Outcome, OutcomeShape};
use sdk_runtime::runtime::error::Error;

use crate::support::api::{Animal, GET, client, on};
use crate::support::server::{Reply, Server};

static SHAPE: OutcomeShape = OutcomeShape {
    pending: &[202],
    nothing: &[204, 205],
    not_modified: true,
};
static PENDING_ONLY: OutcomeShape = OutcomeShape {
    pending: &[202],
    nothing: &[],
    not_modified: false,
};

/// Returns the outcome of a call with this response.
async fn outcome(reply: Reply, shape: &'static OutcomeShape) -> Result<Outcome<Animal>, Error> {
    let server = Server::start([reply]).await;
    on(&client(server.url()), &GET, "a").outcome(shape).await
}

#[tokio::test]
async fn the_status_tells_whether_there_is_a_value() {
    let ready = Reply::new(200, r#"{"id":"a"}"#);
    let ready = outcome(ready, &SHAPE).await.unwrap().ready();
    assert_eq!(ready.unwrap().id, "a");
    let pending = outcome(Reply::new(202, "{}"), &SHAPE).await.unwrap();
    let bare = Outcome::Pending {
        retry_after: None,
        location: None,
    };
    assert_eq!(pending, bare);
    assert_eq!(pending.ready(), None);
    for status in [204, 205] {
        let nothing = outcome(Reply::new(status, ""), &SHAPE).await.unwrap();
        assert_eq!(nothing, Outcome::Nothing);
    }
    let same = outcome(Reply::new(304, ""), &SHAPE).await.unwrap();
    assert_eq!(same, Outcome::NotModified);
}

#[tokio::test]
async fn a_pending_result_names_a_delay_and_a_place() {
    let reply = Reply::new(202, "")
        .header("retry-after", "3")
        .header("location", "/jobs/7");
    let server = Server::start([reply]).await;
    let call = on(&client(server.url()), &GET, "a").outcome_response::<Animal>(&SHAPE);
    let response = call.await.unwrap();
    assert_eq!(response.status().as_u16(), 202);
    let expected = Outcome::Pending {
        retry_after: Some(Duration::from_secs(3)),
        location: Some(format!("{}/jobs/7", server.url())),
    };
    assert_eq!(response.data, expected);
    let invalid = Reply::new(202, "").header("location", "http://");
    let pending = outcome(invalid, &SHAPE).await.unwrap();
    assert!(matches!(pending, Outcome::Pending { location: None, .. }));
}

#[tokio::test]
async fn other_statuses_are_values_or_errors() {
    let created = Reply::new(201, r#"{"id":"a"}"#);
    assert!(outcome(created, &SHAPE).await.unwrap().ready().is_some());
    let missing = outcome(Reply::new(404, ""), &SHAPE).await.unwrap_err();
    assert!(missing.is_not_found());
    let same = outcome(Reply::new(304, ""), &PENDING_ONLY).await;
    assert_eq!(same.unwrap_err().status().unwrap().as_u16(), 304);
    let empty = outcome(Reply::new(204, ""), &PENDING_ONLY).await;
    assert!(empty.unwrap_err().is_decode());
}
