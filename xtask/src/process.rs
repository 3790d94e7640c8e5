//! Runs of other programs. No other module starts one.

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Variable with the folder to which Cargo builds.
const TARGET: &str = "CARGO_TARGET_DIR";

/// Runs `git` in the current folder and returns its standard output.
///
/// # Errors
/// If it cannot be run or fails: its message.
pub fn git(arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output = output(Command::new("git").args(arguments))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let message = String::from_utf8_lossy(&output.stderr);
    let message = message.trim();
    Err(message
        .strip_prefix("fatal: ")
        .unwrap_or(message)
        .to_owned())
}

/// Runs Cargo in a folder. Its output is that of this program. What it builds goes to `target` in the current folder, unless
/// the environment names another folder, so that nothing is added to a crate outside of a workspace.
///
/// # Errors
/// If it cannot be run or fails.
pub fn cargo(folder: &Path, arguments: &[&str]) -> Result<(), String> {
    // Cargo names itself to the programs that it runs.
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    if std::env::var_os(TARGET).is_none() {
        let here =
            std::env::current_dir().map_err(|error| format!("no current folder: {error}"))?;
        command.env(TARGET, here.join("target"));
    }
    let status = command.current_dir(folder).args(arguments).status();
    let status =
        status.map_err(|error| format!("cannot run Cargo: {error}\nhelp: install Rust"))?;
    if status.success() {
        return Ok(());
    }
    Err(format!("`cargo {}` failed", arguments.join(" ")))
}

fn output(command: &mut Command) -> Result<Output, String> {
    let output = command.stdin(Stdio::null()).output();
    output.map_err(|error| {
        let program = command.get_program().display();
        format!("cannot run `{program}`: {error}\nhelp: install it, or pass folders instead of revisions")
    })
}
