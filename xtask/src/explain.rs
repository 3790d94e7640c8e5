//! `cargo xtask explain E012`: the page of a diagnostic.

use std::process::ExitCode;

use generator::Code;

use crate::tell::{WRONG, error, tell};

/// Explain a diagnostic, with a wrong and a right example
#[derive(clap::Args)]
pub struct Options {
    /// Its code, such as E012; without one, all codes are listed
    code: Option<String>,
}

/// Runs the command.
pub fn run(options: &Options) -> ExitCode {
    let Some(word) = &options.code else {
        let list = Code::ALL
            .iter()
            .map(|code| format!("{}  {}\n", code.id(), code.title()));
        tell(&list.collect::<String>());
        return ExitCode::SUCCESS;
    };
    match Code::find(word) {
        Some(code) => {
            tell(code.page());
            ExitCode::SUCCESS
        }
        None => {
            error(&format!(
                "there is no diagnostic `{word}`\nhelp: `cargo xtask explain` lists all"
            ));
            ExitCode::from(WRONG)
        }
    }
}
