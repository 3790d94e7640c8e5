//! Decoding of JSON by tables of fields: paths into documents, reports of unknown fields, and failures without the data.

pub mod bridge;
pub mod decode;
pub mod document;
pub mod error_body;
pub mod escapes;
pub mod failure;
pub mod field;
pub mod finite;
pub mod flaw;
pub mod foreign;
pub mod keys;
pub mod object;
pub mod path;
pub mod position;
pub mod reader;
pub mod scalar;
pub mod scanner;
pub mod setters;
pub mod skip;
pub mod slots;
pub mod to_json;
pub mod types;
pub mod unknown;
pub mod value;
pub mod value_at;
pub mod writer;
