//! Clients: derived ones, credentials from a provider, and TLS options.

use crate::{
    Outcome, SECRET, client, json,
    server::{Reply, Server},
};
use generated_sdk::{Client, Credentials, CredentialsFuture, CredentialsProvider, TlsOptions};
use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

/// Derives a client for another workspace.
pub async fn derived() -> Outcome {
    let server = Server::start([json(200, SECRET), json(200, SECRET)]).await;
    let client = client(&server)?;
    let other = client.with(|client| {
        client
            .workspace_id("ws_2")
            .timeout(Duration::from_secs(5))
            .header("x-team", "b")
    })?;
    client.workspace_secrets().retrieve("sec_1").await?;
    other.workspace_secrets().retrieve("sec_1").await?;
    let requests = server.requests();
    assert!(requests[0].target.contains("/ws_1/") && requests[1].target.contains("/ws_2/"));
    assert_eq!(requests[1].headers["authorization"], "Bearer key");
    assert_eq!(requests[1].headers["x-team"], "b");
    let error = client.with(|client| client.connect_timeout(Duration::from_secs(1)));
    assert!(error.unwrap_err().is_configuration());
    Ok(())
}

/// Store of keys that are rotated.
#[derive(Clone, Default)]
struct Store(Arc<AtomicUsize>);

impl CredentialsProvider for Store {
    fn credentials(&self) -> CredentialsFuture {
        let number = self.0.fetch_add(1, Ordering::SeqCst) + 1;
        let key = Credentials::api_key(format!("key-{number}"));
        Box::pin(async move { Ok(key.valid_for(Duration::from_secs(3600))) })
    }
}

/// Rotates a key that the API has refused, and takes one from a closure.
pub async fn provided_credentials() -> Outcome {
    let replies = [
        Reply::new(401, "{}"),
        json(200, SECRET),
        json(200, SECRET),
        json(200, SECRET),
    ];
    let server = Server::start(replies).await;
    let store = Store::default();
    let client = client(&server)?.with(|client| client.credentials(store.clone()))?;
    for _ in 0..2 {
        client.workspace_secrets().retrieve("sec_1").await?;
    }
    let closure = client
        .with(|client| client.credentials(|| async { Ok::<_, io::Error>("from a closure") }))?;
    closure.workspace_secrets().retrieve("sec_1").await?;
    let requests = server.requests();
    let keys: Vec<_> = requests
        .iter()
        .map(|request| &*request.headers["authorization"])
        .collect();
    let due = [
        "Bearer key-1",
        "Bearer key-2",
        "Bearer key-2",
        "Bearer from a closure",
    ];
    assert_eq!(keys, due);

    let failing = client.with(|client| {
        client.credentials(|| async { Err::<Credentials, _>(io::Error::other("sealed")) })
    })?;
    let error = failing
        .workspace_secrets()
        .retrieve("sec_1")
        .await
        .unwrap_err();
    assert!(
        error.is_credentials() && !error.to_string().contains("sealed"),
        "{error}"
    );
    Ok(())
}

/// Trusts another root certificate, presents a certificate, and learns of invalid ones when the client is built.
pub fn tls_options() -> Outcome {
    let builder = || Client::builder().api_key("key").workspace_id("ws_1");
    builder()
        .tls(TlsOptions::new().add_root_pem(AUTHORITY))
        .build()?;
    let only = TlsOptions::new().only_added_roots().add_root_pem(AUTHORITY);
    builder().tls(only.identity_pem(CERTIFICATE, KEY)).build()?;
    let error = builder()
        .tls(TlsOptions::new().add_root_pem("not a file"))
        .build();
    let error = error.unwrap_err().to_string();
    assert!(error.contains("BEGIN CERTIFICATE"), "{error}");
    Ok(())
}

const AUTHORITY: &str = include_str!("authority.pem");
const CERTIFICATE: &str = include_str!("client.pem");
const KEY: &str = include_str!("client.key");
