//! A base URL that only the caller knows, constants, values that are numbers or texts, patches with media types of their
//! own, streams of lines, logs, bodies that may be left out, and recursive models.

use crate::{
    Outcome, json, lines,
    server::{Reply, Server},
};
use cluster_client::{
    Client, Outcome as Answer,
    models::{
        Container, DeleteOptions, HttpGet, IntOrString, ObjectMeta, PatchOperation, PatchPath, PatchValue, Pod, PodSpec, Probe,
        Resources, WatchObject,
    },
    testing,
};
use serde_json::json as value;
use std::error::Error;

/// Starts a pod, changes it in four ways, follows it, and deletes it. Returns what it has seen.
async fn deploy(client: &Client) -> Result<Vec<String>, Box<dyn Error>> {
    let mut seen = Vec::new();
    let pods = client.pods();
    let list = pods.list().label("app", "web").limit(1).await?;
    seen.push(format!("{:?} more", list.envelope.metadata.remaining_item_count));
    let mut list = pods.list().label("app", "web").limit(1).into_stream();
    while let Some(pod) = list.try_next().await? {
        seen.push(pod.metadata.name.unwrap_or_default());
    }

    let metadata = ObjectMeta::new().name("web-1").label("app", "web");
    let limits = [("cpu", IntOrString::from(2)), ("memory", "1Gi".into())];
    let container = Container::new("web").image("web:1").resources(Resources::new().limits(limits));
    let container = container.liveness_probe(Probe::new().http_get(HttpGet::new(IntOrString::Text("http".into()))));
    let pod = Pod::new(metadata).spec(PodSpec::new([container]));
    let mut pod = pods.create(pod).field_manager("deployer").await?;
    pod.metadata.finalizers = None;
    let pod = pods.replace("web-1", pod).await?;
    pods.merge("web-1", value!({ "spec": { "activeDeadlineSeconds": null } })).await?;
    let changes = [
        PatchOperation::Remove(PatchPath::new("/metadata/labels")),
        PatchOperation::Add(PatchValue::builder().path("/spec/priority").value(value!(7)).build()),
    ];
    pods.patch("web-1", changes).await?;
    pods.apply("web-1", "deployer", "kind: Pod\n").force(true).await?;

    let mut changes = pods.watch().resource_version(pod.metadata.resource_version.unwrap_or_default()).await?;
    while let Some(change) = changes.try_next().await? {
        match change.object {
            WatchObject::Pod(pod) => seen.push(pod.metadata.name.unwrap_or_default()),
            WatchObject::Status(status) => seen.push(status.reason.unwrap_or_default()),
            other => seen.push(format!("{other:?}")),
        }
    }
    let mut log = pods.follow_log("web-1").await?;
    while let Some(line) = log.try_next().await? {
        seen.push(line);
    }
    let metrics = pods.proxy("web-1", "metrics/cadvisor").await?.bytes().await?;
    seen.push(format!("{} bytes", metrics.len()));
    match pods.delete("web-1").body(DeleteOptions::new().grace_period_seconds(0)).await? {
        Answer::Pending { .. } => seen.push("is deleted later".into()),
        other => seen.push(format!("{:?} was deleted", other.ready().map(|pod| pod.metadata.name))),
    }
    let definition = client.definitions().retrieve("crontabs.example.com").await?;
    let schema = definition.schema.as_ref().and_then(|schema| schema.properties.as_ref());
    seen.push(format!("{:?}", schema.and_then(|properties| properties["spec"].items.as_ref()?.r#type.as_deref())));
    client.definitions().replace("crontabs.example.com", definition).await?;
    Ok(seen)
}

/// Results of [`deploy`] in both tests.
const SEEN: [&str; 9] =
    ["Some(1) more", "web-1", "web-2", "web-1", "Expired", "started", "6 bytes", "is deleted later", "Some(\"string\")"];

/// Pods as the API writes them.
fn pod(name: &str) -> String {
    format!(
        r#"{{ "apiVersion": "v1", "kind": "Pod", "metadata": {{ "name": "{name}", "resourceVersion": "12",
            "creationTimestamp": "2026-01-31T09:30:00Z", "owner": "ops" }}, "newer": [1], "status": {{ "phase": "Running", "startTime": null }} }}"#
    )
}

/// A definition with a schema in a schema.
const DEFINITION: &str = r#"{ "metadata": { "name": "crontabs.example.com" },
    "schema": { "type": "object", "properties": { "spec": { "items": { "type": "string" } } } } }"#;

#[tokio::test]
async fn with_the_testing_kit() -> Outcome {
    let server = testing::Server::new();
    let [first, second] = ["web-1", "web-2"].map(|name| serde_json::from_str::<Pod>(&pod(name)));
    let (first, second) = (first?, second?);
    let facts = || serde_json::from_value(value!({ "metadata": { "remainingItemCount": 1 } }));
    let pages = server.on_pods_list().reply_page_with([], None, facts()?);
    pages.reply_page_with([first.clone()], Some("c1"), facts()?).reply_page_with([second], None, facts()?);
    server.on_pods_create().reply(first.clone());
    server.on_pods_replace().reply(first.clone());
    server.on_pods_merge().reply(first.clone());
    server.on_pods_patch().reply(first.clone());
    server.on_pods_apply().reply(first.clone());
    let change = serde_json::from_value(value!({ "type": "MODIFIED", "object": first }))?;
    let end = serde_json::from_value(value!({ "type": "ERROR", "object": { "kind": "Status", "reason": "Expired" } }))?;
    server.on_pods_watch().reply_lines([change, end]);
    server.on_pods_follow_log().reply_lines(["started".to_owned()]);
    server.on_pods_proxy().reply("metric");
    server.on_pods_delete().reply_raw(202, "");
    let definition: cluster_client::models::Definition = serde_json::from_str(DEFINITION)?;
    server.on_definitions_retrieve().reply(definition.clone());
    server.on_definitions_replace().reply(definition);
    assert_eq!(deploy(&server.client()).await?, SEEN);
    Ok(())
}

#[tokio::test]
async fn over_a_network() -> Outcome {
    let page = |name: &str, next: &str| {
        let metadata = format!(r#"{{ "continue": "{next}", "resourceVersion": "12", "remainingItemCount": 1 }}"#);
        json(&format!(r#"{{ "metadata": {metadata}, "items": [{}] }}"#, pod(name)))
    };
    let changes = format!(
        "{{ \"type\": \"MODIFIED\", \"object\": {} }}\n{}\n",
        pod("web-1").replace('\n', " "),
        r#"{ "type": "ERROR", "object": { "kind": "Status", "reason": "Expired", "code": 410 } }"#,
    );
    let server = Server::start([
        page("web-1", "c1"),
        page("web-1", "c1"),
        page("web-2", ""),
        json(&pod("web-1")),
        json(&pod("web-1")),
        json(&pod("web-1")),
        json(&pod("web-1")),
        json(&pod("web-1")),
        json(&changes),
        Reply::new(200, "started\n").header("content-type", "text/plain"),
        Reply::new(200, "metric"),
        Reply::new(202, &pod("web-1")),
        json(DEFINITION),
        json(DEFINITION),
    ])
    .await;
    let client = Client::builder().base_url(server.url()).api_key("key").namespace("prod").build()?;
    assert_eq!(deploy(&client).await?, SEEN);

    let sent = server.requests();
    let pods = "/api/v1/namespaces/prod/pods";
    let definition = "/apis/extensions.cluster.example/v1/definitions/crontabs.example.com";
    let expected = [
        format!("GET {pods}?labelSelector=app%3Dweb&limit=1"),
        format!("GET {pods}?labelSelector=app%3Dweb&limit=1"),
        format!("GET {pods}?labelSelector=app%3Dweb&limit=1&continue=c1"),
        format!("POST {pods}?fieldManager=deployer"),
        format!("PUT {pods}/web-1"),
        format!("PATCH {pods}/web-1"),
        format!("PATCH {pods}/web-1"),
        format!("PATCH {pods}/web-1?fieldManager=deployer&force=true"),
        format!("GET {pods}?watch=true&resourceVersion=12"),
        format!("GET {pods}/web-1/log?follow=true"),
        format!("GET {pods}/web-1/proxy/metrics/cadvisor"),
        format!("DELETE {pods}/web-1"),
        format!("GET {definition}"),
        format!("PUT {definition}"),
    ];
    assert_eq!(lines(&sent), expected);
    let types = [5, 6, 7].map(|number| &*sent[number].headers["content-type"]);
    assert_eq!(types, ["application/merge-patch+json", "application/json-patch+json", "application/apply-patch+yaml"]);
    assert_eq!(sent[5].body, r#"{"spec":{"activeDeadlineSeconds":null}}"#);
    assert_eq!(sent[6].body, r#"[{"op":"remove","path":"/metadata/labels"},{"op":"add","path":"/spec/priority","value":7}]"#);
    assert_eq!(sent[7].body, "kind: Pod\n");
    assert_eq!(sent[11].body, r#"{"gracePeriodSeconds":0}"#);
    let created: serde_json::Value = serde_json::from_str(&sent[3].body)?;
    let container = value!({
        "name": "web", "image": "web:1", "resources": { "limits": { "cpu": 2, "memory": "1Gi" } },
        "livenessProbe": { "httpGet": { "port": "http" } },
    });
    assert_eq!(created["spec"], value!({ "containers": [container] }));
    // What the API sets is not sent back. Fields that are not described are, and a schema in a schema.
    let replaced: serde_json::Value = serde_json::from_str(&sent[4].body)?;
    let metadata = value!({ "name": "web-1", "resourceVersion": "12", "owner": "ops" });
    assert_eq!(replaced, value!({ "apiVersion": "v1", "kind": "Pod", "metadata": metadata, "newer": [1] }));
    assert!(sent[13].body.contains(r#""properties":{"spec":{"items":{"type":"string"}}}"#), "{}", sent[13].body);
    Ok(())
}

#[test]
fn the_base_url_must_be_given() {
    let error = Client::builder().api_key("key").namespace("prod").build().expect_err("nobody knows the URL");
    assert!(error.to_string().contains("base_url"), "{error}");
}
