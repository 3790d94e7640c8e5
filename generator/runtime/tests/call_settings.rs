//! Settings of methods that differ from those of the API: timeout, retries and constant headers.

use std::time::Duration;

use http::Method;
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::config::api::Api;
use sdk_runtime::runtime::config::settings::Settings;
use sdk_runtime::runtime::request::operation::{CallSettings, Operation};
use tokio::time::Instant;

use crate::support::api::{API, build, request};
use crate::support::fake::{Fake, Step, answer};

/// API with headers of its own.
static HEADED: Api = Api {
    headers: &[
        ("zoo-version", "2026-01"),
        ("accept", "application/vnd.zoo+json"),
    ],
    ..API
};

const fn operation(method: Method, settings: CallSettings) -> Operation {
    Operation {
        name: "animals.weigh",
        method,
        path: "/v1/weigh",
        query: &[],
        body: None,
        idempotency_key: None,
        settings,
    }
}

static PATIENT: Operation = operation(
    Method::GET,
    CallSettings {
        timeout: Some(Duration::from_secs(600)),
        max_retries: Some(3),
        retry_statuses: Some(&[418]),
        ..CallSettings::DEFAULT
    },
);
static ONCE: Operation = operation(
    Method::GET,
    CallSettings {
        max_retries: Some(0),
        ..CallSettings::DEFAULT
    },
);
static SAFE_POST: Operation = operation(
    Method::POST,
    CallSettings {
        idempotent: Some(true),
        ..CallSettings::DEFAULT
    },
);
static UNSAFE_GET: Operation = operation(
    Method::GET,
    CallSettings {
        idempotent: Some(false),
        ..CallSettings::DEFAULT
    },
);
static PREVIEW: Operation = operation(
    Method::GET,
    CallSettings {
        headers: &[("zoo-version", "preview"), ("accept", "text/csv")],
        ..CallSettings::DEFAULT
    },
);

fn client(fake: &Fake, change: impl FnOnce(&mut Settings)) -> Core {
    let mut settings = Settings::new(&HEADED);
    settings.api_key("k3y".into());
    settings.transport(fake.clone());
    change(&mut settings);
    build(settings).unwrap()
}

/// Returns the number of requests of a call whose attempts all have this status.
async fn attempts(
    operation: &'static Operation,
    status: u16,
    change: impl FnOnce(&mut Settings),
) -> usize {
    let fake = Fake::new([answer(status, "{}")]);
    let core = client(&fake, change);
    let outcome = request(&core, operation).nothing().await;
    assert_eq!(outcome.unwrap_err().status().unwrap().as_u16(), status);
    fake.requests().len()
}

#[tokio::test(start_paused = true)]
async fn promise_17_a_method_has_retries_of_its_own() {
    assert_eq!(attempts(&PATIENT, 418, |_| {}).await, 4);
    assert_eq!(attempts(&PATIENT, 503, |_| {}).await, 1);
    assert_eq!(attempts(&ONCE, 503, |_| {}).await, 1);
    assert_eq!(attempts(&SAFE_POST, 503, |_| {}).await, 3);
    assert_eq!(attempts(&UNSAFE_GET, 503, |_| {}).await, 1);
    // What the caller sets on the client or on the call takes precedence.
    assert_eq!(
        attempts(&PATIENT, 418, |settings| settings.max_retries(1)).await,
        2
    );
    assert_eq!(
        attempts(&ONCE, 503, |settings| settings.max_retries(1)).await,
        2
    );
    let fake = Fake::new([answer(503, "{}")]);
    let mut call = request(&client(&fake, |_| {}), &UNSAFE_GET);
    call.idempotent(true);
    call.nothing().await.unwrap_err();
    assert_eq!(fake.requests().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn promise_19_a_method_has_a_timeout_of_its_own() {
    for (client_timeout, call_timeout, expected) in [
        (None, None, 600),
        (Some(7), None, 7),
        (Some(7), Some(5), 5),
        (None, Some(5), 5),
    ] {
        let fake = Fake::new([Step::Hang]);
        let core = client(&fake, |settings| {
            settings.max_retries(0);
            if let Some(seconds) = client_timeout {
                settings.timeout(Duration::from_secs(seconds));
            }
        });
        let mut call = request(&core, &PATIENT);
        if let Some(seconds) = call_timeout {
            call.set_timeout(Duration::from_secs(seconds));
        }
        let started = Instant::now();
        assert!(call.nothing().await.unwrap_err().is_timeout());
        assert_eq!(started.elapsed().as_secs(), expected);
    }
}

/// Returns the headers that are sent.
async fn sent(
    operation: &'static Operation,
    on_client: Option<&'static str>,
    on_call: Option<&'static str>,
) -> [String; 2] {
    let fake = Fake::new([answer(200, "{}")]);
    let core = client(&fake, |settings| {
        if let Some(value) = on_client {
            settings.header("Zoo-Version", value);
        }
    });
    // A derived client has the same headers.
    let core = core.derived(core.settings()).unwrap();
    let mut call = request(&core, operation);
    if let Some(value) = on_call {
        call.header("ZOO-VERSION", value);
    }
    call.nothing().await.unwrap();
    let sent = fake.requests().remove(0);
    ["zoo-version", "accept"].map(|name| {
        let values: Vec<_> = sent.headers().get_all(name).iter().collect();
        assert_eq!(values.len(), 1, "{name}");
        values[0].to_str().unwrap().to_owned()
    })
}

#[tokio::test]
async fn promise_10_constant_headers_are_defaults() {
    let of_api = ["2026-01", "application/vnd.zoo+json"];
    assert_eq!(sent(&ONCE, None, None).await, of_api);
    assert_eq!(sent(&PREVIEW, None, None).await, ["preview", "text/csv"]);
    assert_eq!(
        sent(&PREVIEW, Some("mine"), None).await,
        ["mine", "text/csv"]
    );
    assert_eq!(sent(&ONCE, Some("mine"), None).await, ["mine", of_api[1]]);
    assert_eq!(
        sent(&PREVIEW, Some("mine"), Some("call")).await,
        ["call", "text/csv"]
    );
}

#[tokio::test]
async fn promise_10_a_header_parameter_cannot_add_headers() {
    for (value, is_sent) in [
        ("W/\"1\"", true),
        ("a\r\nx-evil: 1", false),
        ("a\nb", false),
        ("a\0b", false),
        (" ", false),
    ] {
        let fake = Fake::new([answer(200, "{}")]);
        let mut call = request(&client(&fake, |_| {}), &ONCE);
        call.header_param::<String>("if-none-match", value);
        let outcome = call.nothing().await;
        assert_eq!(outcome.is_ok(), is_sent, "{value:?}: {outcome:?}");
        assert_eq!(fake.requests().len(), usize::from(is_sent));
        let shown = format!("{outcome:?}");
        assert!(!shown.contains("x-evil"), "{shown}");
        if is_sent {
            assert_eq!(fake.requests()[0].headers()["if-none-match"], value);
        }
    }
}
