//! The command line, run as a user runs it.
//!
//! | module | what it holds |
//! |---|---|
//! | `generate` | `cargo xtask generate`, with and without `--check` |
//! | `diff` | `cargo xtask diff` |
//! | `export` | `cargo xtask export` |
//! | `import` | `cargo xtask import` |
//! | `release` | `cargo xtask release` |
//! | `maintaining` | the day of `docs/maintaining.md` |
//! | `new` | `cargo xtask init` and `cargo xtask new` |
//! | `folders` | the folders that the commands read and write |
//! | `descriptions` | wrong descriptions, as `generate` and `check` report them |
//! | `words` | the words of the command line: help, hints, pages of diagnostics, colors |
//! | `support` | runs of the command line |

mod descriptions;
mod diff;
mod export;
mod folders;
mod generate;
mod import;
mod maintaining;
mod new;
mod release;
mod support;
mod words;
