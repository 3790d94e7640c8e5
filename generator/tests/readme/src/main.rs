//! Runs every snippet of the README of the SDK against an in-process server.

mod snippets;

use base64::{Engine, engine::general_purpose::STANDARD};
use generated_sdk::{
    HeaderMap,
    models::{AssistantMessage, ObjectiveEvent, ObjectiveEventData, ObjectiveState, WebhookEvent},
    testing::{Server, fixtures},
};
use hmac::{Hmac, KeyInit, Mac};
use std::{
    error,
    time::{SystemTime, UNIX_EPOCH},
};

/// Result of this program and of its parts.
type Outcome = Result<(), Box<dyn error::Error>>;

/// Secret that the README shows.
const SECRET: &str = "c2VjcmV0IG9mIHR3ZW50eS1mb3VyLi4u";

#[tokio::test]
async fn every_snippet_of_the_readme_runs() -> Outcome {
    let server = Server::new();
    let fake = server.fake_agents();
    // Prepared replies come before those of the fake. Three snippets read a value: errors, options and blocking calls.
    let mut agents = server.on_agents_retrieve();
    for _ in 0..3 {
        agents = agents.reply(fixtures::agent());
    }
    let events = server.on_objectives_stream_events();
    let events = events.reply_events([("1", said("hello")), ("2", said("and good bye"))]);
    let mut objective = fixtures::objective();
    objective.state = ObjectiveState::Finalized;
    let waited = server.on_objectives_retrieve().reply(objective);
    let mut created = fixtures::upload();
    created.spec.size_bytes = 18_432.into();
    std::fs::write("returns.md", [b'x'; 18_432])?;
    created.info.upload_url = "https://files.example/put".into();
    let creations = server.on_uploads_create().reply(created);
    let uploaded = server.on(generated_sdk::Method::PUT, "/put").reply(serde_json::json!({}));
    let beta = server.on(generated_sdk::Method::GET, "/v1/beta");
    let beta = beta.reply(serde_json::json!({ "ok": true }));
    let tables = server.on(generated_sdk::Method::POST, "/v1/tables").reply(serde_json::json!({}));

    let (body, headers) = webhook()?;
    snippets::run_all(&server.client(), body.as_bytes(), &headers).await?;

    // The snippets have changed the values on the server.
    assert_eq!(fake.items().len(), 1);
    assert_eq!(beta.requests().len(), 1);
    assert_eq!(tables.requests().len(), 1);
    assert_eq!(agents.requests().len(), 3);
    assert_eq!(events.requests().len(), 1);
    assert_eq!(waited.requests().len(), 1);
    assert_eq!(creations.requests().len(), 1);
    std::fs::remove_file("returns.md")?;
    let uploads = uploaded.requests();
    assert_eq!(uploads.len(), 1);
    assert_eq!(uploads[0].header("authorization"), None);
    let traced = server.requests().into_iter().filter(|sent| sent.header("x-trace") == Some("t1"));
    assert_eq!(traced.count(), 1);
    Ok(())
}
/// Creates an event of the stream.
fn said(content: &str) -> ObjectiveEvent {
    let mut event = fixtures::objective_event();
    let message = AssistantMessage::default().content(content);
    event.data = Some(ObjectiveEventData::AssistantMessage(message));
    event
}

/// Creates a webhook that is signed according to the standard.
fn webhook() -> Result<(String, HeaderMap), Box<dyn error::Error>> {
    let event = WebhookEvent::AssistantMessage(fixtures::objective_event_webhook());
    let body = serde_json::to_string(&event)?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(&STANDARD.decode(SECRET)?)?;
    mac.update(format!("msg_1.{now}.{body}").as_bytes());
    let signature = format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()));
    let mut headers = HeaderMap::new();
    headers.insert("webhook-id", "msg_1".parse()?);
    headers.insert("webhook-timestamp", now.to_string().parse()?);
    headers.insert("webhook-signature", signature.parse()?);
    Ok((body, headers))
}
