//! Types of the fields of models.

#[cfg(feature = "__base64")]
pub mod base64;
#[cfg(feature = "__duration")]
pub mod duration;
pub mod enums;
#[cfg(feature = "__int64")]
pub mod int64;
#[cfg(feature = "__union")]
pub mod tag_key;
pub mod timestamp;
#[cfg(feature = "__union")]
pub mod union;
#[cfg(feature = "__union")]
pub mod union_writer;
#[cfg(feature = "__union")]
pub mod unknown_variant;
