//! Texts of signatures, keys and timestamps.

use std::fmt::Write;
use std::time::Duration;

use base64::Engine;
use chrono::DateTime;

use crate::runtime::webhooks::checks::{BASE64, digits};
use crate::runtime::webhooks::signature::shape::{Encoding, TimeFormat};

impl Encoding {
    /// Decodes a text; `None` if it is not in this encoding.
    #[must_use]
    pub fn decode(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Hex => hex(text),
            Self::Base64 => BASE64.decode(text).ok(),
        }
    }

    /// Encodes bytes.
    #[must_use]
    pub fn encode(self, bytes: &[u8]) -> String {
        match self {
            Self::Hex => bytes.iter().fold(String::new(), |mut text, byte| {
                // Writing into a string cannot fail.
                let _ = write!(text, "{byte:02x}");
                text
            }),
            Self::Base64 => BASE64.encode(bytes),
        }
    }

    /// Returns the words for it in messages.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Hex => "hexadecimal",
            Self::Base64 => "base64",
        }
    }
}

/// Decodes hexadecimal digits.
fn hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let digits: Option<Vec<u32>> = text.as_bytes().iter().map(digit).collect();
    let pairs = digits?;
    let pairs = pairs.chunks(2);
    pairs
        .map(|pair| match pair {
            [high, low] => u8::try_from(high * 16 + low).ok(),
            _ => None,
        })
        .collect()
}

impl TimeFormat {
    /// Returns the time since 1970; `None` if the text is not in this format, or before 1970.
    #[must_use]
    pub fn parse(self, text: &str) -> Option<Duration> {
        match self {
            Self::UnixSeconds => digits(text).map(Duration::from_secs),
            Self::UnixMillis => digits(text).map(Duration::from_millis),
            Self::DateTime => {
                let time = DateTime::parse_from_rfc3339(text).ok()?;
                u64::try_from(time.timestamp_millis())
                    .ok()
                    .map(Duration::from_millis)
            }
        }
    }

    /// Returns the words for it in messages.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::UnixSeconds => "a number of seconds",
            Self::UnixMillis => "a number of milliseconds",
            Self::DateTime => "a date-time",
        }
    }
}
