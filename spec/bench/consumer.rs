//! Program that calls five methods of the SDK. `generator/examples/compile_cost` measures how long it takes to build.

use std::error::Error;

use generated_sdk::{Client, models};

fn main() -> Result<(), Box<dyn Error>> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(run())
}

async fn run() -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;
    println!("{:?}", client.accounts().retrieve().await?);
    println!("{:?}", client.agents().retrieve("id").await?);
    let mut workspaces = client.workspaces().list().into_stream();
    while let Some(workspace) = workspaces.try_next().await? {
        println!("{workspace:?}");
    }
    println!("{:?}", client.objectives().list().limit(10).await?.items);
    let metadata = models::CreateResourceMetadata::new("name");
    let spec = models::WorkspaceSecretSpec::new().value("secret");
    let secret = client.workspace_secrets().create(metadata, spec).await?;
    println!("{secret:?}");
    Ok(())
}
