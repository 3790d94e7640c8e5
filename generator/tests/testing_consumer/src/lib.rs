//! A small service: it gives the secrets of one environment new values.

use generated_sdk::{Client, Error, SecretString, models::*};

/// Gives each secret of an environment a new value, and says how many there are.
pub async fn rotate(
    client: &Client,
    env: &str,
    value: impl Fn() -> SecretString,
) -> Result<usize, Error> {
    let secrets = client.workspace_secrets();
    let mut found = secrets.list().label("env", env).limit(2).into_stream();
    let mut rotated = 0;
    while let Some(secret) = found.try_next().await? {
        let spec = WorkspaceSecretSpec::new().value(value());
        let update = secrets.update(secret.metadata.id).spec(spec);
        update
            .update_mask([WorkspaceSecretField::SpecValue])
            .idempotent(true)
            .await?;
        rotated += 1;
    }
    Ok(rotated)
}

#[cfg(test)]
mod tests {
    use super::*;
    use generated_sdk::testing::{Server, fixtures};

    #[tokio::test(start_paused = true)]
    async fn rotates_one_environment_through_an_outage() -> Result<(), Error> {
        let server = Server::new();
        let fake = server.fake_workspace_secrets();
        let client = server.client();
        for (name, env) in [("a", "prod"), ("b", "test"), ("c", "prod"), ("d", "prod")] {
            let metadata = CreateResourceMetadata::new(name).label("env", env);
            client
                .workspace_secrets()
                .create(metadata, WorkspaceSecretSpec::new())
                .await?;
        }
        let updates = server
            .on_workspace_secrets_update()
            .status(503)
            .drop_connection();
        assert_eq!(rotate(&client, "prod", || "new".into()).await?, 3);
        assert_eq!(
            updates.requests().len(),
            5,
            "three updates, and two that failed"
        );
        let changed = fake
            .items()
            .into_iter()
            .filter(|secret| secret.spec.value.is_some());
        assert!(
            changed
                .map(|secret| secret.metadata.name)
                .eq(["a", "c", "d"])
        );
        Ok(())
    }

    #[tokio::test]
    async fn stops_where_it_may_not() {
        let server = Server::new();
        server
            .on_workspace_secrets_list()
            .reply_page([fixtures::workspace_secret()], None);
        server.on_workspace_secrets_update().status(403);
        let refused = rotate(&server.client(), "prod", || "new".into()).await;
        assert_eq!(
            refused.unwrap_err().status().map(|status| status.as_u16()),
            Some(403)
        );
    }
}
