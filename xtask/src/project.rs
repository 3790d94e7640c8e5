//! Paths of the project's folders.

use std::env;
use std::path::{Component, Path, PathBuf};

use clap::{Arg, ArgMatches, value_parser};

/// Returns the option `--spec`.
pub fn spec_option() -> Arg {
    path_option("spec").help(
        "The folder of the description, which contains `api.yaml` [default: `spec` of this project]",
    )
}

/// Returns the option `--out`.
pub fn out_option() -> Arg {
    path_option("out")
        .help("The folder of the generated crate [default: `generated-sdk` of this project]")
}

fn path_option(name: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name("DIR")
        .value_parser(value_parser!(PathBuf))
}

/// Returns the folder of the description: the one of `--spec`, or the project's own.
pub fn spec(options: &ArgMatches) -> PathBuf {
    let named = options.get_one::<PathBuf>("spec");
    named.map_or_else(|| folder("spec"), |path| seen_from_here(path))
}

/// Returns the folder of the generated crate: the one of `--out`, or the project's own.
pub fn out(options: &ArgMatches) -> PathBuf {
    let named = options.get_one::<PathBuf>("out");
    named.cloned().unwrap_or_else(|| folder("generated-sdk"))
}

/// Returns a folder of the project, relative to the current folder: messages name it like this.
fn folder(name: &str) -> PathBuf {
    // Cargo sets the variable when it runs the command. The project may have been moved since it was compiled.
    let own =
        env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let own = PathBuf::from(own);
    let folder = own.parent().unwrap_or(&own).join(name);
    match env::current_dir() {
        Ok(here) => relative(&folder, &here),
        Err(_) => folder,
    }
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
