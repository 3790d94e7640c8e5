//! Timeouts of attempts and of calls: promise 19, under a paused clock.

use std::time::Duration;

use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::request::Request;
use tokio::time::Instant;

use crate::support::api::{Animal, CREATE, GET, fake_client, on};
use crate::support::fake::{Fake, Step, answer};

/// Returns the error and the duration of a call.
async fn timed(request: Request) -> (Error, Duration) {
    let started = Instant::now();
    (
        request.value::<Animal>().await.unwrap_err(),
        started.elapsed(),
    )
}

#[tokio::test(start_paused = true)]
async fn promise_19_timeout_of_an_attempt() {
    for step in [Step::Hang, Step::Stall] {
        let fake = Fake::new([step]);
        let core = fake_client(&fake);
        let (error, took) = timed(on(&core, &CREATE, "a")).await;
        assert!(error.is_timeout() && !error.is_connection());
        assert_eq!(took, Duration::from_secs(60));
        assert_eq!(
            error.to_string(),
            "animals.create: no complete response within 60s"
        );
        let mut short = on(&core, &GET, "a");
        short.set_timeout(Duration::from_secs(2));
        let (error, took) = timed(short).await;
        assert_eq!(
            error.to_string(),
            "animals.retrieve: no complete response within 2s, after 3 attempts"
        );
        assert!(
            took >= Duration::from_secs(6) && took <= Duration::from_millis(7510),
            "{took:?}"
        );
        assert!(
            error
                .attempts()
                .iter()
                .all(|attempt| attempt.duration == Duration::from_secs(2))
        );
    }
    let mut endless = on(
        &fake_client(&Fake::new([answer(200, r#"{"id":"a"}"#)])),
        &GET,
        "a",
    );
    endless.set_timeout(Duration::MAX);
    endless.set_total_timeout(Duration::MAX);
    endless.value::<Animal>().await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn promise_19_deadline_of_a_call() {
    let core = fake_client(&Fake::new([Step::Hang]));
    let mut request = on(&core, &GET, "a");
    request.set_timeout(Duration::from_secs(4));
    request.set_total_timeout(Duration::from_secs(10));
    let (error, took) = timed(request).await;
    assert!(error.is_timeout());
    assert!(took <= Duration::from_secs(10), "{took:?}");
    let mut one = on(&core, &GET, "a");
    one.set_total_timeout(Duration::from_secs(10));
    let (error, took) = timed(one).await;
    assert_eq!((took, error.attempts().len()), (Duration::from_secs(10), 1));
    assert_eq!(
        error.to_string(),
        "animals.retrieve: no success within the total timeout of 10s"
    );
    let fake = Fake::new([Step::Answer(503, &[("retry-after", "30")], String::new())]);
    let mut waiting = on(&fake_client(&fake), &GET, "a");
    waiting.set_total_timeout(Duration::from_secs(20));
    let (error, took) = timed(waiting).await;
    assert_eq!(
        (took, fake.count()),
        (Duration::ZERO, 1),
        "the deadline would pass during the delay"
    );
    assert!(error.is_server_error());
}

#[tokio::test(start_paused = true)]
async fn promise_19_slow_responses_within_the_timeout_succeed() {
    let fake = Fake::new([Step::Slow(Duration::from_millis(59_990))]);
    let animal = on(&fake_client(&fake), &GET, "a")
        .value::<Animal>()
        .await
        .unwrap();
    assert_eq!(animal.id, "slow");
}

#[tokio::test(start_paused = true)]
async fn promise_19_a_dropped_call_is_not_retried() {
    let fake = Fake::new([Step::Answer(503, &[("retry-after", "5")], String::new())]);
    let call = on(&fake_client(&fake), &GET, "a").value::<Animal>();
    let dropped = tokio::time::timeout(Duration::from_secs(4), call).await;
    assert!(dropped.is_err());
    tokio::time::sleep(Duration::from_secs(3600)).await;
    assert_eq!(fake.count(), 1, "the call was dropped during the delay");
}
