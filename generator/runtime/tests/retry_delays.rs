//! Delays before retries: promise 18, under a paused clock.

use std::time::{Duration, SystemTime};

use chrono::{DateTime, Datelike};

use crate::support::api::{Animal, CREATE, GET, fake_client, on};
use crate::support::fake::{Fake, Step, answer};

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
async fn promise_18_dates_in_all_formats_of_http() {
    for (then, now) in [
        (
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:30 GMT",
        ),
        (
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:30 GMT",
        ),
        ("Sun Nov  6 08:49:37 1994", "Sun Nov  6 08:49:30 1994"),
        ("Sun Nov  6 08:49:37 1994", "Sunday, 06-Nov-94 08:49:30 GMT"),
        (
            "Thursday, 26-Nov-26 11:00:07 GMT",
            "Thu Nov 26 11:00:00 2026",
        ),
        ("Thu Nov 26 11:00:07 2026", "Thu, 26 Nov 2026 11:00:00 GMT"),
    ] {
        let pause = pause_with(vec![("retry-after", then), ("date", now)].leak()).await;
        assert_eq!(pause, Duration::from_secs(7), "{then}, {now}");
    }
    for wrong in [
        "Sunday, 06-Nov-1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37",
        "Sun Nov 31 08:49:37 1994",
        "Nov  6 08:49:37 1994",
        "1994-11-06T08:49:37Z",
    ] {
        let now = ("date", "Sun, 06 Nov 1994 08:49:30 GMT");
        let pause = pause_with(vec![("retry-after", wrong), now].leak()).await;
        assert!(pause <= Duration::from_millis(501), "{wrong}");
    }
}
