//! Paths of the project's folders.

use std::env;
use std::path::{Component, Path, PathBuf};

use clap::{Arg, ArgMatches, value_parser};

/// Folder of the description, in the current folder.
const SPEC: &str = "spec";
/// Folder of the generated crate, in the current folder.
const OUT: &str = "generated-sdk";

/// Returns the option `--spec`.
pub fn spec_option() -> Arg {
    path_option("spec")
        .help("The folder of the description, which contains `api.yaml` [default: `spec` in the current folder]")
}

/// Returns the option `--out`.
pub fn out_option() -> Arg {
    path_option("out")
        .help("The folder of the generated crate [default: `generated-sdk` in the current folder]")
}

fn path_option(name: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name("DIR")
        .value_parser(value_parser!(PathBuf))
}

/// Returns the folder of the description: the one of `--spec`, or `spec` in the current folder.
///
/// # Errors
/// If `--spec` is missing, and the current folder has no `spec`: the message for the user.
pub fn spec(options: &ArgMatches) -> Result<PathBuf, String> {
    if let Some(named) = options.get_one::<PathBuf>("spec") {
        return Ok(seen_from_here(named));
    }
    let folder = PathBuf::from(SPEC);
    if folder.exists() {
        return Ok(folder);
    }
    let here = env::current_dir().unwrap_or_default();
    Err(format!(
        "there is no folder {}\nhelp: run the command in the folder that contains `{SPEC}`, or pass the folder of the description with `--spec DIR`",
        here.join(folder).display()
    ))
}

/// Returns the folder of the generated crate: the one of `--out`, or `generated-sdk` in the current folder.
pub fn out(options: &ArgMatches) -> PathBuf {
    let named = options.get_one::<PathBuf>("out");
    named.cloned().unwrap_or_else(|| PathBuf::from(OUT))
}

/// Makes an absolute path relative to the current folder.
fn seen_from_here(path: &Path) -> PathBuf {
    match env::current_dir() {
        Ok(here) if path.is_absolute() => relative(path, &here),
        Ok(_) | Err(_) => path.to_owned(),
    }
}

/// Returns `path` relative to the folder `here`, both absolute; unchanged if they have no folder in common.
fn relative(path: &Path, here: &Path) -> PathBuf {
    let is_shared = |(a, b): &(Component, Component)| a == b;
    let shared = path
        .components()
        .zip(here.components())
        .take_while(is_shared)
        .count();
    if !path
        .components()
        .take(shared)
        .any(|part| matches!(part, Component::Normal(_)))
    {
        return path.to_owned();
    }
    let up = here.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(path.components().skip(shared)).collect()
}
