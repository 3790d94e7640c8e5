//! Types of the fields of models.

pub mod base64;
pub mod duration;
pub mod enums;
pub mod int64;
pub mod timestamp;
pub mod union;
pub mod union_writer;
pub mod unknown_variant;
