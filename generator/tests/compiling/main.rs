//! What is emitted compiles, runs and is clean: every golden, APIs that use only a part of the runtime, a resource
//! that was just added, and consumers that stand outside of the project.

mod cargo;
mod consumer;
mod crates;
mod dependencies;
mod features;
mod new_resource;
mod random_json;
mod random_values;
mod readme;
mod round_trips;
mod testing_consumer;

#[path = "../support/mod.rs"]
mod support;
