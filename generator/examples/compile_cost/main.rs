//! Compares the time to compile the emitted crate at a git revision with that in the working tree.
//!
//! ```text
//! cargo run --release -p generator --example compile_cost -- REVISION
//! cargo run --release -p generator --example compile_cost -- REVISION --rounds 1 --only check,build
//! ```
//!
//! Without a revision, it is `HEAD~`. Each figure is the lowest of all rounds, because other load on the machine only adds
//! time. In each round, both versions are built one after the other, and the first one is the second one of the next round.
//! Dependencies are built before, with an empty crate, and kept in `target/compile-cost` for the next run.
//!
//! | module | contents |
//! |---|---|
//! | `version` | a version of the emitted crate, with a consumer, in a workspace of its own |
//! | `builds` | the builds that are measured |
//! | `table` | the table |

mod builds;
#[path = "../shared/mod.rs"]
mod shared;
mod table;
mod version;

use std::env;
use std::fs;
use std::process::ExitCode;

use builds::{Build, Command};
use shared::{Result, project};
use version::{Source, Version};

const USAGE: &str = "usage: compile_cost [REVISION] [--rounds N] [--only check,build,release]";

struct Options {
    revision: String,
    rounds: usize,
    commands: Vec<Command>,
}

/// Figures of one version, in the order of the builds.
struct Figures {
    /// CPU seconds.
    seconds: Vec<f64>,
    /// Size of the consumer's binary in KB, if it was built in release mode.
    binary: Option<f64>,
}

fn main() -> ExitCode {
    match options().and_then(|options| compare(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn options() -> Result<Options> {
    let mut options = Options {
        revision: "HEAD~".to_owned(),
        rounds: 3,
        commands: Command::ALL.to_vec(),
    };
    let mut words = env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--rounds" => options.rounds = words.next().ok_or(USAGE)?.parse().map_err(|_| USAGE)?,
            "--only" => {
                let names = words.next().ok_or(USAGE)?;
                let commands = names.split(',').map(Command::named);
                options.commands = commands.collect::<Option<_>>().ok_or(USAGE)?;
            }
            option if option.starts_with('-') => return Err(USAGE.into()),
            _ => options.revision = word,
        }
    }
    if options.rounds == 0 {
        return Err(USAGE.into());
    }
    Ok(options)
}

fn compare(options: &Options) -> Result<()> {
    let folder = project("target/compile-cost");
    fs::create_dir_all(&folder)?;
    let folder = folder.canonicalize()?;
    let builds = builds::all(&options.commands);
    let sources = [
        Source::Revision(options.revision.clone()),
        Source::WorkingTree,
    ];
    let mut versions = Vec::new();
    for source in sources {
        let version = Version::create(&folder, &source)?;
        eprintln!("building the dependencies of {} …", version.name());
        version.build_dependencies(&builds)?;
        versions.push(version);
    }
    let mut seconds = vec![vec![f64::INFINITY; builds.len()]; versions.len()];
    for round in 0..options.rounds {
        for (index, build) in builds.iter().enumerate() {
            for turn in 0..versions.len() {
                let version = (turn + round) % versions.len();
                let measured = versions[version].measure(build)?;
                eprintln!("{build}, {}: {measured:.1} s", versions[version].name());
                let least = &mut seconds[version][index];
                *least = least.min(measured);
            }
        }
    }
    let figures = versions.iter().zip(seconds).map(|(version, seconds)| {
        Ok(Figures {
            seconds,
            binary: binary(version, &builds)?,
        })
    });
    let figures = figures.collect::<Result<Vec<_>>>()?;
    print!("{}", table::table(&versions, &builds, &figures));
    Ok(())
}

/// Returns the size of the consumer's binary in KB, if `builds` make it.
fn binary(version: &Version, builds: &[Build]) -> Result<Option<f64>> {
    let is_built = builds.iter().any(Build::makes_release_binary);
    is_built.then(|| version.binary_kb()).transpose()
}
