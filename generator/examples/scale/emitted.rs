//! How long the emitted crate takes to check, once its dependencies are built.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::clones::{self, project};
use crate::{ROUNDS, Result, measure, table};

/// The size at which the crate is checked, and the marks that it has to meet.
const RESOURCES: usize = 10;
const CPU_SECONDS: f64 = 3.5;
const CRATES: f64 = 60.0;

/// Ticks of the process times in `/proc`; Linux shows a hundred a second, whatever it counts in.
const TICKS_PER_SECOND: f64 = 100.0;

/// Emits the crate, builds its dependencies, and measures `cargo check` of the crate alone.
pub fn check() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (spec, out) = (folder.path().join("spec"), folder.path().join("crate"));
    clones::write(&spec, RESOURCES)?;
    measure::run(&spec, &out)?;
    // The versions that this project is tested with.
    fs::copy(project("Cargo.lock"), out.join("Cargo.lock"))?;
    let manifest = fs::read_to_string(out.join("Cargo.toml"))?;
    let name = manifest
        .lines()
        .find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    let name = name.ok_or("the emitted crate has no name")?;

    eprintln!("building the dependencies …");
    cargo(&out, "check --quiet")?;
    let what = format!("CPU seconds of `cargo check` at {RESOURCES} resources");
    print!(
        "{}",
        table::mark(&what, check_seconds(&out, name, true)?, CPU_SECONDS)
    );
    let what = format!("{what}, not incremental, as for a dependency");
    print!(
        "{}",
        table::mark(&what, check_seconds(&out, name, false)?, CPU_SECONDS)
    );
    print!(
        "{}",
        table::mark("crates of the default features", crates(&out)?, CRATES)
    );
    Ok(())
}

/// The CPU seconds of checking the crate alone, in the fastest of the rounds.
fn check_seconds(folder: &Path, name: &str, incremental: bool) -> Result<f64> {
    let mut least = f64::INFINITY;
    for _ in 0..ROUNDS {
        cargo(folder, &format!("clean --quiet --package {name}"))?;
        let before = cpu_of_children()?;
        cargo(
            folder,
            &format!("check --quiet --config build.incremental={incremental}"),
        )?;
        least = least.min(cpu_of_children()? - before);
    }
    Ok(least)
}

/// How many crates the default features bring.
fn crates(folder: &Path) -> Result<f64> {
    let tree = cargo(
        folder,
        "tree --edges normal,build --prefix none --format {p}",
    )?;
    let crates = tree
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .collect::<BTreeSet<_>>();
    // The crate itself is among them.
    Ok(table::as_number(crates.len() - 1))
}

/// Runs Cargo in the folder of the emitted crate; its output, if it succeeds.
fn cargo(folder: &Path, words: &str) -> Result<String> {
    let mut command = Command::new("cargo");
    command
        .args(words.split(' '))
        .current_dir(folder)
        .env_remove("CARGO_INCREMENTAL");
    // The folder for build output is the crate's own: nothing is built already, and nothing is left behind.
    command.env("CARGO_TARGET_DIR", folder.join("target"));
    let output = command.stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("cargo {words} failed").into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// The CPU seconds of all processes that this one has waited for, and of theirs.
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
