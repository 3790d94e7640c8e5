//! Budget of retries: promise 18, under a paused clock.

use std::time::Duration;

use sdk_runtime::runtime::client::Core;
use tokio::time::Instant;

use crate::support::api::{GET, fake_client, on};
use crate::support::fake::{Fake, Step, answer};

#[tokio::test(start_paused = true)]
async fn promise_18_the_retry_budget_limits_the_load() {
    let fake = Fake::new([answer(503, "")]);
    let core = fake_client(&fake);
    for _ in 0..100 {
        on(&core, &GET, "a").nothing().await.unwrap_err();
    }
    assert_eq!(fake.count(), 102);
    let other = fake_client(&fake);
    on(&other, &GET, "a").nothing().await.unwrap_err();
    assert_eq!(fake.count(), 105, "another client has its own budget");
    on(&core.clone(), &GET, "a").nothing().await.unwrap_err();
    assert_eq!(fake.count(), 106, "a clone shares the budget");
    tokio::time::sleep(Duration::from_secs(3600)).await;
    on(&core, &GET, "a").nothing().await.unwrap_err();
    assert_eq!(fake.count(), 107, "the budget does not refill with time");
    let mut insistent = on(&other, &GET, "a");
    insistent.set_max_retries(10);
    insistent.nothing().await.unwrap_err();
    assert_eq!(
        fake.count(),
        108,
        "the first retry needs the budget even if the call sets a number"
    );
}

#[tokio::test(start_paused = true)]
async fn promise_18_successes_refill_the_budget() {
    let down = std::iter::repeat_n(answer(503, ""), 12);
    let up = std::iter::repeat_n(answer(204, ""), 5);
    let fake = Fake::new(down.chain(up).chain([answer(503, "")]));
    let core = fake_client(&fake);
    for _ in 0..10 {
        on(&core, &GET, "a").nothing().await.unwrap_err();
    }
    assert_eq!(fake.count(), 12);
    for _ in 0..5 {
        on(&core, &GET, "a").nothing().await.unwrap();
    }
    for _ in 0..2 {
        on(&core, &GET, "a").nothing().await.unwrap_err();
    }
    assert_eq!(fake.count(), 20, "five successes pay for one retry");
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
