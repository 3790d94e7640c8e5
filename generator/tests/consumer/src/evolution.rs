//! Uses of types that later versions of the crate add to.

use crate::{Outcome, client, json, page, server::Server};
use generated_sdk::{
    Client,
    models::*,
    prelude::*,
    resources::{AgentsList, AgentsVariations, AgentsVariationsCreate, WorkspaceSecretsList},
};
use std::collections::{BTreeMap, HashSet};

/// Types of this program that hold those of the crate.
#[derive(Default)]
struct Seen {
    states: BTreeMap<AgentState, u32>,
    kinds: HashSet<ProfileSpecType>,
}

/// Reads a response whose model has more fields in a later version, and makes requests that have more options there.
pub async fn calls_outlive_additions() -> Outcome {
    let agent = r#"{ "metadata": { "createdAt": "2026-01-01T00:00:00Z", "name": "a" }, "spec": {}, "state": "STATE_SOLD" }"#;
    let page = format!(r#"{{ "items": [{agent}] }}"#);
    let server = Server::start([json(200, agent), json(200, &page)]).await;
    let agents = client(&server)?.agents();
    let (id, prefix): (Option<&str>, Option<String>) = (Some("e1"), None);
    let metadata = CreateResourceMetadata::new("a").set_if(id, CreateResourceMetadata::external_id);
    let spec = AgentSpec::new(VariationSelectionMode::Random);
    let made = agents.create(metadata, spec).await?;
    let Agent { state, info, .. } = &made;
    assert_eq!((state.as_str(), info), ("STATE_SOLD", &None));
    let list: AgentsList = agents.list();
    let page = list
        .set_if(prefix, AgentsList::prefix)
        .set_if(Some(5), |list, limit| list.limit(limit))
        .await?;
    assert_eq!(page.items, [made]);
    let sent = server.requests();
    let body = &sent[0].body;
    assert!(body.contains(r#""externalId":"e1""#), "{body}");
    assert_eq!(sent[1].target, "/v1/workspaces/ws_1/agents?limit=5");
    Ok(())
}

/// Matches, orders and parses values of enums, and events of a union.
pub fn values_outlive_additions() -> Outcome {
    let mut seen = Seen::default();
    for state in AgentState::VALUES {
        *seen.states.entry(state.clone()).or_default() += 1;
    }
    assert_eq!(seen.states[&"STATE_DRAFT".parse()?], 1);
    assert!(
        seen.kinds
            .insert(ProfileSpecType::from(String::from("PROFILE_TYPE_USER")))
    );
    assert!(seen.kinds.contains(&ProfileSpecType::User));
    let named = |state: &AgentState| match state {
        AgentState::Draft => "draft".to_owned(),
        AgentState::Published => "published".to_owned(),
        newer if newer.as_str() == "STATE_SOLD" => "sold".to_owned(),
        other => other.to_string(),
    };
    assert_eq!(named(&"STATE_SOLD".into()), "sold");
    assert_eq!(named(&AgentState::Archived), "STATE_ARCHIVED");
    let event: ObjectiveEventData = serde_json::from_str(r#"{ "type": "userSlept" }"#)?;
    let tag = match &event {
        ObjectiveEventData::UserMessage(_) => "userMessage",
        ObjectiveEventData::Unknown(unknown) => unknown.tag(),
        _ => "another",
    };
    assert_eq!(tag, "userSlept");
    let info: AgentInfo =
        serde_json::from_str(r#"{ "variationCount": 2, "countedAt": "2026-01-01T00:00:00Z" }"#)?;
    assert_eq!(info.variation_count, 2);
    let paths: Vec<AgentField> = serde_json::from_str(r#"["spec", "spec.somethingNew"]"#)?;
    assert_eq!(paths, [AgentField::Spec, "spec.somethingNew".into()]);
    Ok(())
}

/// Uses names of types: a request, the handle of a nested resource, and models whose names have acronyms.
pub async fn names_can_be_imported() -> Outcome {
    let server = Server::start([page(&["a"], "")]).await;
    let client: Client = client(&server)?;
    let list: WorkspaceSecretsList = client.workspace_secrets().list();
    assert_eq!(list.await?.items.len(), 1);
    let variations: AgentsVariations = client.agents().variations("agent_1");
    let metadata = CreateResourceMetadata::new("v");
    let create: AgentsVariationsCreate = variations.create(metadata, AgentVariationSpec::new());
    assert!(create.to_curl()?.contains("/agents/agent_1/variations"));
    let _: Option<(ApiKey, McpAdapter, OpenApiFromUrl)> = None;
    Ok(())
}
