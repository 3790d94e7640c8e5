//! The life of a secret: it is made, found, read, changed and deleted.
//!
//! Set `CADENYA_API_KEY` and `CADENYA_WORKSPACE_ID`, then run `cargo run --example secret_life`.

use generated_sdk::models::{CreateResourceMetadata, WorkspaceSecretField, WorkspaceSecretSpec};
use generated_sdk::{Client, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let client = Client::from_env()?;
    let secrets = client.workspace_secrets();

    let made = secrets
        .create(
            CreateResourceMetadata::new("example-password").label("made-by", "secret_life"),
            WorkspaceSecretSpec::new().value("hunter2"),
        )
        .await?;
    let id = made.metadata.id;
    println!("made {id}");

    let mut found = secrets.list().label("made-by", "secret_life").into_stream();
    while let Some(secret) = found.try_next().await? {
        println!("found {}", secret.metadata.name);
    }

    let read = secrets.retrieve(&id).await?;
    // A secret's value shows in no Debug; to see it takes a call that says so.
    println!("read {:?}", read.spec);

    secrets
        .update(&id)
        .spec(WorkspaceSecretSpec::new().value("correct horse battery staple"))
        .update_mask([WorkspaceSecretField::SpecValue])
        .await?;
    println!("changed {id}");

    secrets.delete(&id).await?;
    let gone = secrets.retrieve(&id).optional().await?.is_none();
    println!("deleted {id}; gone: {gone}");
    Ok(())
}
