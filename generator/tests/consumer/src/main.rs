//! A consumer of the crate. It makes the calls that the documentation shows, and checks the requests.
#![allow(dead_code, reason = "the server has more than is needed here")]

mod calls;
mod evolution;
mod clients;
mod conversions;
mod idempotency;
mod lists;
mod middleware;
mod server;
mod uploads;
mod values;
mod waits;

use generated_sdk::{Client, Error};
use server::{Reply, Server};
use std::error;

/// Result of a test of this program.
type Outcome = Result<(), Box<dyn error::Error>>;

/// Documented response of `retrieve`.
const SECRET: &str = r#"{
    "metadata": {
        "id": "id",
        "accountId": "accountId",
        "createdAt": "2019-12-27T18:11:19.117Z",
        "name": "name",
        "profileId": "profileId",
        "workspaceId": "workspaceId",
        "bundleKey": "bundleKey",
        "externalId": "externalId",
        "labels": { "foo": "string" }
    },
    "spec": { "value": "value" },
    "info": {
        "createdBy": {
            "metadata": {
                "id": "id",
                "accountId": "accountId",
                "name": "name",
                "profileId": "profileId",
                "externalId": "externalId",
                "labels": { "foo": "string" }
            },
            "spec": { "type": "PROFILE_TYPE_UNSPECIFIED", "email": "email", "name": "name" }
        },
        "lastUsedAt": "2019-12-27T18:11:19.117Z"
    }
}"#;

#[tokio::test]
async fn a_consumer_uses_the_crate() -> Outcome {
    configuration().await?;
    lists::pages().await?;
    lists::streams().await?;
    calls::life_of_a_secret().await?;
    calls::failures().await?;
    calls::options_of_a_call().await?;
    calls::undocumented_endpoint().await?;
    evolution::calls_outlive_additions().await?;
    evolution::values_outlive_additions()?;
    evolution::names_can_be_imported().await?;
    clients::derived().await?;
    clients::provided_credentials().await?;
    clients::tls_options()?;
    middleware::signer().await?;
    middleware::cache().await?;
    middleware::tower_stack().await?;
    waits::waits().await?;
    conversions::other_crates()?;
    uploads::uploads().await?;
    idempotency::idempotency_keys().await?;
    values::documented_example()?;
    values::values_without_info()?;
    values::a_stored_key_keeps_its_token()?;
    values::metadata_of_an_update_follows_from_what_was_read()?;
    values::a_workspace_to_archive_is_given()?;
    values::types_are_well_behaved();
    Ok(())
}

/// Reads the key and the workspace from the environment. The settings of the builder have precedence.
async fn configuration() -> Outcome {
    let client = Client::from_env()?;
    assert!(
        !format!("{client:?}").contains("key_from_env"),
        "{client:?}"
    );

    let server = Server::start([json(200, SECRET), json(200, SECRET)]).await;
    let client = Client::builder().base_url(server.url()).build()?;
    client.workspace_secrets().retrieve("sec_1").await?;
    let explicit = Client::builder()
        .api_key("key_explicit")
        .workspace_id("ws_1")
        .base_url(server.url())
        .build()?;
    explicit.workspace_secrets().retrieve("sec_1").await?;
    let [from_env, explicit] = &server.requests()[..] else {
        panic!("two calls are two requests")
    };
    assert_eq!(from_env.headers["authorization"], "Bearer key_from_env");
    assert_eq!(
        from_env.target,
        "/v1/workspaces/ws_env/workspace_secrets/sec_1"
    );
    assert_eq!(explicit.headers["authorization"], "Bearer key_explicit");
    assert_eq!(
        explicit.target,
        "/v1/workspaces/ws_1/workspace_secrets/sec_1"
    );

    let blank: Result<Client, Error> = Client::builder().api_key(" ").workspace_id("ws_1").build();
    assert!(blank.is_err(), "a blank explicit value never falls back");
    Ok(())
}

/// Creates a client of a server.
fn client(server: &Server) -> Result<Client, Error> {
    Client::builder()
        .api_key("key")
        .workspace_id("ws_1")
        .base_url(server.url())
        .build()
}

/// Creates a reply with a JSON body.
fn json(status: u16, body: &str) -> Reply {
    Reply::new(status, body).header("content-type", "application/json")
}

/// Creates a page of secrets with these names.
fn page(names: &[&str], next: &str) -> Reply {
    let items: Vec<_> = names
        .iter()
        .map(|name| SECRET.replace("\"name\": \"name\"", &format!("\"name\": \"{name}\"")))
        .collect();
    json(
        200,
        &format!(
            r#"{{ "items": [{}], "pagination": {{ "nextCursor": "{next}" }} }}"#,
            items.join(",")
        ),
    )
}
