//! Texts of scalars in examples, which `check` decodes by the rules of the runtime.

use generator::scalars::Scalar;
use sdk_runtime::runtime::values::{
    base64::Base64, duration::SignedDuration, int64::Int64, timestamp::Timestamp,
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

/// `check` accepts an example if the runtime decodes it, and expects what the runtime then sends.
#[test]
fn examples_of_scalars_are_checked_by_the_rules_of_the_runtime() {
    compare::<Base64>(Scalar::Bytes, BYTES);
    compare::<Timestamp>(Scalar::DateTime, DATE_TIMES);
    compare::<SignedDuration>(Scalar::Duration, DURATIONS);
    compare::<Int64>(Scalar::Int64Text, INTEGERS);
    let every_text = [BYTES, DATE_TIMES, DURATIONS, INTEGERS].concat();
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
