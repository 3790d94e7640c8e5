//! The calls and their responses. Besides this module, only `twins` depends on the API.

use generated_sdk::bytes::Bytes;
use generated_sdk::http::Response;
use generated_sdk::models::{CreateResourceMetadata, WorkspaceSecretField, WorkspaceSecretSpec};
use generated_sdk::testing::Server;
use generated_sdk::{Client, Error, Transport};

/// Headers sent by every client. The API requires them.
pub const HEADERS: [(&str, &str); 3] = [
    ("user-agent", "overhead/0.0.0 (api 1.0)"),
    ("accept", "application/json"),
    ("authorization", "Bearer key"),
];

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

/// Returns a function that decodes a page through the SDK, without a network. It returns the number of items, plus 1 for
/// a next page.
pub fn decoder() -> impl Fn(Bytes) -> usize {
    let client = client(
        "http://127.0.0.1:1",
        None::<generated_sdk::ReqwestTransport>,
    );
    let list = client.workspace_secrets().list();
    move |body| {
        let page = list.parse(Response::new(body)).expect("a page");
        page.items.len() + usize::from(page.has_next_page())
    }
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
