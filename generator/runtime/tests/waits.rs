//! Waits: requests that are repeated until a value is in a state.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use sdk_runtime::models::Animal;
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::error::kind::ErrorKind;
use sdk_runtime::runtime::error::with_value::ErrorWithValue;
use sdk_runtime::runtime::wait::Wait;
use sdk_runtime::runtime::wait::shape::{Condition, WaitShape, WaitValue};
use tokio::time::Instant;

use crate::support::api::{GET, fake_client, on};
use crate::support::fake::{Fake, Step, answer};

const SECOND: Duration = Duration::from_secs(1);

/// Wait for an animal that has legs, and whose `den` is dug.
static SHAPE: WaitShape = WaitShape {
    until: &[Condition {
        path: &["den", "state"],
        values: &[WaitValue::Text("DUG"), WaitValue::Text("LINED")],
    }],
    fail: &[
        Condition {
            path: &["den", "state"],
            values: &[WaitValue::Text("FLOODED")],
        },
        Condition {
            path: &["legs"],
            values: &[WaitValue::Integer(0), WaitValue::Integer(-1)],
        },
    ],
    every: SECOND,
    most: Duration::from_secs(60),
};

/// Returns a step that responds with the state of a den.
fn den(id: &str, state: &str) -> Step {
    answer(
        200,
        &format!(r#"{{"id":"{id}","legs":4,"den":{{"state":"{state}"}}}}"#),
    )
}

fn wait(core: &Core) -> Wait<Animal> {
    on(core, &GET, "x").wait(&SHAPE)
}

#[tokio::test(start_paused = true)]
async fn promise_19_a_wait_repeats_the_request_until_the_state_is_reached() {
    for (last, requests) in [("DUG", 4), ("LINED", 4)] {
        let fake = Fake::new([
            den("a", "NONE"),
            // A state that is newer than this crate.
            den("b", "HAUNTED"),
            den("c", "NONE"),
            den("d", last),
        ]);
        let core = fake_client(&fake);
        let seen = Arc::new(Mutex::new(Vec::new()));
        let ids = Arc::clone(&seen);
        let wait =
            wait(&core).on_progress(move |animal| ids.lock().unwrap().push(animal.id.clone()));
        let found = wait.await.unwrap();
        assert_eq!((&*found.id, fake.count()), ("d", requests));
        assert_eq!(*seen.lock().unwrap(), ["a", "b", "c", "d"]);
        for request in fake.requests() {
            assert_eq!(
                (request.method(), request.uri().path()),
                (&http::Method::GET, "/api/v1/animals/x")
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_first_request_is_sent_at_once_and_delays_grow_to_a_limit() {
    let fake = Fake::new([den("a", "NONE")]);
    let start = Instant::now();
    let core = fake_client(&fake);
    let wait = wait(&core).at_most(Duration::from_secs(600));
    assert!(wait.await.unwrap_err().error().is_timeout());
    assert!(start.elapsed() <= Duration::from_secs(600));
    let pauses = fake.pauses();
    let mut bound = SECOND;
    for pause in &pauses[..pauses.len() - 1] {
        assert!(
            *pause <= bound + Duration::from_millis(2),
            "{pause:?} of {bound:?}"
        );
        assert!(*pause >= bound / 2, "{pause:?} of {bound:?}");
        bound = bound.mul_f64(1.5).min(SECOND * 10);
    }
    assert_eq!(bound, SECOND * 10);
    assert!(pauses.len() > 60, "{}", pauses.len());
}

#[tokio::test(start_paused = true)]
async fn delays_do_not_grow_beyond_a_minute_unless_the_caller_asks_for_more() {
    for (every, limit) in [(30, 60), (90, 90)] {
        let fake = Fake::new([den("a", "NONE")]);
        let core = fake_client(&fake);
        let wait = wait(&core).every(SECOND * every).at_most(SECOND * 3600);
        wait.await.unwrap_err();
        let pauses = fake.pauses();
        let longest = pauses.iter().max().unwrap();
        assert!(*longest <= SECOND * limit + SECOND, "{longest:?}");
        assert!(*longest > SECOND * limit / 2, "{longest:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_failed_wait_has_the_last_value_and_says_why() {
    let cases = [
        (den("b", "FLOODED"), "`den.state` is `FLOODED`"),
        (
            answer(200, r#"{"id":"b","legs":-1,"den":{"state":"DUG"}}"#),
            "`legs` is -1",
        ),
    ];
    for (last, reason) in cases {
        let fake = Fake::new([den("a", "NONE"), last]);
        let error = wait(&fake_client(&fake)).await.unwrap_err();
        assert!(error.error().is_wait_failed() && !error.error().is_timeout());
        assert_eq!(error.value().unwrap().id, "b");
        assert_eq!(
            error.to_string(),
            format!("animals.retrieve: the wait failed: {reason}")
        );
        assert!(!format!("{error:?}").contains("legs\""), "{error:?}");
        let error = Error::from(error);
        assert_eq!(error.kind(), ErrorKind::WaitFailed);
        assert!(error.is_wait_failed());
        assert_eq!(error.status().unwrap(), 200);
        assert!(error.body().unwrap().starts_with(b"{\"id\":\"b\""));
        assert_eq!(error.attempts().len(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn promise_19_a_wait_that_takes_too_long_has_the_last_value() {
    let fake = Fake::new([den("a", "NONE")]);
    let start = Instant::now();
    let error = wait(&fake_client(&fake)).await.unwrap_err();
    assert!(error.error().is_timeout() && !error.error().is_wait_failed());
    assert_eq!(
        error.to_string(),
        "animals.retrieve: the wait did not end within 60s"
    );
    assert_eq!(error.into_value().unwrap().id, "a");
    // The last request was sent when only `every` was left.
    assert!(start.elapsed() >= SECOND * 58, "{:?}", start.elapsed());
    assert!(start.elapsed() <= SECOND * 60);
}

#[tokio::test(start_paused = true)]
async fn the_deadline_ends_a_request_under_way() {
    let fake = Fake::new([den("a", "NONE"), Step::Hang]);
    let start = Instant::now();
    let wait = wait(&fake_client(&fake)).at_most(SECOND * 10);
    let error = wait.await.unwrap_err();
    assert_eq!(start.elapsed().as_secs(), 10);
    assert_eq!(
        error.to_string(),
        "animals.retrieve: the wait did not end within 10s"
    );
    assert_eq!(error.value().unwrap().id, "a");
    assert!(error.error().is_timeout());
}

#[tokio::test(start_paused = true)]
async fn retry_after_takes_precedence() {
    let body = r#"{"id":"a","legs":4}"#.to_owned();
    let late = Step::Answer(200, &[("retry-after", "30")], body.clone());
    let fake = Fake::new([late, den("b", "DUG")]);
    wait(&fake_client(&fake)).await.unwrap();
    assert_eq!(fake.pauses()[0].as_secs(), 30);
    // It is not shortened.
    let late = Step::Answer(200, &[("retry-after", "50")], body);
    let fake = Fake::new([late, den("b", "DUG")]);
    let error = wait(&fake_client(&fake)).at_most(SECOND * 40).await;
    assert!(error.unwrap_err().error().is_timeout());
    assert_eq!(fake.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_wait_survives_transient_failures_once_there_was_a_value() {
    let fake = Fake::new([
        den("a", "NONE"),
        answer(503, ""),
        Step::Break,
        Step::Refuse,
        answer(429, ""),
        Step::Hang,
        den("b", "DUG"),
    ]);
    let found = without_retries(&fake).at_most(SECOND * 600).await;
    assert_eq!(found.unwrap().id, "b");
    assert_eq!(fake.count(), 7);
}

#[tokio::test(start_paused = true)]
async fn a_wait_ends_after_too_many_failures_in_a_row() {
    let fake = Fake::new([den("a", "NONE"), answer(503, "")]);
    let error = without_retries(&fake).await.unwrap_err();
    assert_eq!(error.error().status().unwrap(), 503);
    assert_eq!(error.value().unwrap().id, "a");
    assert_eq!(fake.count(), 1 + 6);
}

#[tokio::test(start_paused = true)]
async fn other_failures_end_a_wait() {
    type Check = fn(&Error) -> bool;
    let cases: [(Step, Check); 3] = [
        (answer(404, ""), Error::is_not_found),
        (answer(200, "{"), Error::is_decode),
        (answer(200, r#"{"den":{"state":"DUG"}}"#), Error::is_decode),
    ];
    for (step, check) in cases {
        let fake = Fake::new([den("a", "NONE"), step]);
        let error = wait(&fake_client(&fake)).await.unwrap_err();
        assert!(check(error.error()), "{error}");
        assert_eq!(error.value().unwrap().id, "a");
        assert_eq!(fake.count(), 2);
    }
    // Without a first value, the API may not be there at all.
    let fake = Fake::new([answer(503, "")]);
    let error = wait(&fake_client(&fake)).await.unwrap_err();
    assert_eq!((error.value().is_none(), fake.count()), (true, 3));
}

/// Returns a wait whose requests are not retried.
fn without_retries(fake: &Fake) -> Wait<Animal> {
    let mut request = on(&fake_client(fake), &GET, "x");
    request.set_max_retries(0);
    request.wait(&SHAPE)
}

#[tokio::test(start_paused = true)]
async fn each_request_has_the_total_timeout_of_the_call() {
    let fake = Fake::new([den("a", "NONE"), Step::Hang, den("c", "DUG")]);
    let mut request = on(&fake_client(&fake), &GET, "x");
    request.set_total_timeout(SECOND * 5);
    let found: Animal = request.wait(&SHAPE).await.unwrap();
    assert_eq!(found.id, "c");
}

#[tokio::test(start_paused = true)]
async fn promise_19_dropping_a_wait_ends_it() {
    let fake = Fake::new([den("a", "NONE")]);
    let wait = wait(&fake_client(&fake)).send();
    let ended = tokio::time::timeout(SECOND * 5, wait).await;
    assert!(ended.is_err());
    let sent = fake.count();
    tokio::time::sleep(SECOND * 60).await;
    assert_eq!(fake.count(), sent);
}

#[tokio::test(start_paused = true)]
async fn times_of_zero_are_refused() {
    let fake = Fake::new([den("a", "DUG")]);
    let core = fake_client(&fake);
    for (wait, name) in [
        (wait(&core).every(Duration::ZERO), "every"),
        (wait(&core).at_most(Duration::ZERO), "at_most"),
    ] {
        let error = wait.await.unwrap_err();
        assert!(error.error().is_request());
        let expected = format!("animals.retrieve: `{name}` must be greater than zero");
        assert_eq!(error.to_string(), expected);
    }
    assert_eq!(fake.count(), 0);
    // Longer than the clock can represent.
    wait(&core).at_most(Duration::MAX).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn missing_values_are_not_values_around_which_nothing_is() {
    static UNSET: WaitShape = WaitShape {
        until: &[
            Condition {
                path: &["den", "busy"],
                values: &[WaitValue::Bool(false), WaitValue::Missing],
            },
            Condition {
                path: &["id"],
                values: &[WaitValue::Text("x")],
            },
        ],
        fail: &[],
        ..SHAPE
    };
    let cases = [
        (r#"{"id":"x","den":{}}"#, true),
        (r#"{"id":"x","den":{"busy":null}}"#, true),
        (r#"{"id":"x","den":{"busy":false}}"#, true),
        (r#"{"id":"x","den":{"busy":true}}"#, false),
        (r#"{"id":"x","den":{"busy":"false"}}"#, false),
        (r#"{"id":"x","den":null}"#, false),
        (r#"{"id":"x","den":[]}"#, false),
        (r#"{"id":"x"}"#, false),
        // All conditions must hold.
        (r#"{"id":"y","den":{}}"#, false),
    ];
    for (body, is_done) in cases {
        let fake = Fake::new([answer(200, body)]);
        let wait: Wait<Animal> = on(&fake_client(&fake), &GET, "x").wait(&UNSET);
        assert_eq!(wait.await.is_ok(), is_done, "{body}");
    }
}

#[test]
fn errors_of_waits_are_small_and_can_be_sent() {
    fn sent<T: Send + Sync + std::error::Error + 'static>(_: Option<T>) {}
    sent(None::<ErrorWithValue<Animal>>);
    assert_eq!(size_of::<ErrorWithValue<Animal>>(), 2 * size_of::<usize>());
}

#[cfg(feature = "blocking")]
#[test]
fn waits_can_block() {
    let fake = Fake::new([den("a", "NONE"), den("b", "DUG"), den("c", "FLOODED")]);
    let core = fake_client(&fake);
    let brief = || wait(&core).every(Duration::from_millis(1));
    assert_eq!(brief().send_blocking().unwrap().id, "b");
    let error = brief().send_blocking().unwrap_err();
    assert!(error.error().is_wait_failed());
}

#[cfg(feature = "testing")]
#[tokio::test(start_paused = true)]
async fn promise_26_replies_of_a_server_drive_a_wait() {
    use crate::support::kit::{GET_ROUTE, animal, kit};

    static LEGS: WaitShape = WaitShape {
        until: &[Condition {
            path: &["legs"],
            values: &[WaitValue::Integer(4)],
        }],
        fail: &[],
        ..SHAPE
    };
    let (server, core) = kit();
    let legless = Animal {
        legs: 0,
        ..animal("a")
    };
    let replies = server.on_value(&GET_ROUTE).reply(legless).times(3);
    let replies = replies.status(503).reply(animal("b"));
    let found: Animal = on(&core, &GET, "x").wait(&LEGS).await.unwrap();
    assert_eq!((&*found.id, replies.requests().len()), ("b", 5));
}
