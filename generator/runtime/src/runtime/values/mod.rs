//! Types of the fields of models.

#[cfg(feature = "__base64")]
pub mod base64;
#[cfg(feature = "__base64")]
pub mod base64url;
pub mod checked_text;
pub mod date;
pub mod decimal;
#[cfg(feature = "__duration")]
pub mod duration;
pub mod enums;
#[cfg(feature = "__int64")]
pub mod int64;
pub mod invalid_value;
pub mod rfc2822;
pub mod time_of_day;
pub mod timestamp;
pub mod uint64;
#[cfg(feature = "__union")]
pub mod union;
#[cfg(feature = "__union")]
pub mod union_writer;
pub mod unix_time;
#[cfg(feature = "__union")]
pub mod unknown_variant;
pub mod url;
pub mod uuid;
