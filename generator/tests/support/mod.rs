//! Helpers of both test programs.

pub mod excerpts;
pub mod folder;
pub mod project;
pub mod random;
pub mod resolved;
pub mod zoo;
