//! Decoding of JSON: paths into documents, reports of unknown fields, and failures without the data.

pub mod decode;
pub mod failure;
pub mod observe;
pub mod path;
pub mod unknown;
