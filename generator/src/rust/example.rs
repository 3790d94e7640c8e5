//! Examples: sample values, calls with them, and documented JSON.

mod by_status;
pub(super) mod call;
pub(super) mod canonical;
mod compact;
pub(super) mod complete;
pub(super) mod docs;
mod documented_value;
pub(super) mod expression;
pub(super) mod inputs;
pub(super) mod json;
pub(super) mod result;
pub(super) mod sample;
pub(super) mod scalar;
