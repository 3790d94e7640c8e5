//! Clients that are derived from others: promise 1.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use sdk_runtime::runtime::auth::basic::Basic;
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::config::api::Api;
use sdk_runtime::runtime::config::settings::Settings;
use sdk_runtime::runtime::error::Error;

use crate::hooks::Record;
use crate::support::api::{
    API, Animal, CREATE, DELETE, GET, IN_PARK, build, build_in, fake_client, on, request, settings,
};
use crate::support::fake::{Fake, Step, answer};
use crate::support::faults::{Faulty, Step as Fault};

/// Derives a client with changed settings.
fn with(core: &Core, change: impl FnOnce(&mut Settings)) -> Result<Core, Error> {
    let mut settings = core.settings();
    change(&mut settings);
    core.derived(settings)
}

#[tokio::test]
async fn promise_01_a_derived_client_keeps_what_is_not_changed() {
    let fake = Fake::new([answer(200, r#"{"id":"a"}"#)]);
    let mut settings = Settings::new(&API);
    settings.transport(fake.clone());
    settings.header("x-own", "1");
    settings.header("x-other", "2");
    let variables = [
        ("ZOO_KEY", "from-env"),
        ("ZOO_PARK", "p1"),
        ("ZOO_URL", "https://own.invalid/v7"),
    ];
    let core = build_in(settings, &variables).unwrap();
    let derived = with(&core, |settings| {
        settings.client_param("parkId", "p2".to_owned());
        settings.header("x-own", "3");
    });
    let same = with(&core, |_| {}).unwrap();
    for core in [&core, &derived.unwrap(), &same] {
        request(core, &IN_PARK).nothing().await.unwrap();
    }
    let key = with(&core, |settings| settings.api_key("k2".into())).unwrap();
    let key = with(&key, |settings| {
        settings.header("authorization", "of the client");
    });
    request(&key.unwrap(), &IN_PARK).nothing().await.unwrap();
    let seen: Vec<_> = fake.requests().iter().map(seen).collect();
    let url = |park: &str| format!("https://own.invalid/v7/v1/parks/{park}/animals");
    let bearer = "Bearer from-env";
    assert_eq!(seen[0], (url("p1"), bearer.into(), "1".into(), "2".into()));
    assert_eq!(seen[1], (url("p2"), bearer.into(), "3".into(), "2".into()));
    assert_eq!(seen[2], seen[0]);
    assert_eq!(
        seen[3],
        (url("p1"), "Bearer k2".into(), "1".into(), "2".into())
    );
}

/// Returns the URL, the credentials and two headers of a request.
fn seen(request: &http::Request<bytes::Bytes>) -> (String, String, String, String) {
    let header = |name| {
        let mut values = request.headers().get_all(name).iter();
        let value = values.next().map_or("", |value| value.to_str().unwrap());
        assert!(values.next().is_none(), "{name} is sent twice");
        value.to_owned()
    };
    let url = request.uri().to_string();
    (
        url,
        header("authorization"),
        header("x-own"),
        header("x-other"),
    )
}

/// Function that changes a setting.
type Change = fn(&mut Settings);

/// Makes two calls of a client, or of one that is derived from it, and returns their results and the number of requests.
async fn outcome(change: Option<Change>, is_derived: bool, script: &[Step]) -> (String, usize) {
    let fake = Fake::new(script.iter().cloned());
    let mut settings = settings();
    settings.transport(fake.clone());
    settings.allow_plain_http(true);
    settings.base_url("http://zoo.invalid".to_owned());
    if let Some(change) = change {
        change(&mut settings);
    }
    let mut core = build(settings).unwrap();
    if is_derived {
        core = with(&core, |settings| settings.header("x-own", "1")).unwrap();
    }
    // The first one returns a value, and the second one deletes something.
    let value = on(&core, &GET, "a").value::<Animal>().await;
    let nothing = on(&core, &DELETE, "a").nothing().await;
    let results = (
        value.map_err(|error| error.to_string()),
        nothing.map_err(|error| error.to_string()),
    );
    (format!("{results:?}"), fake.count())
}

#[tokio::test(start_paused = true)]
async fn promise_01_a_derived_client_keeps_the_limits_of_calls() {
    let found = answer(200, r#"{"id":"a"}"#);
    let slow = Step::Slow(Duration::from_secs(5));
    let failed = answer(503, "");
    let cases: [(Change, &[Step]); 5] = [
        (
            |s| s.timeout(Duration::from_secs(3)),
            std::slice::from_ref(&slow),
        ),
        (
            |s| s.total_timeout(Duration::from_secs(3)),
            std::slice::from_ref(&slow),
        ),
        (|s| s.max_retries(0), &[failed.clone(), found.clone()]),
        (|s| s.max_response_bytes(3), std::slice::from_ref(&found)),
        (
            |s| s.missing_is_deleted(false),
            &[found.clone(), failed, answer(404, "")],
        ),
    ];
    for (index, (change, script)) in cases.into_iter().enumerate() {
        let of_parent = outcome(Some(change), false, script).await;
        assert_eq!(
            outcome(Some(change), true, script).await,
            of_parent,
            "{index}"
        );
        // The call meets the setting.
        assert_ne!(outcome(None, false, script).await, of_parent, "{index}");
    }
}

#[tokio::test(start_paused = true)]
async fn promise_28_a_derived_client_has_the_observers_of_its_parent() {
    let (hooks, unknown) = (Record::default(), Arc::new(AtomicUsize::new(0)));
    let count = Arc::clone(&unknown);
    let mut settings = settings();
    settings.transport(Fake::new([answer(200, r#"{"id":"a","new":1}"#)]));
    settings.hooks(hooks.clone());
    settings.on_unknown(move |_| {
        count.fetch_add(1, Ordering::Relaxed);
    });
    let core = build(settings).unwrap();
    let derived = with(&core, |settings| settings.max_retries(0)).unwrap();
    on(&derived, &GET, "a").value::<Animal>().await.unwrap();
    assert_eq!(unknown.load(Ordering::Relaxed), 1);
    assert_eq!(hooks.take().len(), 2, "an attempt and a call");
}

static NAMED: Api = Api {
    schemes: &[&Basic {
        username_env: Some("ZOO_USER"),
        password_env: Some("ZOO_PASSWORD"),
    }],
    auth: &[&[0]],
    ..API
};

#[tokio::test]
async fn promise_01_credentials_from_the_environment_are_kept_in_part() {
    let fake = Fake::new([answer(200, r#"{"id":"a"}"#)]);
    let mut settings = Settings::new(&NAMED);
    settings.transport(fake.clone());
    let core = build_in(settings, &[("ZOO_USER", "a"), ("ZOO_PASSWORD", "x")]).unwrap();
    let derived = with(&core, |settings| settings.password("b:c".into())).unwrap();
    on(&derived, &GET, "a").value::<Animal>().await.unwrap();
    assert_eq!(
        fake.requests()[0].headers()["authorization"],
        "Basic YTpiOmM="
    );
}

#[tokio::test]
async fn promise_01_a_derived_client_uses_the_same_connections() {
    let reply = || Fault::Write("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{\"id\":\"a\"}");
    // One connection for both requests.
    let server = Faulty::start(vec![vec![Fault::Read, reply(), Fault::Read, reply()]]).await;
    let mut settings = settings();
    settings.base_url(format!("http://{}", server.address));
    settings.max_retries(0);
    settings.wrap_transport(|inner| inner);
    let core = build(settings).unwrap();
    on(&core, &GET, "a").value::<Animal>().await.unwrap();
    let derived = with(&core, |settings| settings.timeout(Duration::from_secs(7))).unwrap();
    on(&derived, &GET, "a").value::<Animal>().await.unwrap();
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn promise_01_layers_of_a_derived_client_are_put_around_those_before() {
    let fake = Fake::new([answer(200, r#"{"id":"a"}"#)]);
    let mut settings = settings();
    settings.transport(fake.clone());
    settings.wrap_transport(|inner| marked(inner, "1"));
    let core = build(settings).unwrap();
    let derived = with(&core, |settings| {
        settings.wrap_transport(|inner| marked(inner, "2"));
    });
    on(&derived.unwrap(), &GET, "a").nothing().await.unwrap();
    on(&core, &GET, "a").nothing().await.unwrap();
    let marks: Vec<Vec<_>> = fake
        .requests()
        .iter()
        .map(|request| {
            let marks = request.headers().get_all("x-mark").iter();
            marks
                .map(|mark| mark.to_str().unwrap().to_owned())
                .collect()
        })
        .collect();
    assert_eq!(marks, [vec!["2".to_owned(), "1".into()], vec!["1".into()]]);
}

/// Returns a layer that adds a mark.
fn marked(
    inner: std::sync::Arc<dyn sdk_runtime::runtime::transport::Transport>,
    mark: &'static str,
) -> impl sdk_runtime::runtime::transport::Transport {
    move |mut request: http::Request<bytes::Bytes>| {
        let mark = http::HeaderValue::from_static(mark);
        request.headers_mut().append("x-mark", mark);
        inner.send(request)
    }
}

#[test]
fn promise_01_settings_that_need_other_connections_are_refused() {
    let mut settings = settings();
    settings.base_url("http://127.0.0.1:7/v1".into());
    let core = build(settings).unwrap();
    for (change, method) in [
        (
            &(|settings: &mut Settings| settings.base_url("http://127.0.0.1:8".into()))
                as &dyn Fn(&mut Settings),
            "base_url",
        ),
        (
            &|settings| settings.connect_timeout(Duration::from_secs(1)),
            "connect_timeout",
        ),
    ] {
        let error = with(&core, change).unwrap_err();
        assert!(error.is_configuration());
        let text = error.to_string();
        assert!(
            text.starts_with(&format!("`{method}` needs other connections"))
                && text.contains("Client::builder"),
            "{text}"
        );
    }
    assert!(
        with(&core, |settings| settings
            .base_url("http://127.0.0.1:7/v2".into()))
        .is_ok()
    );
    let over = fake_client(&Fake::new([]));
    assert!(
        with(&over, |settings| settings
            .base_url("https://b.invalid".into()))
        .is_ok()
    );
    let other = with(&core, |settings| {
        settings.base_url("https://b.invalid".into());
        settings.transport(Fake::new([]));
    });
    assert!(other.is_ok());
    for blank in [
        with(&core, |settings| settings.api_key(" ".into())),
        with(&core, |settings| {
            settings.client_param("parkId", String::new());
        }),
    ] {
        assert!(blank.unwrap_err().to_string().contains("blank value"));
    }
}

#[tokio::test(start_paused = true)]
async fn promise_01_derived_clients_share_the_retry_budget() {
    let fake = Fake::new([Step::Answer(503, &[("retry-after", "0")], String::new())]);
    let core = fake_client(&fake);
    let mut retries = 0;
    for _ in 0..20 {
        let derived = with(&core, |settings| settings.max_retries(5)).unwrap();
        let error = on(&derived, &GET, "a").nothing().await.unwrap_err();
        retries += error.attempts().len() - 1;
    }
    assert!((10..=13).contains(&retries), "{retries}");
    let error = on(&core, &CREATE, "a").nothing().await.unwrap_err();
    assert_eq!(error.attempts().len(), 1);
}
