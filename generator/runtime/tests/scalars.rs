//! Scalars whose forms on the wire differ from their Rust types.

use std::fmt::Debug;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use sdk_runtime::runtime::values::base64url::Base64Url;
use sdk_runtime::runtime::values::date::Date;
use sdk_runtime::runtime::values::decimal::Decimal;
use sdk_runtime::runtime::values::rfc2822::Rfc2822;
use sdk_runtime::runtime::values::time_of_day::TimeOfDay;
use sdk_runtime::runtime::values::timestamp::Timestamp;
use sdk_runtime::runtime::values::unix_time::{UnixMillis, UnixSeconds};
use sdk_runtime::runtime::values::url::Url;
use sdk_runtime::runtime::values::uuid::Uuid;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Reads JSON, and writes it again. `None` if it is not valid.
fn written<T: DeserializeOwned + Serialize>(json: &str) -> Option<String> {
    let value = serde_json::from_str::<T>(json).ok()?;
    Some(serde_json::to_string(&value).expect("it is written"))
}

/// Checks that values are read, and written as they were.
fn same<T: DeserializeOwned + Serialize>(values: &[&str]) {
    for json in values {
        assert_eq!(written::<T>(json).as_deref(), Some(*json));
    }
}

/// Checks that values are refused.
fn refused<T: DeserializeOwned + Serialize>(values: &[&str]) {
    for json in values {
        assert_eq!(written::<T>(json), None, "{json}");
    }
}

fn parsed<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().expect("it is valid")
}

#[test]
fn dates_and_times_of_day_have_parts() {
    let date: Date = parsed("2024-02-29");
    assert_eq!((date.year(), date.month(), date.day()), (2024, 2, 29));
    assert_eq!(Date::new(2024, 2, 29), Some(date));
    assert_eq!(Date::new(2023, 2, 29), None);
    assert_eq!(Date::new(0, 1, 1), None);
    same::<Date>(&[r#""0001-01-01""#, r#""9999-12-31""#]);
    refused::<Date>(&[
        r#""2024-2-29""#,
        r#""2024-02-29T00:00:00Z""#,
        "20240229",
        "null",
    ]);
    let time: TimeOfDay = parsed("09:30:01.25");
    let parts = (time.hour(), time.minute(), time.second(), time.nanos());
    assert_eq!(parts, (9, 30, 1, 250_000_000));
    assert_eq!(TimeOfDay::new(24, 0, 0, 0), None);
    assert_eq!(written::<TimeOfDay>(r#""09:30""#).unwrap(), r#""09:30:00""#);
    assert!(parsed::<TimeOfDay>("09:30") < time);
}

#[test]
fn unix_times_are_numbers_with_all_their_digits() {
    same::<UnixSeconds>(&[
        "0",
        "-1",
        "1767225600",
        "1767225600.123456789",
        "-0.5",
        "253402300799",
    ]);
    same::<UnixMillis>(&["1767225600000", "1767225600000.000001", "-1"]);
    refused::<UnixSeconds>(&[
        "253402300800",
        "1.0000000001",
        "1e3",
        r#""1""#,
        "true",
        "1e400",
    ]);
    let moment = Timestamp::from_unix(1_767_225_600, 250_000_000).unwrap();
    let seconds = UnixSeconds::from(moment);
    assert_eq!(seconds.to_string(), "1767225600.25");
    assert_eq!(UnixMillis::from(moment).to_string(), "1767225600250");
    assert_eq!(
        (seconds.timestamp(), Timestamp::from(seconds)),
        (moment, moment)
    );
    let before = SystemTime::UNIX_EPOCH - Duration::from_millis(1500);
    assert_eq!(UnixMillis::try_from(before).unwrap().to_string(), "-1500");
    assert_eq!(parsed::<UnixSeconds>("-1.5").timestamp().seconds(), -2);
    assert_eq!(format!("{seconds:?}"), "2026-01-01T00:00:00.250Z");
}

#[test]
fn date_times_of_mails_are_written_in_utc() {
    let mail: Rfc2822 = parsed("Tue, 1 Jul 2003 10:52:37 +0200");
    assert_eq!(mail.timestamp().to_string(), "2003-07-01T08:52:37Z");
    assert_eq!(mail.to_string(), "Tue, 1 Jul 2003 08:52:37 +0000");
    let precise = Timestamp::from_unix(1, 5).unwrap();
    assert_eq!(Rfc2822::from(precise).timestamp().nanos(), 0);
    refused::<Rfc2822>(&[
        r#""Mon, 1 Jul 2003 10:52:37 +0200""#,
        r#""2003-07-01T08:52:37Z""#,
    ]);
}

#[test]
fn decimals_keep_their_digits_and_their_form() {
    same::<Decimal>(&[
        "12.50",
        r#""12.50""#,
        "1E400",
        r#""-007""#,
        "0.1000000000000000000001",
    ]);
    refused::<Decimal>(&[r#""1,5""#, r#""""#, r#""NaN""#, "true"]);
    let price: Decimal = parsed("0012.50");
    let number = price.as_number();
    assert_eq!(serde_json::to_string(&number).unwrap(), "12.50");
    for (text, number) in [
        ("000", "0"),
        ("-00.5", "-0.5"),
        ("-7", "-7"),
        ("0e1", "0e1"),
    ] {
        let json = serde_json::to_string(&parsed::<Decimal>(text).as_number());
        assert_eq!(json.unwrap(), number);
    }
    assert_eq!(
        serde_json::to_string(&Decimal::from(-3)).unwrap(),
        r#""-3""#
    );
}

#[test]
fn unsigned_integers_have_64_bits() {
    same::<u64>(&["0", "18446744073709551615"]);
    refused::<u64>(&["-1", "18446744073709551616"]);
}

#[test]
fn texts_are_checked_and_kept() {
    same::<Uuid>(&[r#""67e55044-10b1-426f-9247-BB680E5FE0C8""#]);
    refused::<Uuid>(&[r#""67e5504410b1426f9247bb680e5fe0c8""#, r#""""#, "1"]);
    same::<Url>(&[r#""https://example.com/ü""#, r#""mailto:a@b.example""#]);
    refused::<Url>(&[r#""/relative""#, r#""https://a b""#, r#""https://""#]);
    let url: Url = parsed("https://example.com/");
    assert_eq!(url, "https://example.com/");
    assert_eq!(
        (url.as_str(), String::from(url.clone())),
        ("https://example.com/", url.to_string())
    );
    let error = "no".parse::<Url>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "not an absolute URL such as `https://example.com/`"
    );
}

#[test]
fn bytes_for_urls_have_no_padding() {
    let bytes = Base64Url::from(&[0xff, 0xef, 0xff, 0xef]);
    assert_eq!(serde_json::to_string(&bytes).unwrap(), r#""_-__7w""#);
    for json in [r#""_-__7w""#, r#""_-__7w==""#, r#""/+//7w==""#] {
        assert_eq!(serde_json::from_str::<Base64Url>(json).unwrap(), bytes);
    }
    refused::<Base64Url>(&[r#""!""#, r#""a""#]);
}

#[cfg(all(feature = "chrono", feature = "jiff", feature = "time"))]
#[test]
fn dates_and_times_convert_from_and_to_other_crates() {
    let date: Date = parsed("2024-02-29");
    let clock: TimeOfDay = parsed("23:59:58.000000001");
    let ours = chrono::NaiveDate::from(date);
    assert_eq!(
        (ours.to_string(), Date::try_from(ours)),
        (date.to_string(), Ok(date))
    );
    let ours = jiff::civil::Date::from(date);
    assert_eq!(
        (ours.to_string(), Date::try_from(ours)),
        (date.to_string(), Ok(date))
    );
    let ours = time::Date::from(date);
    assert_eq!((ours.ordinal(), Date::try_from(ours)), (60, Ok(date)));
    let ours = chrono::NaiveTime::from(clock);
    assert_eq!(TimeOfDay::try_from(ours), Ok(clock));
    let ours = jiff::civil::Time::from(clock);
    assert_eq!((ours.second(), TimeOfDay::from(ours)), (58, clock));
    let ours = time::Time::from(clock);
    assert_eq!((ours.nanosecond(), TimeOfDay::from(ours)), (1, clock));
    let first = jiff::civil::date(-1, 1, 1);
    assert!(Date::try_from(first).is_err());
}
