//! `cargo xtask explain E012`: the page of a diagnostic.

use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command};
use generator::Code;

use crate::terminal::{FAILED, error, print};

/// Returns the command line of `explain`.
pub fn command() -> Command {
    Command::new("explain")
        .about("Explain a diagnostic, with a wrong and a right example")
        .arg(
            Arg::new("code")
                .value_name("CODE")
                .help("Its code, such as E012; without one, all codes are listed"),
        )
}

/// Runs the command.
pub fn run(options: &ArgMatches) -> ExitCode {
    let Some(word) = options.get_one::<String>("code") else {
        let list = Code::ALL
            .iter()
            .map(|code| format!("{}  {}\n", code.id(), code.title()));
        print(&list.collect::<String>());
        return ExitCode::SUCCESS;
    };
    match Code::find(word) {
        Some(code) => {
            print(code.page());
            ExitCode::SUCCESS
        }
        None => {
            error(&format!(
                "there is no diagnostic `{word}`\nhelp: `cargo xtask explain` lists all codes"
            ));
            ExitCode::from(FAILED)
        }
    }
}
