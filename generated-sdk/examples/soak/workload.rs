//! The workload. Each task creates, lists, changes, reads and deletes its own secrets, again and again, and compares the
//! results with the state of the server.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use generated_sdk::models::{CreateResourceMetadata, WorkspaceSecretField, WorkspaceSecretSpec};
use generated_sdk::{Client, Error, SecretString};

use crate::locked;
use crate::report::Counters;
use crate::server::{EVENTS, Server, id};

/// Number of times that a task repeats a call until it succeeds.
const MAX_CALLS: usize = 40;
/// Number of secrets per task. They fill two pages.
const SECRETS: usize = 3;

/// State shared by all tasks.
pub struct Soak {
    pub server: Server,
    pub counters: Counters,
    /// Results that contradict the state of the server.
    pub problems: Mutex<Vec<String>>,
    pub until: Instant,
}

impl Soak {
    /// Records a problem if a condition does not hold.
    fn check(&self, holds: bool, problem: impl FnOnce() -> String) {
        if !holds {
            locked(&self.problems).push(problem());
        }
    }
}

/// Repeats the life cycle of a few secrets until the time is over.
pub async fn run(soak: Arc<Soak>, client: Client, task: usize) {
    let mut round = 0;
    while Instant::now() < soak.until {
        let prefix = format!("t{task}-{round}-");
        let mut created = BTreeMap::new();
        for number in 0..SECRETS {
            let name = format!("{prefix}{number}");
            if create(&soak, &client, &name).await {
                created.insert(name, "old");
            }
        }
        list(&soak, &client, &prefix, &created).await;
        for (name, value) in &mut created {
            if update(&soak, &client, name).await {
                *value = "new";
            }
        }
        read(&soak, &client, &created).await;
        listen(&soak, &client, round % 3 == 0).await;
        for name in created.keys() {
            delete(&soak, &client, name).await;
        }
        // The final check finds the secrets that late requests create after this.
        locked(&soak.server.state.secrets).retain(|name, secret| {
            !name.starts_with(&prefix) || secret.exists || secret.created == 0
        });
        round += 1;
    }
}

/// Creates a secret, and returns whether it exists. A `POST` is only sent again if it was not executed.
async fn create(soak: &Soak, client: &Client, name: &str) -> bool {
    let result = client
        .workspace_secrets()
        .create(
            CreateResourceMetadata::new(name),
            WorkspaceSecretSpec::new().value("old"),
        )
        .await;
    soak.counters.count(&result);
    let created = soak.server.state.secret(name).created;
    let not_executed = result.as_ref().is_err_and(Error::is_api);
    let right = match &result {
        Ok(secret) => created == 1 && secret.metadata.name == name,
        Err(_) => created <= usize::from(!not_executed),
    };
    soak.check(right, || {
        format!("{name} was created {created} times: {}", outcome(&result))
    });
    // If the request arrives after this, the final check finds the secret.
    created > 0
}

/// Lists the secrets of the task page by page, and continues after failures.
async fn list(soak: &Soak, client: &Client, prefix: &str, created: &BTreeMap<String, &str>) {
    let secrets = client.workspace_secrets();
    let mut items = secrets.list().prefix(prefix).limit(2).into_stream();
    let mut names = Vec::new();
    for _ in 0..MAX_CALLS {
        let item = items.try_next().await;
        soak.counters.count(&item);
        match item {
            Ok(Some(secret)) => names.push(secret.metadata.name),
            Ok(None) => break,
            Err(_) => {}
        }
    }
    let right = created.keys().all(|name| names.contains(name))
        && names.iter().is_sorted_by(|one, other| one < other);
    soak.check(right, || format!("the list of {created:?} was {names:?}"));
}

/// Changes a secret, and returns whether it was changed. A `PATCH` is only sent again if it was not executed.
async fn update(soak: &Soak, client: &Client, name: &str) -> bool {
    let result = client
        .workspace_secrets()
        .update(id(name))
        .spec(WorkspaceSecretSpec::new().value("new"))
        .update_mask([WorkspaceSecretField::SpecValue])
        .await;
    soak.counters.count(&result);
    let updated = soak.server.state.secret(name).updated;
    let right = match &result {
        Ok(_) => updated == 1,
        Err(error) => updated <= usize::from(!error.is_api()),
    };
    soak.check(right, || {
        format!("{name} was updated {updated} times: {}", outcome(&result))
    });
    updated > 0
}

/// Reads each secret twice. The first call is dropped before it can finish.
async fn read(soak: &Soak, client: &Client, created: &BTreeMap<String, &str>) {
    for (name, value) in created {
        let call = client.workspace_secrets().retrieve(id(name)).send();
        let dropped = tokio::time::timeout(Duration::from_micros(300), call).await;
        if dropped.is_err() {
            soak.counters.dropped.fetch_add(1, Relaxed);
        }
        let result = client.workspace_secrets().retrieve(id(name)).await;
        soak.counters.count(&result);
        if let Ok(secret) = result {
            let found = secret.spec.value.as_ref().map(SecretString::expose);
            // An update that timed out may have been executed after it was checked.
            let right = found == Some(*value) || found == Some("new");
            soak.check(right, || format!("{name} is {found:?}, not {value}"));
        }
    }
}

/// Reads a stream of events across interruptions, or drops it after the first event.
async fn listen(soak: &Soak, client: &Client, drops: bool) {
    let mut events = client.objectives().stream_events("obj").into_stream();
    let mut ids = Vec::new();
    loop {
        let event = events.try_next().await;
        soak.counters.count(&event);
        match event {
            Ok(Some(event)) => ids.push(event.metadata.id),
            Ok(None) => break,
            // An error status or an outage ends the stream, but the events up to then must be in order.
            Err(_) => {
                soak.counters.unfinished.fetch_add(1, Relaxed);
                return soak.check(in_order(&ids), || format!("events arrived as {ids:?}"));
            }
        }
        if drops {
            soak.counters.dropped.fetch_add(1, Relaxed);
            return;
        }
    }
    let right = ids.len() == EVENTS && in_order(&ids);
    soak.check(right, || format!("all events arrived as {ids:?}"));
}

/// Returns `true` if the ids are 1, 2, 3 and so on.
fn in_order(ids: &[String]) -> bool {
    ids.iter()
        .zip(1..)
        .all(|(id, number)| *id == number.to_string())
}

/// Deletes a secret, and repeats the call until it is certain that the secret is gone.
async fn delete(soak: &Soak, client: &Client, name: &str) {
    for _ in 0..MAX_CALLS {
        let result = client.workspace_secrets().delete(id(name)).await;
        soak.counters.count(&result);
        let exists = soak.server.state.secret(name).exists;
        match result {
            Ok(()) => return soak.check(!exists, || format!("{name} was reported as deleted")),
            Err(error) if error.is_not_found() => {
                return soak.check(!exists, || format!("{name} was reported as missing"));
            }
            Err(_) => {}
        }
    }
    soak.check(false, || format!("{name} cannot be deleted"));
}

/// Describes the result of a call in one line.
fn outcome<T>(result: &Result<T, Error>) -> String {
    match result {
        Ok(_) => "the call succeeded".to_owned(),
        Err(error) => error.to_string(),
    }
}
