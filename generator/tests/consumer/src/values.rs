//! Models as values.

use crate::{Outcome, SECRET};
use generated_sdk::{Client, Error, SecretString, models::*};
use serde_json::{Value, json};

/// Decodes the documented response, and encodes it to an equal value. The secret is in the request, but not in logs.
pub fn documented_example() -> Outcome {
    let documented: Value =
        serde_json::from_str(&SECRET.replace("\"value\": \"value\"", "\"value\": \"hunter2\""))?;
    let secret: WorkspaceSecret = serde_json::from_value(documented.clone())?;
    let encoded = serde_json::to_value(&secret)?;
    assert_eq!(encoded, documented);
    assert_eq!(encoded["spec"]["value"], "hunter2");
    assert!(!format!("{secret:?} {secret:#?}").contains("hunter2"));
    assert_eq!(
        secret.spec.value.as_ref().map(SecretString::expose),
        Some("hunter2")
    );
    let info = secret.info.as_ref().expect("it is documented");
    let kind = &info
        .created_by
        .as_ref()
        .expect("it is documented")
        .spec
        .r#type;
    assert_eq!(*kind, ProfileSpecType::Unspecified);
    assert_eq!(
        info.last_used_at.map(|at| at.to_string()).as_deref(),
        Some("2019-12-27T18:11:19.117Z")
    );
    assert_eq!(secret.clone(), secret);

    // Unknown values are decoded, and encoded unchanged.
    let kind: ProfileSpecType = serde_json::from_str("\"PROFILE_TYPE_ROBOT\"")?;
    assert!(
        matches!(&kind, ProfileSpecType::Unknown(value) if value.as_str() == "PROFILE_TYPE_ROBOT")
    );
    assert_eq!(serde_json::to_string(&kind)?, "\"PROFILE_TYPE_ROBOT\"");
    Ok(())
}

/// Decodes the items of lists that are requested without `includeInfo`, and a webhook that was not delivered yet.
pub fn values_without_info() -> Outcome {
    let at = "2019-12-27T18:11:19.117Z";
    let json = json!({ "metadata": { "createdAt": at }, "spec": {}, "data": {} });
    assert_eq!(serde_json::from_value::<Agent>(json.clone())?.info, None);
    assert_eq!(
        serde_json::from_value::<AgentVariation>(json.clone())?.info,
        None
    );
    assert_eq!(
        serde_json::from_value::<MemoryLayer>(json.clone())?.info,
        None
    );
    assert_eq!(
        serde_json::from_value::<MemoryEntry>(json.clone())?.info,
        None
    );
    assert_eq!(
        serde_json::from_value::<ObjectiveFeedback>(json.clone())?.info,
        None
    );
    assert_eq!(
        serde_json::from_value::<WebhookDelivery>(json.clone())?
            .data
            .last_attempt_at,
        None
    );
    let json = json!({ "metadata": { "createdAt": at }, "spec": { "schedule": {} } });
    assert_eq!(
        serde_json::from_value::<AgentSchedule>(json.clone())?.info,
        None
    );
    Ok(())
}

/// Stores a key and reads it again. Its token is read-only, and is left out of request bodies only.
pub fn a_stored_key_keeps_its_token() -> Outcome {
    let json = json!({ "metadata": { "id": "key_1" }, "spec": { "token": "t0ken" } });
    let key: ApiKey = serde_json::from_value(json)?;
    let stored: ApiKey = serde_json::from_str(&serde_json::to_string(&key)?)?;
    assert_eq!(
        stored.spec.token.as_ref().map(SecretString::expose),
        Some("t0ken")
    );
    assert_eq!(stored, key);
    let client = Client::builder()
        .api_key("key")
        .workspace_id("ws_1")
        .build()?;
    let sent = client
        .api_keys()
        .update("key_1")
        .spec(stored.spec)
        .prepare()?;
    assert!(!sent.body().is_empty() && !String::from_utf8_lossy(sent.body()).contains("t0ken"));
    Ok(())
}

/// Archives a workspace, which is never the client's own by default.
pub fn a_workspace_to_archive_is_given() -> Outcome {
    let client = Client::builder()
        .api_key("key")
        .workspace_id("ws_1")
        .build()?;
    let archive = client.workspace_admin().archive("ws_2").prepare()?;
    assert_eq!(archive.uri().path(), "/v1/account/workspaces/ws_2");
    Ok(())
}

/// Checks the traits of public types.
pub fn types_are_well_behaved() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    fn error<T: std::error::Error + Send + Sync + 'static>() {}
    fn future<T: IntoFuture>(_: &T)
    where
        T::IntoFuture: Send,
    {
    }
    shared::<Client>();
    error::<Error>();
    assert_eq!(
        size_of::<Error>(),
        size_of::<usize>(),
        "an error is one pointer wide"
    );
    let client = Client::builder()
        .api_key("key")
        .workspace_id("ws_1")
        .build()
        .expect("all settings are given");
    // A handle is owned, and can outlive the client that created it.
    let secrets = client.workspace_secrets();
    drop(client);
    future(&secrets.list());
    future(&secrets.retrieve("id"));
    future(&secrets.retrieve("id").optional());
    future(&secrets.retrieve("id").with_response());
    future(&secrets.delete("id"));
    assert!(
        serde_json::to_value(WorkspaceSecretSpec::new())
            .is_ok_and(|empty| empty == serde_json::json!({}))
    );
}

/// Sends back the metadata that was read, with one change.
pub fn metadata_of_an_update_follows_from_what_was_read() -> Outcome {
    let secret: WorkspaceSecret = serde_json::from_str(SECRET)?;
    let read = secret.metadata.clone();
    let update = UpdateResourceMetadata::from(secret.metadata).label("tier", "gold");
    assert_eq!((&update.name, &update.external_id), (&read.name, &Some(read.external_id)));
    let labels = update.labels.ok_or("the labels are taken over")?;
    assert_eq!(labels.len(), read.labels.len() + 1);
    Ok(())
}
