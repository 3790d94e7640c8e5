//! Retries and timeouts: promises 17 to 20, under a paused clock.

use std::time::{Duration, SystemTime};

use chrono::{DateTime, Datelike};
use http::Method;
use sdk_runtime::runtime::call::response::Response;
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::request::Request;
use sdk_runtime::runtime::request::operation::Operation;
use tokio::time::Instant;

use crate::support::api::{
    Animal, CREATE, DELETE, GET, LIST, UPDATE, build, fake_client, on, settings,
};
use crate::support::fake::{Fake, Step, answer};

static PUT: Operation = Operation {
    name: "animals.put",
    method: Method::PUT,
    path: "/v1/animals/{id}",
    query: &[],
    has_body: true,
};
static HEAD: Operation = Operation {
    name: "animals.head",
    method: Method::HEAD,
    path: "/v1/animals/{id}",
    query: &[],
    has_body: false,
};

/// Returns the number of requests of a call that always gets the same response.
async fn requests(
    operation: &'static Operation,
    step: Step,
    change: impl FnOnce(&mut Request),
) -> usize {
    let fake = Fake::new([step]);
    let mut request = on(&fake_client(&fake), operation, "a");
    change(&mut request);
    let error = request.value::<Animal>().await.unwrap_err();
    assert_eq!(error.attempts().len(), fake.count());
    fake.count()
}

#[tokio::test(start_paused = true)]
async fn promise_17_which_failures_are_retried() {
    for operation in [&GET, &HEAD, &PUT, &DELETE] {
        for status in [408, 409, 429, 500, 502, 503, 504] {
            assert_eq!(
                requests(operation, answer(status, ""), |_| {}).await,
                3,
                "{status}"
            );
        }
        for status in [400, 401, 403, 404, 405, 410, 422, 501, 505, 302] {
            assert_eq!(
                requests(operation, answer(status, ""), |_| {}).await,
                1,
                "{status}"
            );
        }
        for step in [
            Step::Refuse,
            Step::Break,
            Step::BreakInBody,
            Step::Hang,
            Step::Stall,
        ] {
            assert_eq!(
                requests(operation, step.clone(), |_| {}).await,
                3,
                "{step:?}"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn promise_17_post_and_patch_are_only_retried_if_they_were_not_processed() {
    for operation in [&CREATE, &UPDATE] {
        for step in [Step::Refuse, answer(429, "")] {
            assert_eq!(
                requests(operation, step.clone(), |_| {}).await,
                3,
                "{step:?}"
            );
        }
        for step in [
            answer(503, ""),
            answer(409, ""),
            Step::Break,
            Step::BreakInBody,
            Step::Hang,
        ] {
            assert_eq!(
                requests(operation, step.clone(), |_| {}).await,
                1,
                "{step:?}"
            );
            assert_eq!(
                requests(operation, step.clone(), |r| r.idempotent(true)).await,
                3,
                "{step:?}"
            );
            assert_eq!(
                requests(operation, step.clone(), |r| r.set_max_retries(1)).await,
                2,
                "{step:?}"
            );
        }
    }
    let same_as_post = |request: &mut Request| request.idempotent(false);
    assert_eq!(requests(&GET, answer(503, ""), same_as_post).await, 1);
    assert_eq!(requests(&GET, answer(429, ""), same_as_post).await, 3);
}

#[tokio::test(start_paused = true)]
async fn promise_17_number_of_retries() {
    for retries in [0, 1, 10] {
        let count = requests(&GET, answer(503, ""), |request| {
            request.set_max_retries(retries);
        })
        .await;
        assert_eq!(count, retries as usize + 1);
    }
    let fake = Fake::new([answer(503, "")]);
    let mut settings = settings();
    settings.max_retries(4);
    settings.transport(fake.clone());
    let core = build(settings).unwrap();
    on(&core, &CREATE, "a").nothing().await.unwrap_err();
    assert_eq!(
        fake.count(),
        1,
        "the client's retries are no opt-in for POST"
    );
    on(&core, &GET, "a").nothing().await.unwrap_err();
    assert_eq!(fake.count(), 6);
}

#[tokio::test(start_paused = true)]
async fn promise_18_backoff_is_full_jitter_over_a_doubling_bound() {
    let mut longest = [Duration::ZERO; 10];
    for _ in 0..200 {
        let fake = Fake::new([answer(503, "")]);
        let mut request = on(&fake_client(&fake), &GET, "a");
        request.set_max_retries(10);
        request.nothing().await.unwrap_err();
        for (longest, pause) in longest.iter_mut().zip(fake.pauses()) {
            *longest = pause.max(*longest);
        }
    }
    for (longest, bound) in longest
        .iter()
        .zip([500, 1000, 2000, 4000, 8000, 8000, 8000, 8000, 8000, 8000])
    {
        // The paused clock counts milliseconds and rounds up.
        let bound = Duration::from_millis(bound);
        assert!(
            *longest <= bound + Duration::from_millis(1),
            "{longest:?} {bound:?}"
        );
        assert!(*longest > bound.mul_f64(0.9), "{longest:?} {bound:?}");
    }
}

/// Returns the delay after a response with this `Retry-After`.
async fn pause(retry_after: &'static str) -> Duration {
    let headers: &'static [_] = Box::leak(Box::new([("retry-after", retry_after)]));
    let fake = Fake::new([
        Step::Answer(429, headers, String::new()),
        answer(200, r#"{"id":"a"}"#),
    ]);
    on(&fake_client(&fake), &CREATE, "a")
        .value::<Animal>()
        .await
        .unwrap();
    fake.pauses()[0]
}

/// Returns the HTTP date that is the given number of seconds from now.
fn leaked_date(seconds: u64) -> &'static str {
    let time = SystemTime::now() + Duration::from_secs(seconds);
    let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let seconds = time
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap()
        .as_secs();
    let date = DateTime::from_timestamp(seconds.try_into().unwrap(), 0).unwrap();
    let (weekday, day, month, year) = (
        date.weekday(),
        date.day(),
        months[date.month0() as usize],
        date.year(),
    );
    format!("{weekday}, {day:02} {month} {year} {} GMT", date.time()).leak()
}

#[tokio::test(start_paused = true)]
async fn promise_18_retry_after_takes_precedence() {
    for (text, seconds) in [
        ("7", 7.0),
        (" 1.5 ", 1.5),
        ("0", 0.0),
        ("61", 60.0),
        ("99999999999999999999999", 60.0),
    ] {
        assert_eq!(
            pause(text).await,
            Duration::from_secs_f64(seconds),
            "{text}"
        );
    }
    for text in [
        "-5",
        "",
        "soon",
        "inf",
        "NaN",
        "1e9",
        "+7",
        "1.2.3",
        ".",
        "0x10",
        "Sun, 99 Nov 2099 08:49:37 GMT",
    ] {
        assert!(pause(text).await <= Duration::from_millis(501), "{text}");
    }
    assert_eq!(pause("Sun, 06 Nov 1994 08:49:37 GMT").await, Duration::ZERO);
    let soon = pause(leaked_date(30)).await;
    assert!(
        soon > Duration::from_secs(25) && soon <= Duration::from_secs(30),
        "{soon:?}"
    );
    assert_eq!(pause(leaked_date(3_000_000)).await, Duration::from_secs(60));
}

/// Returns the delay after a 429 response with these headers.
async fn pause_with(headers: &'static [(&'static str, &'static str)]) -> Duration {
    let first = Step::Answer(429, headers, String::new());
    let fake = Fake::new([first, answer(204, "")]);
    let create = on(&fake_client(&fake), &CREATE, "a");
    create.nothing().await.unwrap();
    fake.pauses()[0]
}

#[tokio::test(start_paused = true)]
async fn promise_18_a_wrong_clock_does_not_matter() {
    let then = ("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT");
    for (date, seconds) in [
        ("Sun, 06 Nov 1994 08:49:30 GMT", 7),
        ("Sun, 06 Nov 1994 08:49:38 GMT", 0),
        ("Sat, 05 Nov 1994 08:49:37 GMT", 60),
        ("yesterday", 0),
    ] {
        let pause = pause_with(vec![then, ("date", date)].leak()).await;
        assert_eq!(pause, Duration::from_secs(seconds), "{date}");
    }
    let future = ("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT");
    assert_eq!(
        pause_with(vec![future].leak()).await,
        Duration::from_secs(60)
    );
}

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

#[tokio::test(start_paused = true)]
async fn promise_20_a_deletion_that_meets_404_has_succeeded() {
    let delete = |steps: Vec<Step>, deleted: bool| {
        let mut settings = settings();
        settings.missing_is_deleted(deleted);
        settings.transport(Fake::new(steps));
        on(&build(settings).unwrap(), &DELETE, "a")
    };
    let response: Response<()> = delete(vec![answer(503, ""), answer(404, "")], true)
        .nothing_response()
        .await
        .unwrap();
    assert_eq!(
        (response.status().as_u16(), response.attempts().len()),
        (404, 2)
    );
    delete(vec![Step::Break, Step::Break, answer(404, "")], true)
        .nothing()
        .await
        .unwrap();
    let error = delete(vec![answer(404, "")], true)
        .nothing()
        .await
        .unwrap_err();
    assert!(error.is_not_found());
    let error = delete(vec![answer(503, ""), answer(404, "")], false)
        .nothing()
        .await
        .unwrap_err();
    assert!(error.is_not_found());
    let fake = Fake::new([answer(503, ""), answer(404, "")]);
    let error = on(&fake_client(&fake), &LIST, "a")
        .nothing()
        .await
        .unwrap_err();
    assert!(error.is_not_found(), "only deletions");
}
