//! A small service, which gives the secrets of one environment a new value.

use generated_sdk::{Client, Error, models::*};

/// Gives each secret of an environment a new value, and returns their number.
pub async fn rotate(client: &Client, env: &str, value: &str) -> Result<usize, Error> {
    let secrets = client.workspace_secrets();
    let mut found = secrets.list().label("env", env).limit(2).into_stream();
    let mut rotated = 0;
    while let Some(secret) = found.try_next().await? {
        let spec = WorkspaceSecretSpec::new().value(value);
        let update = secrets.update(secret.metadata.id).spec(spec);
        let update = update.update_mask([WorkspaceSecretField::SpecValue]);
        update.idempotent(true).await?;
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
        let secrets = server.client().workspace_secrets();
        for (name, env) in [("a", "prod"), ("b", "test"), ("c", "prod"), ("d", "prod")] {
            let metadata = CreateResourceMetadata::new(name).label("env", env);
            secrets.create(metadata, WorkspaceSecretSpec::new()).await?;
        }
        let updates = server.on_workspace_secrets_update();
        let updates = updates.status(503).drop_connection();
        assert_eq!(rotate(&server.client(), "prod", "new").await?, 3);
        assert_eq!(updates.requests().len(), 5, "two of them failed");
        let mut changed = fake.items();
        changed.retain(|secret| secret.spec.value.is_some());
        let names = changed.iter().map(|secret| &*secret.metadata.name);
        assert!(names.eq(["a", "c", "d"]));
        Ok(())
    }

    #[tokio::test]
    async fn stops_where_it_may_not() {
        let server = Server::new();
        let secrets = [fixtures::workspace_secret()];
        server.on_workspace_secrets_list().reply_page(secrets, None);
        server.on_workspace_secrets_update().status(403);
        let refused = rotate(&server.client(), "prod", "new").await;
        assert_eq!(refused.unwrap_err().status().unwrap(), 403);
    }
}
