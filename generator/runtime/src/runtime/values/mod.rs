//! Types of the fields of models.

pub mod base64;
pub mod base64url;
pub mod checked_text;
pub mod date;
pub mod decimal;
pub mod duration;
pub mod enums;
pub mod int64;
pub mod invalid_value;
pub mod rfc2822;
pub mod time_of_day;
pub mod timestamp;
pub mod uint64;
pub mod union;
pub mod union_writer;
pub mod unix_time;
pub mod unknown_variant;
pub mod url;
pub mod uuid;
