//! Idempotency keys, which the API of the printing press has.

use crate::{
    Outcome, json,
    server::{Reply, Server},
};
use press_client::{Client, HeaderName, HeaderValue};

/// Submits a job that the server accepts only at the second attempt, and one with a key of the program's own.
pub async fn idempotency_keys() -> Outcome {
    let job = r#"{ "id": "job_1", "title": "poster" }"#;
    let busy = Reply::new(503, "").header("retry-after", "0");
    let server = Server::start([busy, json(200, job), json(200, job), json(200, job)]).await;
    let client = Client::builder().press_key("key").shop("s1").base_url(server.url()).build()?;
    let submit = || client.jobs().submit("poster");
    submit().await?;
    submit().await?;
    let order = HeaderValue::from_static("order-1");
    submit().header(HeaderName::from_static("x-press-request"), order).await?;
    let requests = server.requests();
    let keys: Vec<_> = requests
        .iter()
        .map(|request| &*request.headers["x-press-request"])
        .collect();
    assert_eq!(keys[0], keys[1], "the attempts of a call have the same key");
    assert_ne!(keys[1], keys[2], "each call has a key of its own");
    assert_eq!(keys[3], "order-1");
    Ok(())
}
