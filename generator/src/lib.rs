//! From a description of an API to a client crate: **YAML text → located syntax → resolved model → tokens →
//! formatted files**.
//!
//! 1. [`source`] reads the files.
//! 2. [`syntax`] parses each into types that mirror the YAML; every value knows its place.
//! 3. [`resolve`] checks all of it, and makes the [`model`] of it: [`names`] and [`scalars`] are known, and
//!    nothing can go wrong any more. What is wrong becomes [`diagnostic`]s, all of them in one run.
//! 4. [`rust`] turns the model into tokens, one module per construct; [`package`] writes what is not Rust.
//! 5. [`print`](mod@print) turns tokens into text.
//! 6. [`output`] writes the files that differ. A second run writes nothing.
//!
//! To add a construct: say it in `syntax`, check it in `resolve`, hold it in `model`, emit it from a file of its
//! own in `rust/`, and put a golden into `tests/golden`. `CONTRIBUTING.md` walks through one.

pub mod diagnostic;
pub mod markdown;
pub mod model;
pub mod names;
pub mod output;
pub mod package;
mod pipeline;
pub mod print;
pub mod reference;
pub mod resolve;
pub mod rust;
pub mod scalars;
pub mod source;
pub mod syntax;

pub use diagnostic::{Code, Findings, Format, Severity};
pub use pipeline::{
    Generated, Summary, Timings, UpdateError, Updated, Warnings, check, compile, generate, update,
};
