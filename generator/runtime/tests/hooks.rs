//! Hooks: promise 28.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::Method;
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::config::hooks::{AttemptFinished, CallFinished, Hooks, Retrying};

use crate::support::api::{Animal, DELETE, GET, build, on, settings};
use crate::support::fake::{Fake, Step, answer};

/// Hooks that record all events.
#[derive(Clone, Default)]
pub struct Record(Arc<Mutex<Vec<String>>>);

impl Record {
    fn push(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }

    /// Returns the events since the last call.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl Hooks for Record {
    fn attempt_finished(&self, attempt: &AttemptFinished<'_>) {
        let status = attempt.status.map(|status| status.as_u16());
        let AttemptFinished {
            operation,
            method,
            number,
            error,
            duration,
            ..
        } = attempt;
        self.push(format!(
            "{operation} {method} attempt {number}: {status:?} {error:?} {duration:?}"
        ));
    }

    fn retrying(&self, retry: &Retrying<'_>) {
        let status = retry.status.map(|status| status.as_u16());
        let Retrying {
            operation,
            method,
            number,
            error,
            delay,
            ..
        } = retry;
        self.push(format!(
            "{operation} {method} retry {number}: {status:?} {error:?} {delay:?}"
        ));
    }

    fn call_finished(&self, call: &CallFinished<'_>) {
        let status = call.status.map(|status| status.as_u16());
        let CallFinished {
            operation,
            method,
            attempts,
            error,
            cancelled,
            ..
        } = call;
        let duration = call.duration;
        self.push(format!(
            "{operation} {method} call of {attempts}: {status:?} {error:?} {cancelled} {duration:?}"
        ));
    }
}

/// Returns a client with hooks.
fn watched(steps: impl IntoIterator<Item = Step>) -> (Core, Record) {
    let mut settings = settings();
    let record = Record::default();
    settings.hooks(record.clone());
    settings.transport(Fake::new(steps));
    (build(settings).unwrap(), record)
}

const WAIT: &[(&str, &str)] = &[("retry-after", "3")];

#[tokio::test(start_paused = true)]
async fn promise_28_hooks_observe_attempts_retries_and_calls() {
    let slow = Step::Slow(Duration::from_secs(2));
    let (core, record) = watched([Step::Answer(503, WAIT, String::new()), slow]);
    on(&core, &GET, "c4n").value::<Animal>().await.unwrap();
    assert_eq!(
        record.take(),
        [
            "animals.retrieve GET attempt 1: Some(503) Some(Api) 0ns",
            "animals.retrieve GET retry 1: Some(503) Api 3s",
            "animals.retrieve GET attempt 2: Some(200) None 2s",
            "animals.retrieve GET call of 2: Some(200) None false 5s",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn promise_28_hooks_observe_failures() {
    let steps = [Step::Break, Step::Hang, answer(200, "{"), answer(404, "{}")];
    let (core, record) = watched(steps);
    for (id, last) in [
        (
            "a",
            "animals.retrieve GET call of 1: None Some(Connection) false 0ns",
        ),
        (
            "a",
            "animals.retrieve GET call of 1: None Some(Timeout) false 60s",
        ),
        (
            "a",
            "animals.retrieve GET call of 1: Some(200) Some(Decode) false 0ns",
        ),
        (
            "a",
            "animals.retrieve GET call of 1: Some(404) Some(Api) false 0ns",
        ),
        (
            "..",
            "animals.retrieve GET call of 0: None Some(Request) false 0ns",
        ),
    ] {
        let mut get = on(&core, &GET, id);
        get.set_max_retries(0);
        get.value::<Animal>().await.unwrap_err();
        assert_eq!(record.take().last().unwrap(), last);
    }
    let custom = core.request(Method::POST, "/c4n".into());
    custom.send().await.unwrap_err();
    let recorded = record.take();
    assert_eq!(
        recorded[1],
        "custom POST call of 1: Some(404) Some(Api) false 0ns"
    );
    assert!(!recorded.concat().contains("c4n"), "{recorded:?}");
}

#[tokio::test(start_paused = true)]
async fn promise_28_hooks_observe_dropped_calls() {
    let (core, record) = watched([Step::Hang]);
    let call = on(&core, &GET, "a").value::<Animal>();
    let dropped = tokio::time::timeout(Duration::from_secs(1), call).await;
    assert!(dropped.is_err());
    assert_eq!(
        record.take(),
        ["animals.retrieve GET call of 0: None None true 1s"]
    );
    drop(on(&core, &GET, "a").value::<Animal>());
    assert_eq!(
        record.take(),
        [""; 0],
        "a call that was never polled is not reported"
    );
}

#[tokio::test(start_paused = true)]
async fn promise_28_a_repeated_deletion_has_succeeded() {
    let (core, record) = watched([Step::Break, answer(404, "")]);
    on(&core, &DELETE, "a").nothing().await.unwrap();
    let last = record.take().pop().unwrap();
    assert!(
        last.starts_with("animals.delete DELETE call of 2: Some(404) None false "),
        "{last}"
    );
}
