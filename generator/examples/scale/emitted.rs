//! Time of `cargo check` of the emitted crate, after its dependencies were built.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::shared::{Result, cargo, cargo_seconds, package_name, project};
use crate::{ROUNDS, clones, measure, table};

/// Number of resources of the checked crate, and the limits for it.
const RESOURCES: usize = 10;
const CPU_SECONDS: f64 = 3.5;
const CRATES: f64 = 60.0;

/// Emits the crate, builds its dependencies, and measures `cargo check` of the crate alone.
pub fn check() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (spec, out) = (folder.path().join("spec"), folder.path().join("crate"));
    clones::write(&spec, RESOURCES)?;
    measure::run(&spec, &out)?;
    // The versions that this project is tested with.
    fs::copy(project("Cargo.lock"), out.join("Cargo.lock"))?;
    let name = package_name(&out)?;

    eprintln!("building the dependencies …");
    cargo(&out, &target(&out), "check --quiet")?;
    let what = format!("CPU seconds of `cargo check` at {RESOURCES} resources");
    print!(
        "{}",
        table::mark(&what, check_seconds(&out, &name, true)?, CPU_SECONDS)
    );
    let what = format!("{what}, not incremental, as for a dependency");
    print!(
        "{}",
        table::mark(&what, check_seconds(&out, &name, false)?, CPU_SECONDS)
    );
    print!(
        "{}",
        table::mark("crates of the default features", crates(&out)?, CRATES)
    );
    Ok(())
}

/// Returns the CPU seconds of checking the crate alone, in the fastest of the rounds.
fn check_seconds(folder: &Path, name: &str, incremental: bool) -> Result<f64> {
    let target = target(folder);
    let mut least = f64::INFINITY;
    for _ in 0..ROUNDS {
        cargo(folder, &target, &format!("clean --quiet --package {name}"))?;
        let check = format!("check --quiet --config build.incremental={incremental}");
        least = least.min(cargo_seconds(folder, &target, &check)?);
    }
    Ok(least)
}

/// Returns the number of crates that the default features need.
fn crates(folder: &Path) -> Result<f64> {
    let tree = cargo(
        folder,
        &target(folder),
        "tree --edges normal,build --prefix none --format {p}",
    )?;
    let crates = tree
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .collect::<BTreeSet<_>>();
    // The crate itself is among them.
    Ok(table::as_number(crates.len() - 1))
}

/// Returns the folder for build output. It is the crate's own: nothing is built already, and nothing is left behind.
fn target(folder: &Path) -> PathBuf {
    folder.join("target")
}
