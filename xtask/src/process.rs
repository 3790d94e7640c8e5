//! Runs of other programs. No other module starts one.

use std::process::{Command, Output, Stdio};

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

fn output(command: &mut Command) -> Result<Output, String> {
    let output = command.stdin(Stdio::null()).output();
    output.map_err(|error| {
        let program = command.get_program().display();
        format!("cannot run `{program}`: {error}\nhelp: install it, or pass folders instead of revisions")
    })
}
