//! Lists: pages and streams.

use crate::{Outcome, client, page, server::Server};
use generated_sdk::{Page, models::*};

const PATH: &str = "/v1/workspaces/ws_1/workspace_secrets";

/// Awaits one page after the other.
pub async fn pages() -> Outcome {
    let server = Server::start([page(&["one", "two"], "c2"), page(&["three"], "")]).await;
    let secrets = client(&server)?.workspace_secrets();
    let page: Page<WorkspaceSecret> = secrets.list().limit(50).await?;
    assert_eq!(page.items.len(), 2);
    let next = page.next_page().await?.expect("there is a second page");
    assert_eq!(next.items[0].metadata.name, "three");
    assert!(
        next.next_page().await?.is_none(),
        "the second page is the last"
    );
    let requests = server.requests();
    let targets: Vec<_> = requests
        .iter()
        .map(|request| request.target.as_str())
        .collect();
    assert_eq!(
        targets,
        [
            format!("{PATH}?limit=50"),
            format!("{PATH}?limit=50&cursor=c2")
        ]
    );
    assert!(
        requests
            .iter()
            .all(|request| request.method == "GET" && request.body.is_empty())
    );
    Ok(())
}

/// Reads the items of all pages as a stream.
pub async fn streams() -> Outcome {
    let server = Server::start([page(&["one"], "c2"), page(&[], "c3"), page(&["two"], "")]).await;
    let secrets = client(&server)?.workspace_secrets();
    let mut items = secrets
        .list()
        .prefix("db/")
        .label("env", "prod")
        .into_stream();
    let mut names = Vec::new();
    while let Some(secret) = items.try_next().await? {
        names.push(secret.metadata.name);
    }
    assert_eq!(names, ["one", "two"]);
    let targets: Vec<_> = server
        .requests()
        .into_iter()
        .map(|request| request.target)
        .collect();
    // The requests of the second and the third page have the same query, except for the cursor.
    assert_eq!(targets[0], format!("{PATH}?prefix=db%2F&labels=env%3Dprod"));
    for (target, cursor) in targets[1..].iter().zip(["c2", "c3"]) {
        assert!(
            target.contains("prefix=db%2F") && target.contains("labels=env%3Dprod"),
            "{target}"
        );
        assert!(target.contains(&format!("cursor={cursor}")), "{target}");
    }

    let server = Server::start([page(&["one", "two"], "")]).await;
    let secrets = client(&server)?.workspace_secrets();
    let all: Vec<_> = secrets.list().into_stream().try_collect().await?;
    assert_eq!(all.len(), 2);
    assert_eq!(server.requests()[0].target, PATH);
    is_stream(&secrets.list().into_stream());
    Ok(())
}

fn is_stream<T: futures_core::Stream>(_: &T) {}
