//! Examples: sample values, calls with them, and documented JSON.

pub(super) mod call;
pub(super) mod canonical;
pub(super) mod complete;
pub(super) mod docs;
pub(super) mod expression;
pub(super) mod json;
pub(super) mod sample;
