//! Functions that several examples need: files of the project, and CPU time of Cargo.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Ticks per second of the process times in `/proc`. Linux always reports them in this unit.
const TICKS_PER_SECOND: f64 = 100.0;

/// Returns the path of a file or folder of the project.
pub fn project(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name)
}

/// Reads a file of the project.
pub fn read(path: &str) -> Result<String> {
    let path = project(path);
    fs::read_to_string(&path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()).into())
}

/// Returns the name of one resource: the one in the manifest of the workspace, or else the first one in `spec/`.
pub fn resource() -> Result<String> {
    let manifest = read("Cargo.toml")?;
    if let Some(name) = value(&manifest, "scale-resource = ") {
        return Ok(name.trim_matches('"').to_owned());
    }
    let entries = fs::read_dir(project("spec/resources"))?;
    let paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    let names = paths.iter().filter_map(|path| path.file_stem()?.to_str());
    Ok(names.min().ok_or("there is no resource")?.to_owned())
}

/// Returns the name of the package in `folder`.
pub fn package_name(folder: &Path) -> Result<String> {
    let manifest = fs::read_to_string(folder.join("Cargo.toml"))?;
    let name = value(&manifest, "name = ").ok_or("the emitted crate has no name")?;
    Ok(name.trim_matches('"').to_owned())
}

/// Returns the rest of the first line that starts with `key`.
fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.lines().find_map(|line| line.strip_prefix(key))
}

/// Runs Cargo in `folder` with `target` as the folder for build output, and returns its standard output.
pub fn cargo(folder: &Path, target: &Path, arguments: &str) -> Result<String> {
    let mut command = Command::new("cargo");
    command
        .args(arguments.split(' '))
        .current_dir(folder)
        .env_remove("CARGO_INCREMENTAL")
        .env("CARGO_TARGET_DIR", target);
    let output = command.stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("cargo {arguments} failed").into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Returns the CPU seconds of a run of Cargo, with all processes that it starts.
pub fn cargo_seconds(folder: &Path, target: &Path, arguments: &str) -> Result<f64> {
    let before = cpu_of_children()?;
    cargo(folder, target, arguments)?;
    Ok(cpu_of_children()? - before)
}

/// Returns the CPU seconds of all processes that this one has waited for, and of theirs.
fn cpu_of_children() -> Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat").map_err(|_| "/proc is needed to measure")?;
    // The second field is the program's name in brackets, which may hold anything.
    let (_, fields) = stat
        .rsplit_once(')')
        .ok_or("/proc/self/stat cannot be read")?;
    let times = fields
        .split_whitespace()
        .skip(13)
        .take(2)
        .map(str::parse::<f64>);
    Ok(times.sum::<std::result::Result<f64, _>>()? / TICKS_PER_SECOND)
}
