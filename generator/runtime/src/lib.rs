//! HTTP runtime of the emitted SDKs.
//!
//! The files in `src/runtime/` are copied into every emitted crate, where they have the same paths.

pub mod models;
pub mod runtime;

#[cfg(test)]
mod builders;
#[cfg(test)]
mod setters;
