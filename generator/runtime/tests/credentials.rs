//! Credentials from a provider: promise 4.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use sdk_runtime::runtime::auth::api_key::ApiKey;
use sdk_runtime::runtime::auth::basic::Basic;
use sdk_runtime::runtime::auth::provider::{Credentials, CredentialsFuture, CredentialsProvider};
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::config::api::Api;
use sdk_runtime::runtime::config::hooks::{Hooks, Retrying};
use sdk_runtime::runtime::config::settings::Settings;
use sdk_runtime::runtime::error::BoxError;

use crate::support::api::{
    API, Animal, CREATE, DELETE, EVENTS, GET, LIST, PAGES, STREAM, build, build_in, on, request,
};
use crate::support::fake::{Fake, Piece, Step, answer, text};
use crate::support::streams::all;

static KEYED: Api = Api {
    schemes: &[&ApiKey {
        header: "x-api-key",
        prefix: "",
        method: "api_key",
        env: Some("ZOO_KEY"),
    }],
    auth: &[&[0]],
    ..API
};

static NAMED: Api = Api {
    schemes: &[&Basic {
        username_env: None,
        password_env: None,
    }],
    auth: &[&[0]],
    ..API
};

/// Provider that counts how often it is asked, and answers `key-1`, `key-2` and so on after a delay.
#[derive(Clone, Default)]
struct Keys {
    asked: Arc<AtomicUsize>,
    dropped: Arc<AtomicUsize>,
    delay: Duration,
    lifetime: Option<Duration>,
}

impl Keys {
    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

/// Counts answers that were dropped before they were complete.
struct DropCount(Option<Arc<AtomicUsize>>);

impl Drop for DropCount {
    fn drop(&mut self) {
        if let Some(dropped) = &self.0 {
            dropped.fetch_add(1, Ordering::SeqCst);
        }
    }
}

impl CredentialsProvider for Keys {
    fn credentials(&self) -> CredentialsFuture {
        let number = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
        let (delay, lifetime) = (self.delay, self.lifetime);
        let mut dropped = DropCount(Some(Arc::clone(&self.dropped)));
        Box::pin(async move {
            tokio::time::sleep(delay).await;
            dropped.0.take();
            let credentials = Credentials::api_key(format!("key-{number}"));
            Ok(match lifetime {
                Some(lifetime) => credentials.valid_for(lifetime),
                None => credentials,
            })
        })
    }
}

/// Returns a client with a provider.
fn client(api: &'static Api, fake: &Fake, provider: impl CredentialsProvider) -> Core {
    let mut settings = Settings::new(api);
    settings.transport(fake.clone());
    settings.credentials(provider);
    build(settings).unwrap()
}

/// Returns the values of a header in all requests.
fn sent(fake: &Fake, name: &str) -> Vec<String> {
    let requests = fake.requests();
    let values = requests.iter().map(|request| {
        let value = &request.headers()[name];
        assert!(value.is_sensitive());
        value.to_str().unwrap().to_owned()
    });
    values.collect()
}

fn found() -> Step {
    answer(200, r#"{"id":"a"}"#)
}

#[tokio::test(start_paused = true)]
async fn promise_04_a_provider_is_asked_once_for_each_kind_of_credentials() {
    for (api, header, prefix) in [
        (&API, "authorization", "Bearer "),
        (&KEYED, "x-api-key", ""),
    ] {
        let (fake, keys) = (Fake::new([found()]), Keys::default());
        let core = client(api, &fake, keys.clone());
        assert_eq!(keys.asked(), 0, "before the first request");
        for _ in 0..3 {
            on(&core, &GET, "a").value::<Animal>().await.unwrap();
        }
        assert_eq!(keys.asked(), 1);
        assert_eq!(
            sent(&fake, header),
            [(); 3].map(|()| format!("{prefix}key-1"))
        );
    }
    let fake = Fake::new([found()]);
    let core = client(&NAMED, &fake, || async {
        Ok::<_, io::Error>(Credentials::basic("Aladdin", "open sesame"))
    });
    on(&core, &GET, "a").value::<Animal>().await.unwrap();
    let basic = ["Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="];
    assert_eq!(sent(&fake, "authorization"), basic);
    // A key alone is an answer, too, and the environment is not read.
    let mut settings = Settings::new(&KEYED);
    let fake = Fake::new([found()]);
    settings.transport(fake.clone());
    settings.credentials(|| async { Ok::<_, io::Error>(" plain\n") });
    let core = build_in(settings, &[("ZOO_KEY", "\u{1}")]).unwrap();
    on(&core, &GET, "a").value::<Animal>().await.unwrap();
    assert_eq!(sent(&fake, "x-api-key"), ["plain"]);
}

#[tokio::test(start_paused = true)]
async fn promise_04_credentials_are_used_until_they_expire() {
    let fake = Fake::new([found()]);
    let keys = Keys {
        lifetime: Some(Duration::from_secs(60)),
        ..Keys::default()
    };
    let core = client(&KEYED, &fake, keys.clone());
    for seconds in [0, 59, 1, 59, 1] {
        tokio::time::advance(Duration::from_secs(seconds)).await;
        on(&core, &GET, "a").value::<Animal>().await.unwrap();
    }
    let due = ["key-1", "key-1", "key-2", "key-2", "key-3"];
    assert_eq!(sent(&fake, "x-api-key"), due);
    // A time that has passed is used once, for the calls that waited for it.
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let core = client(&KEYED, &fake, move || {
        count.fetch_add(1, Ordering::SeqCst);
        let expired = Credentials::api_key("k").valid_until(SystemTime::UNIX_EPOCH);
        async { Ok::<_, io::Error>(expired) }
    });
    for _ in 0..2 {
        on(&core, &GET, "a").value::<Animal>().await.unwrap();
    }
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

/// Counts retries.
#[derive(Clone, Default)]
struct RetryCount(Arc<AtomicUsize>);

impl Hooks for RetryCount {
    fn retrying(&self, _: &Retrying<'_>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

#[tokio::test(start_paused = true)]
async fn promise_04_refused_credentials_are_renewed_once_per_call() {
    let fake = Fake::new([answer(401, ""), found()]);
    let (keys, retries) = (Keys::default(), RetryCount::default());
    let mut settings = Settings::new(&KEYED);
    settings.transport(fake.clone());
    settings.credentials(keys.clone());
    settings.hooks(retries.clone());
    settings.max_retries(0);
    let core = build(settings).unwrap();
    let mut create = on(&core, &CREATE, "a");
    create.body::<String>("name", "Rex");
    let response = create.response::<Animal>().await.unwrap();
    assert_eq!(response.attempts().len(), 2);
    assert_eq!(retries.0.load(Ordering::SeqCst), 0, "it is not a retry");
    assert_eq!(sent(&fake, "x-api-key"), ["key-1", "key-2"]);
    for request in fake.requests() {
        assert_eq!(request.body(), r#"{"name":"Rex"}"#);
    }
    assert_eq!(fake.pauses(), [Duration::ZERO]);
    // A second refusal is the answer, and the next call renews them again.
    let fake = Fake::new([answer(401, ""), answer(401, ""), answer(401, ""), found()]);
    let keys = Keys::default();
    let core = client(&KEYED, &fake, keys.clone());
    let error = on(&core, &GET, "a").value::<Animal>().await.unwrap_err();
    assert!(
        error.is_unauthorized() && error.attempts().len() == 2,
        "{error}"
    );
    on(&core, &GET, "a").value::<Animal>().await.unwrap();
    let due = ["key-1", "key-2", "key-2", "key-3"];
    assert_eq!(sent(&fake, "x-api-key"), due);
}

#[tokio::test(start_paused = true)]
async fn promise_20_a_renewal_does_not_make_a_missing_resource_a_deleted_one() {
    let fake = Fake::new([answer(401, ""), answer(404, "")]);
    let core = client(&KEYED, &fake, Keys::default());
    let error = on(&core, &DELETE, "a").nothing().await.unwrap_err();
    assert!(error.is_not_found() && fake.count() == 2, "{error}");
    let fake = Fake::new([answer(503, ""), answer(401, ""), answer(404, "")]);
    let core = client(&KEYED, &fake, Keys::default());
    on(&core, &DELETE, "a").nothing().await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn promise_04_calls_at_the_same_time_wait_for_one_answer() {
    for (accepts_new_ones, asked) in [(true, 2), (false, 3)] {
        let keys = Keys {
            delay: Duration::from_secs(1),
            ..Keys::default()
        };
        let mut settings = Settings::new(&KEYED);
        settings.credentials(keys.clone());
        settings.transport(move |request: http::Request<bytes::Bytes>| {
            let is_accepted = accepts_new_ones && request.headers()["x-api-key"] != "key-1";
            async move {
                tokio::time::sleep(Duration::from_millis(7)).await;
                let mut response = http::Response::new(r#"{"id":"a"}"#.into());
                if !is_accepted {
                    *response.status_mut() = http::StatusCode::UNAUTHORIZED;
                }
                Ok(response)
            }
        });
        let core = build(settings).unwrap();
        let calls: Vec<_> = (0..50)
            .map(|_| tokio::spawn(on(&core, &GET, "a").value::<Animal>()))
            .collect();
        for call in calls {
            // A call whose credentials are renewed again and again ends here.
            let call = tokio::time::timeout(Duration::from_secs(60), call);
            assert_eq!(call.await.unwrap().unwrap().is_ok(), accepts_new_ones);
        }
        assert!(keys.asked() <= asked, "{}", keys.asked());
    }
}

#[tokio::test(start_paused = true)]
async fn promise_19_a_dropped_call_leaves_the_answer_to_the_others() {
    let keys = Keys {
        delay: Duration::from_secs(10),
        ..Keys::default()
    };
    let fake = Fake::new([found()]);
    let core = client(&KEYED, &fake, keys.clone());
    // The first call polls the provider first.
    let first = tokio::spawn(on(&core, &GET, "a").value::<Animal>());
    tokio::time::sleep(Duration::from_secs(1)).await;
    let others: Vec<_> = (0..3)
        .map(|_| tokio::spawn(on(&core, &GET, "a").value::<Animal>()))
        .collect();
    tokio::time::sleep(Duration::from_secs(1)).await;
    first.abort();
    for other in others {
        other.await.unwrap().unwrap();
    }
    assert_eq!((keys.asked(), keys.dropped.load(Ordering::SeqCst)), (1, 0));
    // Nothing continues if all calls are dropped.
    let core = client(&KEYED, &fake, keys.clone());
    let calls = [(); 2].map(|()| tokio::spawn(on(&core, &GET, "a").value::<Animal>()));
    tokio::time::sleep(Duration::from_secs(1)).await;
    for call in calls {
        call.abort();
        assert!(call.await.unwrap_err().is_cancelled());
    }
    assert_eq!((keys.asked(), keys.dropped.load(Ordering::SeqCst)), (2, 1));
    on(&core, &GET, "a").value::<Animal>().await.unwrap();
    assert_eq!(keys.asked(), 3);
}

#[tokio::test(start_paused = true)]
async fn promise_16_an_error_of_the_provider_is_that_of_all_calls_that_waited() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let core = client(&KEYED, &Fake::new([found()]), move || {
        let number = count.fetch_add(1, Ordering::SeqCst);
        async move {
            tokio::time::sleep(Duration::from_secs(1)).await;
            if number == 0 {
                let quoted = "the store refused the token c4nary-token";
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, quoted));
            }
            Ok("key")
        }
    });
    let calls = [(); 5].map(|()| tokio::spawn(on(&core, &GET, "a").value::<Animal>()));
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        assert!(error.is_credentials() && error.attempts().is_empty());
        let line = "animals.retrieve: the credentials provider failed: `source()` of this error is its error";
        assert_eq!(error.to_string(), line);
        assert!(!format!("{error:?}").contains("c4nary"), "{error:?}");
        let source = std::error::Error::source(&error).unwrap();
        let source = source.downcast_ref::<io::Error>().unwrap();
        assert_eq!(source.kind(), io::ErrorKind::PermissionDenied);
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    on(&core, &GET, "a").value::<Animal>().await.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn promise_16_invalid_credentials_of_a_provider_are_not_shown() {
    for (invalid, reason) in [
        (Credentials::api_key(" \n"), "`api_key` is blank"),
        (
            Credentials::api_key("c4nary\u{7}"),
            "the API key must be printable ASCII",
        ),
    ] {
        let fake = Fake::new([found()]);
        let provider = move || std::future::ready(Ok::<_, io::Error>(invalid.clone()));
        let error = on(&client(&KEYED, &fake, provider), &GET, "a")
            .nothing()
            .await;
        let error = error.unwrap_err();
        let line = format!(
            "animals.retrieve: the credentials provider must return other credentials: {reason}"
        );
        assert_eq!(error.to_string(), line);
        assert!(error.is_credentials() && fake.count() == 0);
        assert!(!format!("{error:?}").contains("c4nary"), "{error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn promise_19_waiting_for_a_provider_has_the_timeout_of_an_attempt() {
    let keys = Keys {
        delay: Duration::from_secs(100),
        ..Keys::default()
    };
    let core = client(&KEYED, &Fake::new([found()]), keys.clone());
    let mut get = on(&core, &GET, "a");
    get.set_timeout(Duration::from_secs(5));
    let error = get.value::<Animal>().await.unwrap_err();
    let line = "animals.retrieve: the credentials provider returned nothing within 5s";
    assert!(error.is_timeout() && error.to_string() == line, "{error}");
    assert_eq!(keys.dropped.load(Ordering::SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn promise_04_a_provider_that_panics_is_asked_again() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let core = client(&KEYED, &Fake::new([found()]), move || {
        let number = count.fetch_add(1, Ordering::SeqCst);
        async move {
            tokio::time::sleep(Duration::from_secs(1)).await;
            assert!(number > 0, "the provider panics");
            Ok::<_, io::Error>("key")
        }
    });
    let calls = [(); 3].map(|()| tokio::spawn(on(&core, &GET, "a").value::<Animal>()));
    let mut panics = 0;
    for call in calls {
        panics += usize::from(call.await.is_err());
    }
    assert_eq!((panics, asked.load(Ordering::SeqCst)), (1, 2));
}

#[tokio::test(start_paused = true)]
async fn promise_16_provided_credentials_are_redacted() {
    for (api, repeated) in [(&KEYED, "s3cret-key"), (&NAMED, "dTpzM2NyZXQta2V5")] {
        let body = format!(r#"{{"error":{{"message":"who is {repeated}?"}}}}"#);
        // A third attempt, which there must not be, would end the call.
        let refused = answer(401, &body);
        let fake = Fake::new([refused.clone(), refused, found()]);
        let core = client(api, &fake, move || async move {
            Ok::<_, BoxError>(if repeated.starts_with("s3cret") {
                Credentials::api_key("s3cret-key")
            } else {
                Credentials::basic("u", "s3cret-key")
            })
        });
        let mut get = on(&core, &GET, "a");
        let error = get.clone().value::<Animal>().await.unwrap_err();
        let line = "animals.retrieve: 401 Unauthorized: who is [redacted]?, after 2 attempts";
        assert_eq!(error.to_string(), line);
        get.header("x-own", "1");
        let shown = format!("{error:?} {core:?} {get:?} {}", get.to_curl().unwrap());
        assert!(
            !shown.contains(repeated) && !shown.contains("s3cret"),
            "{shown}"
        );
        assert!(shown.contains(": [redacted]"), "{shown}");
    }
    let shown = format!("{:?}", Credentials::basic("name", "s3cret-key"));
    assert!(
        !shown.contains("s3cret") && !shown.contains("\"name\""),
        "{shown}"
    );
}

#[tokio::test(start_paused = true)]
async fn promise_10_a_header_of_the_request_replaces_the_provider() {
    let (fake, keys) = (Fake::new([answer(401, "")]), Keys::default());
    let core = client(&KEYED, &fake, keys.clone());
    let mut get = on(&core, &GET, "a");
    get.header("x-api-key", "own");
    let error = get.value::<Animal>().await.unwrap_err();
    assert!(error.is_unauthorized() && fake.count() == 1);
    assert_eq!(
        (keys.asked(), &fake.requests()[0].headers()["x-api-key"]),
        (0, &"own".parse().unwrap())
    );
}

#[tokio::test(start_paused = true)]
async fn promise_01_derived_clients_share_the_provider_or_replace_it() {
    let (fake, keys) = (Fake::new([found()]), Keys::default());
    let core = client(&KEYED, &fake, keys.clone());
    let mut changed = core.settings();
    changed.timeout(Duration::from_secs(1));
    let same = core.derived(changed).unwrap();
    let mut keyed = core.settings();
    keyed.api_key("fixed".into());
    let keyed = core.derived(keyed).unwrap();
    let mut provided = keyed.settings();
    provided.credentials(keys.clone());
    let provided = keyed.derived(provided).unwrap();
    for core in [&core, &same, &keyed, &provided] {
        on(core, &GET, "a").value::<Animal>().await.unwrap();
    }
    assert_eq!(
        sent(&fake, "x-api-key"),
        ["key-1", "key-1", "fixed", "key-2"]
    );
    let unasked = core.derived(provided.settings()).unwrap();
    let mut fresh = unasked.settings();
    fresh.credentials(keys);
    let fresh = unasked.derived(fresh).unwrap();
    let prepared = on(&fresh, &GET, "a").to_http().unwrap();
    assert!(!prepared.headers().contains_key("x-api-key"));
    let curl = on(&fresh, &GET, "a").to_curl().unwrap();
    assert!(curl.contains("x-api-key: [redacted]"), "{curl}");
    let prepared = on(&core, &GET, "a").to_http().unwrap();
    assert_eq!(prepared.headers()["x-api-key"], "key-1");
}

#[tokio::test(start_paused = true)]
async fn promise_05_layers_see_provided_credentials() {
    let fake = Fake::new([found()]);
    let mut settings = Settings::new(&KEYED);
    settings.transport(fake.clone());
    settings.credentials(Keys::default());
    let seen = Arc::new(Mutex::new(None));
    let shared = Arc::clone(&seen);
    settings.wrap_transport(|inner| {
        move |request: http::Request<bytes::Bytes>| {
            let key = request.headers().get("x-api-key").cloned();
            *shared.lock().unwrap() = key;
            inner.send(request)
        }
    });
    let core = build(settings).unwrap();
    on(&core, &GET, "a").value::<Animal>().await.unwrap();
    assert_eq!(seen.lock().unwrap().as_ref().unwrap(), "key-1");
}

#[tokio::test(start_paused = true)]
async fn promise_04_each_page_and_each_connection_of_a_stream_has_current_credentials() {
    let first = r#"{"items":[{"id":"a"}],"pagination":{"nextCursor":"c2"}}"#;
    let second = r#"{"items":[{"id":"b"}]}"#;
    let fake = Fake::new([answer(200, first), answer(401, ""), answer(200, second)]);
    let core = client(&KEYED, &fake, Keys::default());
    let mut items = request(&core, &LIST).items::<Animal>(&PAGES, &PAGES);
    for id in ["a", "b"] {
        assert_eq!(items.try_next().await.unwrap().unwrap().id, id);
    }
    assert!(items.try_next().await.unwrap().is_none());
    assert_eq!(sent(&fake, "x-api-key"), ["key-1", "key-1", "key-2"]);
    let event = |id: &str| text(&format!("data: {{\"id\":\"{id}\"}}\n\n"));
    let fake = Fake::new([
        Step::Events(vec![event("a"), Piece::Break]),
        answer(401, ""),
        Step::Events(vec![event("b")]),
    ]);
    let core = client(&KEYED, &fake, Keys::default());
    let stream = request(&core, &STREAM).events::<Animal>(&EVENTS);
    assert_eq!(all(&mut stream.await.unwrap()).await, ["a", "b"]);
    assert_eq!(sent(&fake, "x-api-key"), ["key-1", "key-1", "key-2"]);
}

#[cfg(feature = "blocking")]
#[test]
fn promise_04_a_provider_works_in_blocking_calls() {
    let (fake, keys) = (Fake::new([answer(401, ""), found()]), Keys::default());
    let core = client(&KEYED, &fake, keys.clone());
    let animal = on(&core, &GET, "a").value::<Animal>().send_blocking();
    assert_eq!((&*animal.unwrap().id, keys.asked()), ("a", 2));
}
