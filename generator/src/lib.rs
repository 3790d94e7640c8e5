//! Generator of a client crate from the description of an API: **YAML text → located syntax → resolved model → tokens →
//! formatted files**.
//!
//! 1. [`source`] reads the files.
//! 2. [`syntax`] parses each file into types that mirror the YAML; every value has its span.
//! 3. [`resolve`] checks the description and turns it into the [`model`], with all [`names`] and [`scalars`]. After it,
//!    emission cannot fail. It reports all problems in one run, as [`diagnostic`]s.
//! 4. [`rust`] turns the model into tokens, one module per construct; [`package`] writes the files that are not Rust.
//! 5. [`print`](mod@print) turns tokens into text.
//! 6. [`output`] writes the files that differ. A second run writes nothing.
//!
//! Other tasks have modules of their own: [`compare`] judges the changes between two versions of a description,
//! [`import`](mod@import) makes a description from an `OpenAPI` document and [`export`] the reverse, [`scaffold`] starts a
//! description, [`release`] changes the files of a release, and [`reference`](mod@reference) makes the reference documents.
//!
//! To add a construct: declare it in `syntax`, check it in `resolve`, add it to `model`, emit it from a file of its own in
//! `rust/`, and add a golden to `tests/golden`. `CONTRIBUTING.md` has an example.

pub mod characters;
pub mod compare;
pub mod diagnostic;
pub mod export;
pub mod import;
pub mod markdown;
pub mod model;
pub mod names;
mod openapi;
pub mod output;
pub mod package;
mod pipeline;
pub mod print;
pub mod reference;
pub mod release;
pub mod resolve;
pub mod rust;
pub mod scaffold;
pub mod scalars;
pub mod source;
pub mod syntax;
mod urls;
mod yaml;

pub use diagnostic::{Code, Findings, Format, Severity};
pub use pipeline::{
    Generated, Summary, Timings, UpdateError, Updated, Warnings, check, check_files, compile,
    document, generate, update, version,
};
