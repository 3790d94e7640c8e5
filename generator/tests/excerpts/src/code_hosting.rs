//! Conditional requests, media types, text, redirects, results that are not ready, paths with slashes, `Link` headers,
//! values of several forms, and a file as the whole body on another host.

use crate::{
    Outcome, json, lines,
    server::{Reply, Server},
};
use code_hosting_client::{
    Client, HeaderMap, Outcome as Answer, UploadContent, Webhooks,
    models::{Delivery, IssueLabel, IssueLock, Label, StatusChecks},
    testing,
};
use std::{error::Error, fs, time::Duration};

/// Reads a repository twice, inspects its history, and publishes a release. Returns a description of what it has seen.
async fn publish(client: &Client) -> Result<Vec<String>, Box<dyn Error>> {
    let mut seen = Vec::new();
    let repos = client.repos();
    let response = repos.retrieve("ada", "engine").with_response().await?;
    let tag = response.etag().unwrap_or_default().to_owned();
    seen.push(format!("{} calls left", response.x_ratelimit_remaining().unwrap_or_default()));
    let again = repos.retrieve("ada", "engine").if_none_match(&tag).await?;
    seen.push(format!("not modified: {}", again == Answer::NotModified));

    seen.push(repos.diff("ada", "engine", "v1.0", "fix/paths").await?);
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("lib.rs");
    repos.read_file("ada", "engine", "src/lib.rs").r#ref("main").await?.save_to(&file).await?;
    seen.push(fs::read_to_string(&file)?);
    seen.push(repos.archive("ada", "engine", "heads/main").await?);
    match repos.code_frequency("ada", "engine").await? {
        Answer::Pending { retry_after, .. } => seen.push(format!("weeks after {retry_after:?}")),
        other => seen.push(format!("weeks: {:?}", other.ready())),
    }

    let labels = [IssueLabel::from("bug"), Label::new("ui").color("f29513").into()];
    let issue = repos.issues("ada", "engine").create("Slashes in paths").labels(labels).await?;
    let names = issue.labels.iter().map(|label| match label {
        IssueLabel::Name(name) => name,
        IssueLabel::Label(label) => &label.name,
        _ => "unknown",
    });
    seen.push(names.collect::<Vec<_>>().join(" and "));
    let mut issues = repos.issues("ada", "engine").list().labels(["bug", "ui"]).into_stream();
    while let Some(issue) = issues.try_next().await? {
        repos.issues("ada", "engine").update(issue.number).clear_milestone().await?;
        repos.issues("ada", "engine").lock(issue.number).body(IssueLock::new().lock_reason("resolved")).await?;
    }
    let checks = StatusChecks::new(true, ["build"]);
    repos.protect("ada", "engine", "release/1.0", Some(checks), None).await?;
    let archive = UploadContent::bytes("gzip").content_type("application/gzip");
    let asset = client.releases().upload_asset("ada", "engine", 1, "engine.tar.gz", archive).await?;
    seen.push(asset.browser_download_url.to_string());
    Ok(seen)
}

/// Returns the results of [`publish`] in both tests.
fn seen() -> Vec<String> {
    let weeks = format!("weeks after {:?}", Some(Duration::from_secs(2)));
    let seen = ["41 calls left", "not modified: true", "+a line\n", "fn main() {}", "https://files.hosting.example/a", &weeks];
    let others = ["bug and ui", "https://hosting.example/a/engine.tar.gz"];
    seen.into_iter().chain(others).map(str::to_owned).collect()
}

#[tokio::test]
async fn with_the_testing_kit() -> Outcome {
    use testing::fixtures;
    let server = testing::Server::new();
    let first = server.on_repos_retrieve().reply(fixtures::repository());
    first.header("etag", "\"6a1f\"").header("x-ratelimit-remaining", "41").reply_raw(304, "");
    server.on_repos_diff().reply("+a line\n");
    server.on_repos_read_file().reply("fn main() {}");
    server.on_repos_archive().reply("https://files.hosting.example/a");
    server.on_repos_code_frequency().reply_raw(202, "").header("retry-after", "2");
    let mut created = fixtures::issue();
    created.labels = vec!["bug".into(), Label::new("ui").into()];
    server.on_repos_issues_create().reply(created);
    let next = "https://api.hosting.example/repos/ada/engine/issues?page=2";
    server.on_repos_issues_list().reply_page([fixtures::issue()], Some(next)).reply_page([], None);
    server.on_repos_issues_update().reply(fixtures::issue());
    server.on_repos_issues_lock().reply();
    server.on_repos_protect().reply();
    server.on_releases_upload_asset().reply(fixtures::asset());
    assert_eq!(publish(&server.client()).await?, seen());

    let requests = server.requests();
    let cleared = requests.iter().find(|sent| sent.operation == Some("repos.issues.update"));
    let cleared = cleared.expect("the issue was changed");
    assert_eq!(cleared.body, serde_json::json!({ "milestone": null }));
    Ok(())
}

#[tokio::test]
async fn over_a_network() -> Outcome {
    let user = r#"{ "id": 1, "login": "ada" }"#;
    let repository = format!(r#"{{ "id": 1, "full_name": "ada/engine", "owner": {user}, "description": null }}"#);
    let issue = format!(r#"{{ "number": 7, "state": "open", "user": {user}, "labels": ["bug", {{ "name": "ui" }}] }}"#);
    let server = Server::start([
        json(&repository).header("ETag", "\"6a1f\"").header("X-RateLimit-Remaining", "41"),
        Reply::new(304, ""),
        Reply::new(200, "+a line\n").header("content-type", "application/vnd.hosting.diff; charset=utf-8"),
        Reply::new(200, "fn main() {}"),
        Reply::new(302, "").header("location", "https://files.hosting.example/a"),
        Reply::new(202, "{}").header("retry-after", "2"),
        json(&issue),
        json(&format!("[{issue}]")).header("link", "</repos/ada/engine/issues?page=2>; rel=\"next\""),
        json(&issue),
        Reply::new(204, ""),
        json("[]"),
        Reply::new(200, "{}"),
    ])
    .await;
    let asset = r#"{ "id": 1, "size": 4, "browser_download_url": "https://hosting.example/a/engine.tar.gz" }"#;
    let uploads = Server::start([json(asset)]).await;
    let client = Client::builder().base_url(server.url()).uploads_url(uploads.url()).api_key("key").build()?;
    assert_eq!(publish(&client).await?, seen());

    let sent = server.requests();
    let expected = [
        "GET /repos/ada/engine",
        "GET /repos/ada/engine",
        "GET /repos/ada/engine/compare/v1.0...fix%2Fpaths",
        "GET /repos/ada/engine/contents/src/lib.rs?ref=main",
        "GET /repos/ada/engine/tarball/heads/main",
        "GET /repos/ada/engine/stats/code_frequency",
        "POST /repos/ada/engine/issues",
        "GET /repos/ada/engine/issues?labels=bug%2Cui",
        "PATCH /repos/ada/engine/issues/7",
        "PUT /repos/ada/engine/issues/7/lock",
        "GET /repos/ada/engine/issues?page=2",
        "PUT /repos/ada/engine/branches/release%2F1.0/protection",
    ];
    assert_eq!(lines(&sent), expected);
    assert!(!sent[0].headers.contains_key("if-none-match"));
    assert_eq!(sent[1].headers["if-none-match"], "\"6a1f\"");
    assert_eq!(sent[2].headers["accept"], "application/vnd.hosting.diff");
    assert_eq!(sent[8].headers["accept"], "application/vnd.hosting+json");
    assert_eq!(sent[8].headers["x-hosting-version"], "2026-03-10");
    assert_eq!(sent[6].body, r#"{"title":"Slashes in paths","labels":["bug",{"name":"ui","color":"f29513"}]}"#);
    assert_eq!(sent[8].body, r#"{"milestone":null}"#);
    assert_eq!(sent[9].body, r#"{"lock_reason":"resolved"}"#);
    let body = r#"{"required_status_checks":{"strict":true,"contexts":["build"]},"enforce_admins":null}"#;
    assert_eq!(sent[11].body, body);
    let sent = uploads.requests();
    assert_eq!(lines(&sent), ["POST /repos/ada/engine/releases/1/assets?name=engine.tar.gz"]);
    assert_eq!(sent[0].headers["content-type"], "application/gzip");
    assert_eq!(sent[0].body, "gzip");
    Ok(())
}

#[test]
fn webhooks_are_verified() -> Outcome {
    let webhooks = Webhooks::new("It's a Secret to Everybody")?;
    // A signature that a code host has published as an example.
    let signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    let mut headers = HeaderMap::new();
    headers.insert("x-hosting-signature-256", signature.parse()?);
    webhooks.verify(b"Hello, World!", &headers)?;
    let refused = webhooks.verify(b"Hello, World?", &headers).expect_err("the body is another one");
    assert!(refused.is_webhook(), "{refused}");

    let user = r#"{ "id": 1, "login": "ada" }"#;
    let issue = format!(r#"{{ "number": 7, "state": "open", "user": {user}, "labels": [] }}"#);
    let body = format!(r#"{{ "action": "opened", "issue": {issue}, "sender": {user} }}"#);
    let headers = webhooks.sign(body.as_bytes());
    match webhooks.unwrap(body.as_bytes(), &headers)? {
        Delivery::Opened(event) => assert_eq!(event.issue.number, 7),
        other => panic!("{other:?}"),
    }
    Ok(())
}
