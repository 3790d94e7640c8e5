//! The command line of the project.
//!
//! | module | content |
//! |---|---|
//! | `generate` | `cargo xtask generate`: the client crate from its description |
//! | `check` | `cargo xtask check`: the checks of the description alone |
//! | `import` | `cargo xtask import`: a description from a document of OpenAPI or Swagger |
//! | `diff` | `cargo xtask diff`: changes between two versions of the description |
//! | `versions` | versions of the description: folders, and revisions of git |
//! | `export` | `cargo xtask export`: a document of `OpenAPI` from the description |
//! | `release` | `cargo xtask release`: the next version of the crate |
//! | `explain` | `cargo xtask explain`: the page of a diagnostic |
//! | `report` | summary of a run of `generate` |
//! | `schemas` | schemas of a description for editors |
//! | `new` | `cargo xtask init` and `cargo xtask new`: new descriptions and resources |
//! | `project` | paths of the project's folders |
//! | `process` | runs of other programs |
//! | `terminal` | output, colors and exit codes |

mod check;
mod diff;
mod explain;
mod export;
mod generate;
mod import;
mod new;
mod process;
mod project;
mod release;
mod report;
mod schemas;
mod terminal;
mod versions;

use std::process::ExitCode;

use clap::{ArgMatches, Command};

/// The subcommands: the command line of each, and the function that runs it.
type Task = (fn() -> Command, fn(&ArgMatches) -> ExitCode);
const TASKS: [Task; 9] = [
    (generate::command, generate::run),
    (check::command, check::run),
    (diff::command, diff::run),
    (release::command, release::run),
    (explain::command, explain::run),
    (import::command, import::run),
    (export::command, export::run),
    (new::init_command, new::run_init),
    (new::new_command, new::run_new),
];

fn main() -> ExitCode {
    let commands = TASKS.map(|(command, _)| command());
    // A wrong command line ends here, with the exit code `terminal::FAILED`.
    let matches = Command::new("xtask")
        .bin_name("cargo xtask")
        .about("Tasks of this project")
        .after_help(terminal::EXIT_CODES)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(&commands)
        .get_matches();
    let called = matches.subcommand();
    let runs = TASKS.iter().zip(&commands).find_map(|((_, run), command)| {
        let (_, options) = called.filter(|(name, _)| *name == command.get_name())?;
        Some(run(options))
    });
    runs.unwrap_or(ExitCode::from(terminal::FAILED))
}
