//! Emitted crates compile without warnings and pass their tests: every golden, APIs that use only a part of the runtime, a
//! new resource, and consumers outside of the project.
//!
//! All crates are members of one scratch workspace, so that one build serves all tests.
//!
//! | module | content |
//! |---|---|
//! | `cargo` | running Cargo |
//! | `workspace` | the scratch workspace and its members |
//! | `emitted` | tests of the emitted crates: they pass their own tests, without warnings |
//! | `consumers` | tests of crates that use the real SDK |
//! | `dependencies`, `features` | tests of the emitted manifest |
//! | `evolution` | tests of consumers with a larger description, and of wrong uses |
//! | `excerpts` | the excerpts of public APIs, and programs that use them |
//! | `fixtures` | the test of the fixtures of each emitted crate |
//! | `package` | the files of the package of the real SDK |
//! | `new_resource` | tests of the real SDK with two more resources |
//! | `readme` | the snippets of the README as a crate |
//! | `round_trips` | a crate that decodes and encodes random values of every model |
//! | `random_json`, `random_values` | the random values |

mod cargo;
mod consumers;
mod dependencies;
mod emitted;
mod evolution;
mod excerpts;
mod features;
mod new_resource;
mod package;
mod random_json;
mod random_values;
mod readme;
mod round_trips;
mod workspace;

#[path = "../support/fixtures.rs"]
mod fixtures;
#[path = "../support/mod.rs"]
mod support;
