//! What both test programs share.

pub mod folder;
pub mod project;
pub mod resolved;
pub mod zoo;
