//! Calls: arguments, options and errors.

use crate::{
    Outcome, SECRET, client, json,
    server::{Reply, Server},
};
use generated_sdk::{HeaderName, HeaderValue, Method, SecretString, StatusCode, models::*};
use serde_json::{Value, json as value};
use std::time::Duration;

const PATH: &str = "/v1/workspaces/ws_1/workspace_secrets";

/// Creates, reads, changes and deletes a value.
pub async fn life_of_a_secret() -> Outcome {
    let hunter = SECRET.replace("\"value\": \"value\"", "\"value\": \"hunter2\"");
    let replies = [
        json(200, &hunter),
        json(200, SECRET),
        Reply::new(404, "{}"),
        json(200, SECRET),
        Reply::new(204, ""),
    ];
    let server = Server::start(replies).await;
    let secrets = client(&server)?.workspace_secrets();

    let made = secrets
        .create(
            CreateResourceMetadata::new("db-password").label("env", "prod"),
            WorkspaceSecretSpec::new().value("hunter2"),
        )
        .await?;
    let shown = format!("{made:?}");
    assert!(shown.contains("value: Some([redacted])"), "{shown}");
    assert!(!shown.contains("hunter2"), "{shown}");
    let plain: Option<&str> = made.spec.value.as_ref().map(SecretString::expose);
    assert_eq!(plain, Some("hunter2"));

    let one = secrets.retrieve("external_id:x").await?;
    assert_eq!(one.metadata.id, "id");
    let maybe = secrets
        .retrieve("sec_1")
        .workspace_id("ws_2")
        .optional()
        .await?;
    assert_eq!(maybe, None);

    secrets
        .update("sec_1")
        .spec(WorkspaceSecretSpec::new().value("new"))
        .update_mask([WorkspaceSecretField::SpecValue])
        .await?;
    secrets.delete("sec_1").await?;

    let requests = server.requests();
    let calls: Vec<_> = requests
        .iter()
        .map(|request| format!("{} {}", request.method, request.target))
        .collect();
    assert_eq!(
        calls,
        [
            format!("POST {PATH}"),
            format!("GET {PATH}/external_id%3Ax"),
            "GET /v1/workspaces/ws_2/workspace_secrets/sec_1".to_owned(),
            format!("PATCH {PATH}/sec_1"),
            format!("DELETE {PATH}/sec_1"),
        ]
    );
    let sent = |at: usize| serde_json::from_str::<Value>(&requests[at].body);
    let created = value!({ "metadata": { "name": "db-password", "labels": { "env": "prod" } }, "spec": { "value": "hunter2" } });
    assert_eq!(sent(0)?, created);
    assert_eq!(
        sent(3)?,
        value!({ "spec": { "value": "new" }, "updateMask": "spec.value" })
    );
    for at in [1, 2, 4] {
        assert!(requests[at].body.is_empty() && !requests[at].headers.contains_key("content-type"));
    }
    Ok(())
}

/// Checks the content of errors.
pub async fn failures() -> Outcome {
    let refusal = || {
        json(
            403,
            r#"{ "code": 7, "message": "no access", "details": [{}] }"#,
        )
        .header("x-request-id", "req_1")
    };
    let replies = [
        Reply::new(503, "").header("retry-after", "0"),
        refusal(),
        json(404, r#"{ "message": "hunter2" }"#),
    ];
    let server = Server::start(replies).await;
    let secrets = client(&server)?.workspace_secrets();

    let error = secrets.retrieve("x").await.expect_err("the server refuses");
    let text =
        "workspace_secrets.retrieve: 403 Forbidden: no access (request id req_1), after 2 attempts";
    assert_eq!(error.to_string(), text);
    assert_eq!(error.status(), Some(StatusCode::FORBIDDEN));
    assert_eq!(error.request_id(), Some("req_1"));
    assert_eq!(error.attempts().len(), 2);
    assert_eq!(error.code(), Some(7));
    assert_eq!(error.message(), Some("no access"));
    assert_eq!(error.details().map(|details| details.len()), Some(1));
    assert!(!error.is_not_found());

    match secrets.retrieve("x").await {
        Err(e) if e.is_not_found() => {}
        Err(e) => panic!("{e}"),
        Ok(secret) => panic!("{secret:?}"),
    }

    // Nothing listens at the port any more.
    let gone = { Server::start([]).await.url().to_owned() };
    let lost = generated_sdk::Client::builder()
        .api_key("key")
        .workspace_id("ws_1")
        .base_url(gone)
        .max_retries(0)
        .build()?;
    let error = lost
        .workspace_secrets()
        .delete("x")
        .await
        .expect_err("nobody answers");
    assert!(error.is_connection(), "{error}");
    assert_eq!(error.status(), None);
    assert!(
        std::error::Error::source(&error).is_some(),
        "the cause is told"
    );
    Ok(())
}

/// Sets options of one call.
pub async fn options_of_a_call() -> Outcome {
    let server = Server::start([
        json(200, SECRET).header("x-extra", "yes"),
        Reply::new(503, ""),
    ])
    .await;
    let secrets = client(&server)?.workspace_secrets();
    let (name, value) = (
        HeaderName::from_static("x-mine"),
        HeaderValue::from_static("1"),
    );
    let r = secrets
        .retrieve("sec_1")
        .timeout(Duration::from_secs(2))
        .max_retries(0)
        .header(name, value)
        .with_response()
        .await?;
    assert_eq!(
        (r.status(), r.headers()["x-extra"].to_str()?),
        (StatusCode::OK, "yes")
    );
    let secret: WorkspaceSecret = r.data;
    assert_eq!(secret.metadata.name, "name");
    assert_eq!(server.requests()[0].headers["x-mine"], "1");

    let error = secrets
        .retrieve("sec_1")
        .max_retries(0)
        .send()
        .await
        .expect_err("the server is busy");
    assert_eq!(
        (error.status(), error.attempts().len()),
        (Some(StatusCode::SERVICE_UNAVAILABLE), 1)
    );

    // The server accepts the connection, but never responds.
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", silent.local_addr()?);
    let client = generated_sdk::Client::builder()
        .api_key("key")
        .workspace_id("ws_1")
        .base_url(url)
        .build()?;
    let call = client
        .workspace_secrets()
        .retrieve("sec_1")
        .timeout(Duration::from_millis(50))
        .max_retries(0);
    let error = call.await.expect_err("nobody answers in time");
    assert!(error.is_timeout(), "{error}");
    Ok(())
}

/// Calls an endpoint that is not described.
pub async fn undocumented_endpoint() -> Outcome {
    let server = Server::start([json(200, r#"{ "beta": true }"#)]).await;
    let client = client(&server)?;
    let j: Value = client.request(Method::GET, "/v1/beta").send_as().await?;
    assert_eq!(j, value!({ "beta": true }));
    let request = &server.requests()[0];
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("GET", "/v1/beta")
    );
    assert_eq!(request.headers["authorization"], "Bearer key");
    Ok(())
}
