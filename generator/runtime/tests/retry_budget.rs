//! Budget of retries: promise 18, under a paused clock.

use std::time::Duration;

use sdk_runtime::runtime::client::Core;
use tokio::time::Instant;

use crate::support::api::{GET, fake_client, on};
use crate::support::fake::{Fake, Step, answer};

/// Returns a failure that can be retried at once, so that the clock stands still and no tokens decay.
fn unavailable() -> Step {
    Step::Answer(503, &[("retry-after", "0")], String::new())
}

#[tokio::test(start_paused = true)]
async fn promise_18_the_retry_budget_limits_the_load() {
    let fake = Fake::new([unavailable()]);
    let core = fake_client(&fake);
    for _ in 0..100 {
        on(&core, &GET, "a").nothing().await.unwrap_err();
    }
    let spent = fake.count();
    assert_eq!(spent, 110);
    let other = fake_client(&fake);
    on(&other, &GET, "a").nothing().await.unwrap_err();
    assert_eq!(fake.count(), spent + 3, "another client has its own budget");
    on(&core.clone(), &GET, "a").nothing().await.unwrap_err();
    assert_eq!(fake.count(), spent + 4, "a clone shares the budget");
    tokio::time::sleep(Duration::from_secs(3600)).await;
    on(&core, &GET, "a").nothing().await.unwrap_err();
    assert_eq!(
        fake.count(),
        spent + 5,
        "the budget does not refill with time"
    );
    let mut insistent = on(&core, &GET, "a");
    insistent.set_max_retries(10);
    insistent.nothing().await.unwrap_err();
    assert_eq!(
        fake.count(),
        spent + 6,
        "the first retry needs the budget even if the call sets a number"
    );
}

/// Returns a client of a server that answers each of its calls with 503 this many times before it succeeds. Only works if
/// the calls are made one after the other.
fn faltering(calls: usize, failures: usize) -> Core {
    let call = std::iter::repeat_n(answer(503, ""), failures).chain([answer(204, "")]);
    fake_client(&Fake::new(std::iter::repeat_n(call, calls).flatten()))
}

#[tokio::test(start_paused = true)]
async fn promise_18_a_client_of_a_server_that_is_up_can_always_retry() {
    for (calls, failures) in [(4, 1), (4, 2), (100, 1)] {
        let core = faltering(calls, failures);
        for call in 0..calls {
            let outcome = on(&core, &GET, "a").nothing().await;
            outcome.unwrap_or_else(|error| panic!("call {call} with {failures} failures: {error}"));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn promise_18_concurrent_calls_of_a_new_client_can_be_retried() {
    let failures = std::iter::repeat_n(answer(503, ""), 10);
    let core = fake_client(&Fake::new(failures.chain([answer(204, "")])));
    assert_eq!(calls(&core, 10, Duration::ZERO).await, 0);
}

#[tokio::test(start_paused = true)]
async fn promise_18_an_error_tells_that_the_retry_budget_is_used_up() {
    let core = fake_client(&Fake::new([answer(503, "")]));
    let first = on(&core, &GET, "a").nothing().await.unwrap_err();
    assert!(!first.is_retry_budget_exhausted());
    for _ in 0..10 {
        on(&core, &GET, "a").nothing().await.unwrap_err();
    }
    let later = on(&core, &GET, "a").nothing().await.unwrap_err();
    assert!(later.is_retry_budget_exhausted());
    let text =
        "animals.retrieve: 503 Service Unavailable; the retry budget of the client is used up";
    assert_eq!(later.to_string(), text);
    assert!(format!("{later:?}").contains("is_retry_budget_exhausted: true"));
    let mut once = on(&core, &GET, "a");
    once.set_max_retries(0);
    let once = once.nothing().await.unwrap_err();
    assert!(!once.is_retry_budget_exhausted(), "it wanted no retry");
}

#[tokio::test(start_paused = true)]
async fn promise_18_successes_refill_the_budget() {
    let down = std::iter::repeat_n(unavailable(), 20);
    let up = std::iter::repeat_n(answer(204, ""), 5);
    let fake = Fake::new(down.chain(up).chain([unavailable()]));
    let core = fake_client(&fake);
    for _ in 0..10 {
        on(&core, &GET, "a").nothing().await.unwrap_err();
    }
    assert_eq!(fake.count(), 20);
    for _ in 0..5 {
        on(&core, &GET, "a").nothing().await.unwrap();
    }
    for _ in 0..2 {
        on(&core, &GET, "a").nothing().await.unwrap_err();
    }
    assert_eq!(fake.count(), 28, "five successes pay for one retry");
}

/// Makes calls at an interval, concurrently or one after the other. Returns the number of failed calls.
async fn calls(core: &Core, count: usize, every: Duration) -> usize {
    let running: Vec<_> = (0..count)
        .map(|index| {
            let start = Instant::now() + every * u32::try_from(index).unwrap();
            let call = on(core, &GET, "a").nothing();
            tokio::spawn(async move {
                tokio::time::sleep_until(start).await;
                call.await.is_err()
            })
        })
        .collect();
    let mut failed = 0;
    for call in running {
        failed += usize::from(call.await.unwrap());
    }
    failed
}

#[tokio::test(start_paused = true)]
async fn promise_18_retries_add_at_most_a_fifth_during_an_outage() {
    for (per_minute, minutes) in [(10, 10), (60, 5), (600, 2), (6000, 1)] {
        let healthy = per_minute * minutes;
        let up = std::iter::repeat_n(answer(204, ""), healthy);
        let fake = Fake::new(up.chain([answer(503, "")]));
        let core = fake_client(&fake);
        let every = Duration::from_secs(60) / u32::try_from(per_minute).unwrap();
        assert_eq!(calls(&core, healthy, every).await, 0);
        assert_eq!(calls(&core, per_minute, every).await, per_minute);
        let during = fake.count() - healthy;
        assert!(during > per_minute, "some calls are retried");
        assert!(during * 10 <= per_minute * 12, "{during} for {per_minute}");
    }
}

#[tokio::test(start_paused = true)]
async fn promise_18_a_restart_of_the_server_does_not_use_up_the_budget() {
    let up = std::iter::repeat_n(answer(204, ""), 1000);
    let broken = std::iter::repeat_n(Step::Break, 100);
    let fake = Fake::new(up.chain(broken).chain([answer(204, "")]));
    let core = fake_client(&fake);
    assert_eq!(calls(&core, 1000, Duration::from_millis(10)).await, 0);
    assert_eq!(
        calls(&core, 100, Duration::ZERO).await,
        0,
        "the budget covers a retry of every call"
    );
}
