//! Texts of scalars on the wire, decoded and written as the runtime does.
//!
//! `generator/runtime/src/runtime/values/` has the same rules. A test compares both for many texts.

use super::Scalar;
use base64::{
    Engine,
    alphabet::{STANDARD, URL_SAFE},
    engine::{
        DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig,
        general_purpose::STANDARD as STANDARD_PADDED,
    },
};
use chrono::{DateTime, Datelike, Duration, SubsecRound, Timelike, Utc};

impl Scalar {
    /// Returns the bytes of a base64 text; none if it is not such a text.
    #[must_use]
    pub fn decoded(text: &str) -> Vec<u8> {
        bytes(text).unwrap_or_default()
    }

    /// Returns the text that the runtime writes after it has decoded a text; `None` if it does not decode the text.
    #[must_use]
    pub fn canonical(self, text: &str) -> Option<String> {
        match self {
            Self::String | Self::Json | Self::Secret => Some(text.to_owned()),
            Self::DateTime => date_time(text),
            Self::Int64Text => text.parse::<i64>().ok().map(|number| number.to_string()),
            Self::Duration => duration(text),
            Self::Bytes => bytes(text).map(|bytes| STANDARD_PADDED.encode(bytes)),
            Self::Bool | Self::Int32 | Self::Int64 | Self::Float | Self::LabelFilter => None,
        }
    }
}

/// Date-time of RFC 3339, from the year 1 to the year 9999. It is written in UTC.
fn date_time(text: &str) -> Option<String> {
    let time = DateTime::parse_from_rfc3339(text).ok()?.to_utc();
    // `chrono` parses a leap second as second 59 with more than a billion nanoseconds. It becomes the next second.
    let time = if time.nanosecond() < NANOS_PER_SECOND {
        time
    } else {
        let nanos = time.nanosecond() - NANOS_PER_SECOND;
        time.trunc_subsecs(0) + Duration::seconds(1) + Duration::nanoseconds(nanos.into())
    };
    (1..=9999).contains(&time.year()).then(|| write_time(&time))
}

const NANOS_PER_SECOND: u32 = 1_000_000_000;

fn write_time(time: &DateTime<Utc>) -> String {
    let (date, clock) = (time.date_naive(), time.time());
    let whole = format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
        date.year(),
        date.month(),
        date.day(),
        clock.hour(),
        clock.minute(),
        clock.second()
    );
    whole + &decimals(time.nanosecond()) + "Z"
}

/// Seconds with up to nine decimals and an `s`.
fn duration(text: &str) -> Option<String> {
    let number = text.strip_suffix('s')?;
    let (sign, number) = match number.strip_prefix('-') {
        Some(number) => ("-", number),
        None => ("", number),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !are_digits(whole) || !are_digits(fraction) || fraction.len() > 9 {
        return None;
    }
    let seconds: i64 = whole.parse().ok()?;
    let nanos: u32 = format!("{fraction:0<9}").parse().ok()?;
    let sign = if seconds == 0 && nanos == 0 { "" } else { sign };
    Some(format!("{sign}{seconds}{}s", decimals(nanos)))
}

/// Returns the decimals of a second, with 0, 3, 6 or 9 digits, as needed.
fn decimals(nanos: u32) -> String {
    match nanos {
        0 => String::new(),
        nanos if nanos % 1_000_000 == 0 => format!(".{:03}", nanos / 1_000_000),
        nanos if nanos % 1_000 == 0 => format!(".{:06}", nanos / 1_000),
        nanos => format!(".{nanos:09}"),
    }
}

/// Base64 in the standard alphabet or the one for URLs, with or without padding and line breaks.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let config =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let alphabet = if text.contains(['-', '_']) {
        &URL_SAFE
    } else {
        &STANDARD
    };
    let lines = text.split_ascii_whitespace().collect::<Vec<_>>().concat();
    GeneralPurpose::new(alphabet, config).decode(lines).ok()
}
