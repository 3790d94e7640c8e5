//! The command line of the project.
//!
//! | module | what it holds |
//! |---|---|
//! | `check` | `cargo xtask check`: whether the description is right |
//! | `explain` | `cargo xtask explain`: the page of a diagnostic |
//! | `generate` | `cargo xtask generate`: the client crate from its description |
//! | `kept` | what `generate` keeps up to date beside the crate |
//! | `project` | where the folders of the project are |
//! | `tell` | how the commands speak to the terminal |

mod check;
mod explain;
mod generate;
mod kept;
mod project;
mod tell;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The tasks of this project
#[derive(Parser)]
#[command(bin_name = "cargo xtask", after_help = tell::EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    Generate(generate::Options),
    Check(check::Options),
    Explain(explain::Options),
}

fn main() -> ExitCode {
    // A command line that is wrong ends here, with the code that `tell::WRONG` names.
    let Cli { task } = Cli::parse();
    match task {
        Task::Generate(options) => generate::run(&options),
        Task::Check(options) => check::run(&options),
        Task::Explain(options) => explain::run(&options),
    }
}
