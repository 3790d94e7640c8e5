//! HTTP runtime of the emitted SDKs.
//!
//! The files in `src/runtime/` are copied into every emitted crate, where they have the same paths.

// With a field of each kind.
#[cfg(all(feature = "__base64", feature = "__int64", feature = "__union"))]
pub mod models;
#[cfg(all(feature = "__base64", feature = "__int64", feature = "__union"))]
pub mod parcels;
#[cfg_attr(
    not(all(
        feature = "__steps",
        feature = "__union",
        feature = "__upload",
        feature = "__wait"
    )),
    allow(dead_code, reason = "some of it is used only with these features")
)]
pub mod runtime;

// For the tests in `tests/`.
#[cfg(feature = "__events")]
mod calls;

#[cfg(test)]
mod builders;
#[cfg(test)]
mod setters;
