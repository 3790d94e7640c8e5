//! Types of the fields of models.

pub mod base64;
pub mod duration;
pub mod enums;
pub mod int64;
pub mod null_as_default;
pub mod read_only;
pub mod timestamp;
pub mod union;
pub mod union_field;
pub mod unknown_variant;
