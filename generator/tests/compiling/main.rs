//! What is emitted compiles, runs and is clean: every golden, APIs that use only a part of the runtime, a resource
//! that was just added, and a consumer that stands outside of the project.

mod cargo;
mod consumer;
mod crates;
mod new_resource;

#[path = "../support/mod.rs"]
mod support;
