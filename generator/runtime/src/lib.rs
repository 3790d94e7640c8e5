//! The HTTP runtime that every emitted SDK carries as its private module `runtime`.
//!
//! Everything below `src/runtime/` is copied into the emitted crate, where it has the same paths.

pub mod runtime;

#[cfg(test)]
mod builders;
