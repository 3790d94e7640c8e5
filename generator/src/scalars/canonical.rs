//! Texts of scalars on the wire, decoded and written as the runtime does.
//!
//! `generator/runtime/src/runtime/values/` has the same rules. A test compares both for many texts.

mod texts;

use super::Scalar;
use base64::{
    Engine,
    alphabet::{STANDARD, URL_SAFE},
    engine::{
        DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig,
        general_purpose::{STANDARD as STANDARD_PADDED, URL_SAFE_NO_PAD},
    },
};
use chrono::{DateTime, Datelike, Duration, NaiveDate, SubsecRound, Timelike, Utc};
use texts::{is_decimal, is_url, is_uuid};

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
            Self::String | Self::Json | Self::Secret | Self::File => Some(text.to_owned()),
            Self::DateTime => date_time(text),
            Self::Int64Text => text.parse::<i64>().ok().map(|number| number.to_string()),
            Self::Duration => duration(text),
            Self::Bytes => bytes(text).map(|bytes| STANDARD_PADDED.encode(bytes)),
            Self::Date => date(text),
            Self::TimeOfDay => time_of_day(text),
            Self::Rfc2822 => rfc2822(text),
            Self::Decimal => is_decimal(text).then(|| text.to_owned()),
            Self::Uuid => is_uuid(text).then(|| text.to_owned()),
            Self::Url => is_url(text).then(|| text.to_owned()),
            Self::Base64Url => bytes(text).map(|bytes| URL_SAFE_NO_PAD.encode(bytes)),
            Self::Bool
            | Self::Int32
            | Self::Int64
            | Self::Uint64
            | Self::Float
            | Self::UnixSeconds
            | Self::UnixMillis
            | Self::LabelFilter => None,
        }
    }
}

/// Date-time of RFC 3339, from the year 1 to the year 9999. It is written in UTC.
fn date_time(text: &str) -> Option<String> {
    let time = DateTime::parse_from_rfc3339(text).ok()?.to_utc();
    in_range(time).map(|time| write_time(&time))
}

/// Date-time of RFC 2822, in the same years. It is written in UTC, without a fraction.
fn rfc2822(text: &str) -> Option<String> {
    let time = DateTime::parse_from_rfc2822(text).ok()?.to_utc();
    let time = in_range(time)?;
    let month = MONTHS.get(usize::try_from(time.month0()).ok()?)?;
    Some(format!(
        "{}, {} {month} {:04} {:02}:{:02}:{:02} +0000",
        time.weekday(),
        time.day(),
        time.year(),
        time.hour(),
        time.minute(),
        time.second()
    ))
}

/// Year, month and day with all their digits, from the year 1 to the year 9999.
fn date(text: &str) -> Option<String> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    let written = format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day());
    ((1..=9999).contains(&date.year()) && written == text).then_some(written)
}

/// Hour, minute and perhaps second with two digits each, and up to nine decimals.
fn time_of_day(text: &str) -> Option<String> {
    let mut parts = text.splitn(3, ':');
    let (hour, minute) = (parts.next()?, parts.next()?);
    let (second, fraction) = match parts.next() {
        Some(second) => second.split_once('.').unwrap_or((second, "0")),
        None => ("00", "0"),
    };
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let fits = |text: &str, limit: u8| {
        let number = text.parse::<u8>();
        text.len() == 2 && are_digits(text) && number.is_ok_and(|number| number < limit)
    };
    if !fits(hour, 24) || !fits(minute, 60) || !fits(second, 60) {
        return None;
    }
    if !are_digits(fraction) || fraction.len() > 9 {
        return None;
    }
    let nanos = format!("{fraction:0<9}").parse().ok()?;
    Some(format!("{hour}:{minute}:{second}{}", decimals(nanos)))
}

/// Returns a time without a leap second, if it is from the year 1 to the year 9999.
fn in_range(time: DateTime<Utc>) -> Option<DateTime<Utc>> {
    // `chrono` parses a leap second as second 59 with more than a billion nanoseconds. It becomes the next second.
    let time = if time.nanosecond() < NANOS_PER_SECOND {
        time
    } else {
        let nanos = time.nanosecond() - NANOS_PER_SECOND;
        time.trunc_subsecs(0) + Duration::seconds(1) + Duration::nanoseconds(nanos.into())
    };
    (1..=9999).contains(&time.year()).then_some(time)
}

const NANOS_PER_SECOND: u32 = 1_000_000_000;
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

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
