//! HTTP runtime of the emitted SDKs.
//!
//! The files in `src/runtime/` are copied into every emitted crate, where they have the same paths.

// With a field of each kind.
#[cfg(all(feature = "__base64", feature = "__int64", feature = "__union"))]
pub mod models;
pub mod runtime;

#[cfg(test)]
mod builders;
#[cfg(test)]
mod setters;
