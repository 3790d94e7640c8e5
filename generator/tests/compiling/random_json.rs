//! Random JSON, which is the same in every run.

pub use crate::support::random::Random;
use generator::scalars::Scalar;
use serde_json::{Map, Number, Value as Json, json};

/// Texts that need escapes, or that look like other values.
const TEXTS: &[&str] = &[
    "",
    " ",
    "plain",
    "\"quoted\" and \\slashed\\",
    "line\nbreak\ttab\r\0\u{1f}",
    "Grüße, 世界 🦀",
    "\u{2028}\u{feff}\u{10ffff}",
    "null",
    "1.5s",
    "{\"type\":\"text\"}",
];

/// Unknown values of enums and tags.
pub const UNKNOWN: &[&str] = &["from the \"future\"", "NEWER_THAN_THIS", "é", "unknown"];

impl Random {
    /// Shuffles the entries of an object.
    pub fn shuffled(&mut self, object: Map<String, Json>) -> Map<String, Json> {
        let mut entries: Vec<_> = object.into_iter().collect();
        for at in (1..entries.len()).rev() {
            entries.swap(at, self.below(at + 1));
        }
        entries.into_iter().collect()
    }

    /// Returns a text.
    pub fn text(&mut self) -> String {
        let number = self.below(1000);
        match self.below(3) {
            0 => format!("text {number}"),
            _ => self.pick(TEXTS).to_owned(),
        }
    }

    /// Returns any JSON value.
    pub fn json(&mut self, depth: usize) -> Json {
        match self.below(if depth == 0 { 5 } else { 7 }) {
            0 => Json::Null,
            1 => Json::Bool(self.once_in(2)),
            2 => self.int64(),
            3 => json!(self.pick(&[&0.25, &-1e-7, &6.5e20])),
            4 => self.text().into(),
            5 => (0..self.below(4)).map(|_| self.json(depth - 1)).collect(),
            _ => self.object(depth - 1).into(),
        }
    }

    /// Returns any JSON object.
    pub fn object(&mut self, depth: usize) -> Map<String, Json> {
        (0..self.below(4))
            .map(|number| (format!("{number} {}", self.text()), self.json(depth)))
            .collect()
    }

    /// Returns a value of a scalar in its wire form.
    pub fn scalar(&mut self, scalar: Scalar) -> Json {
        match scalar {
            Scalar::String | Scalar::Secret => self.text().into(),
            Scalar::Bool => self.once_in(2).into(),
            Scalar::Int32 => (*self.pick(&[&0, &-1, &i32::MIN, &i32::MAX])).into(),
            Scalar::Int64 => self.int64(),
            Scalar::Int64Text => self.int64().to_string().into(),
            Scalar::Float => json!(self.pick(&[&0.0, &-0.25, &1.5, &6.5e20, &-1e-7])),
            Scalar::DateTime => self.moment().into(),
            Scalar::Duration => self.pick(DURATIONS).into(),
            Scalar::Bytes => self.pick(BYTES).into(),
            Scalar::Base64Url => self.pick(&["", "AA", "-_-_", "c2FtcGxl"]).into(),
            Scalar::Date => self
                .pick(&["0001-01-01", "2024-02-29", "9999-12-31"])
                .into(),
            Scalar::TimeOfDay => self
                .pick(&["00:00:00", "23:59:59.999999999", "09:30:00.250"])
                .into(),
            Scalar::UnixSeconds => json!(self.pick(&[&0.5, &-0.25, &1_767_225_600.125])),
            Scalar::UnixMillis => (*self.pick(&[&0, &-1, &1_767_225_600_001_i64])).into(),
            Scalar::Rfc2822 => self
                .pick(&[
                    "Tue, 1 Jul 2003 10:52:37 +0000",
                    "Mon, 1 Jan 0001 00:00:00 +0000",
                ])
                .into(),
            Scalar::Uint64 => (*self.pick(&[&0, &7, &u64::MAX])).into(),
            Scalar::Decimal => self.pick(&["0", "-12.50", "007", "1E+400"]).into(),
            Scalar::Uuid => self.pick(&["67e55044-10b1-426f-9247-BB680E5FE0C8"]).into(),
            Scalar::Url => self.pick(&["https://example.com/ü?a=b#c", "urn:a"]).into(),
            Scalar::Json => self.json(3),
            Scalar::LabelFilter | Scalar::File => {
                panic!("a model has neither label filters nor files")
            }
        }
    }

    fn int64(&mut self) -> Json {
        let numbers = [&0, &-7, &9_007_199_254_740_993, &i64::MIN, &i64::MAX];
        Number::from(*self.pick(&numbers)).into()
    }

    fn moment(&mut self) -> String {
        let day = ["0001-01-01", "1969-12-31", "2024-02-29", "9999-12-31"];
        let decimals = ["", ".250", ".000001", ".123456789", ".000000001"];
        format!(
            "{}T23:59:{:02}{}Z",
            self.pick(&day),
            self.below(60),
            self.pick(&decimals)
        )
    }
}

const DURATIONS: &[&str] = &[
    "0s",
    "1.500s",
    "-1.500s",
    "-0.000000001s",
    "9223372036854775807.999999999s",
    "-9223372036854775807s",
    "86400s",
];

const BYTES: &[&str] = &["", "AA==", "c2FtcGxl", "+/+/", "//79/Ps="];
