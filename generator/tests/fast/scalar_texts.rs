//! Texts of scalars in examples, which `check` decodes by the rules of the runtime.

use generator::scalars::Scalar;
use sdk_runtime::runtime::values::{
    base64::Base64, base64url::Base64Url, date::Date, decimal::Decimal, duration::SignedDuration,
    int64::Int64, rfc2822::Rfc2822, time_of_day::TimeOfDay, timestamp::Timestamp, url::Url,
    uuid::Uuid,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

const BYTES: &[&str] = &[
    "", "aGk=", "aGk", "aGl=", "aGl", "aGkx", "_-8=", "_-8", "/+8=", "/+8", "_+8=", "aG k=",
    "aGk=\n", "aG\r\nk=", "aGk==", "a", "a===", "====", "aGk=aGk=", "ä", "aGk!", "AA==", "AB==",
];
const DATE_TIMES: &[&str] = &[
    "2026-01-31T12:00:00Z",
    "2026-01-31t12:00:00z",
    "2026-01-31 12:00:00Z",
    "2026-02-30T12:00:00Z",
    "2024-02-29T23:59:59.120Z",
    "2023-02-29T00:00:00Z",
    "2024-02-29T23:59:59.1Z",
    "2024-02-29T23:59:59.123456Z",
    "2024-02-29T23:59:59.123456789Z",
    "2024-02-29T23:59:59.1234567891Z",
    "2024-02-29T23:59:59.Z",
    "2026-01-31T12:00:00",
    "2026-01-31T12:00:00+02:00",
    "2026-01-31T12:00:00-00:00",
    "2026-01-31T12:00:00+24:00",
    "2026-01-31T12:00:00+0200",
    "2026-01-31T24:00:00Z",
    "2026-01-31T23:60:00Z",
    "2016-12-31T23:59:60Z",
    "2016-12-31T23:59:60.5Z",
    "2016-12-31T23:59:61Z",
    "2026-01-31T12:00Z",
    "2026-1-31T12:00:00Z",
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00+01:00",
    "9999-12-31T23:59:59Z",
    "9999-12-31T23:59:60Z",
    "9999-12-31T23:59:59-01:00",
    "10000-01-01T00:00:00Z",
    "-0001-01-01T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z",
    " 2026-01-31T12:00:00Z",
    "2026-01-31T12:00:00Z ",
    "yesterday",
    "",
    "2026-01-31",
];
const DURATIONS: &[&str] = &[
    "1.500s",
    "1.5s",
    "1s",
    "0s",
    "-0s",
    "-0.0s",
    "-1.5s",
    "+1s",
    "1.s",
    ".5s",
    "s",
    "-s",
    "1",
    "",
    "1.123456789s",
    "1.1234567891s",
    "1.120000s",
    "1.000001s",
    "01s",
    "1 s",
    "1m",
    "1e3s",
    "1_0s",
    "9223372036854775807s",
    "9223372036854775808s",
    "-9223372036854775808s",
    "1.5S",
    "١s",
    "--1s",
];
const INTEGERS: &[&str] = &[
    "7",
    "007",
    "-7",
    "-0",
    "+7",
    "0",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "1.0",
    "1e3",
    "",
    " 7",
    "7 ",
    "-",
    "0x7",
    "1_000",
    "٧",
];

const OTHERS: &[&str] = &[
    // Dates.
    "0001-01-01",
    "0000-01-01",
    "9999-12-31",
    "10000-01-01",
    "2024-02-29",
    "2023-02-29",
    "2024-2-9",
    " 2024-02-29",
    "2024-02-29 ",
    "+2024-02-29",
    "20240229",
    // Times of day.
    "00:00",
    "23:59:59",
    "24:00:00",
    "23:59:60",
    "9:30",
    "09:30:00.5",
    "09:30:00.123456789",
    "09:30:00.1234567891",
    "09:30:00.",
    "09:30:",
    "09:30:00Z",
    "+9:30",
    // Date-times of mails.
    "Tue, 1 Jul 2003 10:52:37 +0200",
    "1 Jul 2003 10:52 GMT",
    "Mon, 1 Jul 2003 10:52:37 +0200",
    "31 Dec 2016 23:59:60 +0000",
    "1 Jan 0001 00:00:00 +0000",
    "1 Jan 0000 00:00:00 +0000",
    "Tue, 1 Jul 2003",
    // Decimals.
    "12.50",
    "-0",
    "-",
    ".5",
    "5.",
    "1e400",
    "1E+2",
    "1e",
    "1e2.5",
    "NaN",
    // UUIDs.
    "67e55044-10b1-426f-9247-bb680e5fe0c8",
    "67E55044-10B1-426F-9247-BB680E5FE0C8",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "67e5504410b1426f9247bb680e5fe0c8",
    "67e55044-10b1-426f-9247-bb680e5fe0cg",
    "{67e55044-10b1-426f-9247-bb680e5fe0c8}",
    // URLs.
    "https://example.com/a?b=c#d",
    "HTTP://[::1]:80",
    "mailto:a@b.example",
    "urn:ü",
    "https://",
    "https:",
    "//example.com",
    "/path",
    "https://a b",
    "https://a\nb",
    "1a:b",
    "a_b:c",
];

/// `check` accepts an example if the runtime decodes it, and expects what the runtime then sends.
#[test]
fn examples_of_scalars_are_checked_by_the_rules_of_the_runtime() {
    compare::<Base64>(Scalar::Bytes, BYTES);
    compare::<Timestamp>(Scalar::DateTime, DATE_TIMES);
    compare::<SignedDuration>(Scalar::Duration, DURATIONS);
    compare::<Int64>(Scalar::Int64Text, INTEGERS);
    let every_text = [BYTES, DATE_TIMES, DURATIONS, INTEGERS, OTHERS].concat();
    compare::<Base64Url>(Scalar::Base64Url, &every_text);
    compare::<Date>(Scalar::Date, &every_text);
    compare::<TimeOfDay>(Scalar::TimeOfDay, &every_text);
    compare::<Rfc2822>(Scalar::Rfc2822, &every_text);
    compare::<Decimal>(Scalar::Decimal, &every_text);
    compare::<Uuid>(Scalar::Uuid, &every_text);
    compare::<Url>(Scalar::Url, &every_text);
    compare::<String>(Scalar::String, &every_text);
}

fn compare<T: DeserializeOwned + Serialize>(scalar: Scalar, texts: &[&str]) {
    let mut accepted = 0;
    for text in texts {
        let json = Value::from(*text).to_string();
        let decoded = serde_json::from_str::<T>(&json).ok();
        let written = decoded.map(|value| serde_json::to_value(value).expect("it is encoded"));
        let expected = scalar.canonical(text).map(Value::from);
        assert_eq!(written, expected, "{scalar:?}: {text:?}");
        accepted += usize::from(expected.is_some());
    }
    assert!(accepted > 3, "{scalar:?}: some texts are valid");
}
