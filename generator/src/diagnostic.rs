//! Diagnostics: the problems of a description, their places and their remedies.
//!
//! [`Code`] has one row for each kind of problem, and a page that explains it. [`Findings`] are all diagnostics of one
//! description with its source files; `human` and `lines` format them as text.

mod code;
mod findings;
mod human;
mod lines;
mod position;
mod problem;

pub use code::{Code, Severity};
pub use findings::{Findings, Format};
pub use problem::{Diagnostic, Place};
