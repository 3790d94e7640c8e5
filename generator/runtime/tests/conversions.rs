//! Conversions of date-times and durations from and to the types of other crates.

use sdk_runtime::runtime::values::duration::SignedDuration;
use sdk_runtime::runtime::values::timestamp::Timestamp;

/// Date-times at the limits, around 1970, and with all decimals.
const TIMES: [&str; 6] = [
    "0001-01-01T00:00:00Z",
    "1969-12-31T23:59:59.999999999Z",
    "1970-01-01T00:00:00Z",
    "2026-02-28T23:59:59.250Z",
    "2024-02-29T12:00:00.000000001Z",
    "9999-12-30T12:00:00.999999999Z",
];

/// Longest and shortest duration, and durations around zero.
const DURATIONS: [&str; 6] = [
    "-9223372036854775807.999999999s",
    "-0.000000001s",
    "0s",
    "0.999999999s",
    "86400s",
    "9223372036854775807.999999999s",
];

fn times() -> impl Iterator<Item = Timestamp> {
    TIMES
        .into_iter()
        .map(|text| text.parse().expect("a date-time"))
}

fn durations() -> impl Iterator<Item = SignedDuration> {
    DURATIONS
        .into_iter()
        .map(|text| text.parse().expect("a duration"))
}

#[test]
fn date_times_of_chrono_are_the_same_moment() {
    for time in times() {
        let theirs = chrono::DateTime::<chrono::Utc>::from(time);
        assert_eq!(
            (theirs.timestamp(), theirs.timestamp_subsec_nanos()),
            (time.seconds(), time.nanos())
        );
        assert_eq!(Timestamp::try_from(theirs), Ok(time));
    }
    let leap =
        chrono::DateTime::parse_from_rfc3339("2016-12-31T23:59:60.5+00:00").expect("a date-time");
    let next = "2017-01-01T00:00:00.500Z".parse().expect("a date-time");
    assert_eq!(Timestamp::try_from(leap), Ok(next));
    let zoned =
        chrono::DateTime::parse_from_rfc3339("2026-01-01T00:00:00+05:30").expect("a date-time");
    assert_eq!(
        Timestamp::try_from(zoned).expect("it fits").to_string(),
        "2025-12-31T18:30:00Z"
    );
    for far in [
        chrono::DateTime::<chrono::Utc>::MIN_UTC,
        chrono::DateTime::<chrono::Utc>::MAX_UTC,
    ] {
        assert!(Timestamp::try_from(far).is_err());
    }
}

#[test]
fn date_times_of_time_are_the_same_moment() {
    for time in times() {
        let theirs = time::OffsetDateTime::from(time);
        assert_eq!(
            (theirs.unix_timestamp(), theirs.nanosecond()),
            (time.seconds(), time.nanos())
        );
        assert_eq!(Timestamp::try_from(theirs), Ok(time));
    }
    let before = time::OffsetDateTime::UNIX_EPOCH - time::Duration::days(365 * 2_000);
    assert!(Timestamp::try_from(before).is_err(), "{before}");
}

#[test]
fn date_times_of_jiff_are_the_same_moment() {
    for time in times() {
        let theirs = jiff::Timestamp::try_from(time).expect("it fits");
        assert_eq!(theirs.to_string().parse(), Ok(time), "{theirs}");
        assert_eq!(Timestamp::try_from(theirs), Ok(time));
    }
    assert!(Timestamp::try_from(jiff::Timestamp::MIN).is_err());
    let last: Timestamp = "9999-12-31T23:59:59Z".parse().expect("a date-time");
    assert!(jiff::Timestamp::try_from(last).is_err());
}

#[test]
fn durations_of_chrono_are_as_long() {
    for span in durations() {
        let theirs = chrono::TimeDelta::try_from(span);
        match theirs {
            Ok(theirs) => assert_eq!(SignedDuration::from(theirs), span),
            Err(_) => assert!(
                span.seconds().unsigned_abs() > i64::MAX.unsigned_abs() / 1000,
                "{span}"
            ),
        }
    }
    for theirs in [chrono::TimeDelta::MIN, chrono::TimeDelta::MAX] {
        assert_eq!(
            chrono::TimeDelta::try_from(SignedDuration::from(theirs)),
            Ok(theirs)
        );
    }
}

#[test]
fn durations_of_time_and_jiff_are_as_long() {
    for span in durations() {
        let theirs = time::Duration::from(span);
        assert_eq!(theirs.whole_seconds(), span.seconds());
        assert_eq!(SignedDuration::from(theirs), span);
        let theirs = jiff::SignedDuration::from(span);
        assert_eq!(
            (theirs.as_secs(), theirs.subsec_nanos()),
            (span.seconds(), span.subsec_nanos())
        );
        assert_eq!(SignedDuration::from(theirs), span);
    }
}
