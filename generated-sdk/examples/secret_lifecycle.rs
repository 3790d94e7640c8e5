//! Creates, lists, reads, updates and deletes a secret.
//!
//! Set `CADENYA_API_KEY` and `CADENYA_WORKSPACE_ID`, then run `cargo run --example secret_lifecycle`.

use generated_sdk::models::{CreateResourceMetadata, WorkspaceSecretField, WorkspaceSecretSpec};
use generated_sdk::{Client, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let client = Client::from_env()?;
    let secrets = client.workspace_secrets();

    let created = secrets
        .create(
            CreateResourceMetadata::new("example-password").label("created-by", "secret_lifecycle"),
            WorkspaceSecretSpec::new().value("hunter2"),
        )
        .await?;
    let id = created.metadata.id;
    println!("created {id}");

    let mut found = secrets
        .list()
        .label("created-by", "secret_lifecycle")
        .into_stream();
    while let Some(secret) = found.try_next().await? {
        println!("found {}", secret.metadata.name);
    }

    let secret = secrets.retrieve(&id).await?;
    // `Debug` redacts the value. `SecretString::expose` returns it.
    println!("retrieved {:?}", secret.spec);

    secrets
        .update(&id)
        .spec(WorkspaceSecretSpec::new().value("correct horse battery staple"))
        .update_mask([WorkspaceSecretField::SpecValue])
        .await?;
    println!("updated {id}");

    secrets.delete(&id).await?;
    let gone = secrets.retrieve(&id).optional().await?.is_none();
    println!("deleted {id}; gone: {gone}");
    Ok(())
}
