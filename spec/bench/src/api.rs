//! The calls and their responses. No other module depends on the API.

use generated_sdk::models::{
    CreateResourceMetadata, WorkspaceSecret, WorkspaceSecretField, WorkspaceSecretSpec,
};
use generated_sdk::testing::Server;
use generated_sdk::{Client, Error, Transport};
use serde::Deserialize;

/// Headers sent by every client. The API requires them.
pub const HEADERS: [(&str, &str); 3] = [
    ("user-agent", "overhead/0.0.0 (api 1.0)"),
    ("accept", "application/json"),
    ("authorization", "Bearer key"),
];

/// An item of a page.
pub type Item = WorkspaceSecret;

/// A page, for clients other than the SDK.
#[derive(Deserialize)]
pub struct Page {
    pub items: Vec<Item>,
    pub pagination: Pagination,
}

/// Pagination cursor of a page.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Pagination {
    pub next_cursor: Option<String>,
}

/// Returns the path of a page with `items` items.
pub fn path(items: usize) -> String {
    format!("/v1/workspaces/ws_1/workspace_secrets?limit={items}")
}

/// Creates a client of the SDK.
pub fn client(url: &str, transport: Option<impl Transport>) -> Client {
    let mut builder = Client::builder()
        .api_key("key")
        .base_url(url)
        .workspace_id("ws_1");
    if let Some(transport) = transport {
        builder = builder.transport(transport);
    }
    builder.build().expect("the client is complete")
}

/// Fetches a page through the SDK. Returns the number of its items, plus 1 for a next page.
pub async fn call(client: &Client, items: usize) -> usize {
    let limit = i32::try_from(items).expect("a small page");
    let page = client.workspace_secrets().list().limit(limit).await;
    let page = page.expect("a response");
    page.items.len() + usize::from(page.has_next_page())
}

/// Number of calls in [`flow`].
pub const FLOW: u32 = 5;

/// Creates, lists, updates, retrieves and deletes a secret in the fake of the testing kit.
pub async fn flow(server: &Server) -> Result<(), Error> {
    let secrets = server.client().workspace_secrets();
    let created = secrets.create(CreateResourceMetadata::new("a"), WorkspaceSecretSpec::new());
    let id = created.await?.metadata.id;
    assert_eq!(secrets.list().await?.items.len(), 1);
    let update = secrets
        .update(&id)
        .spec(WorkspaceSecretSpec::new().value("b"));
    update
        .update_mask([WorkspaceSecretField::SpecValue])
        .await?;
    secrets.retrieve(&id).await?;
    secrets.delete(&id).await
}

/// Returns the body of a page that is followed by another one.
pub fn body(items: usize) -> String {
    let items: Vec<_> = (0..items).map(item).collect();
    let items = items.join(",");
    format!(r#"{{"items":[{items}],"pagination":{{"nextCursor":"c3RhcnQ6MjAw","hasMore":true}}}}"#)
}

fn item(index: usize) -> String {
    let account = "acc_01HXKJ5V6Q0000000000000000";
    let profile = "profile_01HXKJ5V6Q0000000000000000";
    format!(
        r#"{{"metadata":{{"id":"sec_01HXKJ5V6Q{index:016}","accountId":"{account}","createdAt":"2025-12-27T18:11:19.117Z","name":"database-password-{index}","profileId":"{profile}","workspaceId":"ws_1","externalId":"external-{index}","labels":{{"environment":"production","team":"platform"}},"updatedAt":"2025-12-28T08:00:00.000001Z"}},"spec":{{}},"info":{{"createdBy":{{"metadata":{{"id":"{profile}","accountId":"{account}","name":"Ada Lovelace","profileId":"{profile}","externalId":"","labels":{{}}}},"spec":{{"type":"PROFILE_TYPE_USER","email":"ada@example.com","name":"Ada Lovelace"}}}},"lastUsedAt":"2026-01-27T18:11:19.117Z"}}}}"#
    )
}
