//! Measures the generator on descriptions of growing size, and compares the results with limits.
//!
//! ```text
//! cargo run --release -p generator --example scale -- 1 10 100 1000
//! cargo run --release -p generator --example scale -- --plot scale.svg 1 10 100 1000
//! cargo run --release -p generator --example scale -- --check-emitted
//! ```
//!
//! | module | content |
//! |---|---|
//! | `clones` | descriptions of N resources, cloned from the one in `spec/` |
//! | `measure` | a run of the generator in a separate process, and its measurements |
//! | `table` | the table and the limits |
//! | `emitted` | time of `cargo check` of the emitted crate |
//! | `plot` | chart of the CPU seconds |

mod clones;
mod emitted;
mod measure;
mod plot;
#[path = "../shared/mod.rs"]
mod shared;
mod table;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use measure::Measured;
use shared::Result;

const USAGE: &str = "usage: scale [--plot FILE.svg] N... | --check-emitted";

/// Number of measurements of each size. The one with the least CPU time counts, because other load only adds time.
const ROUNDS: usize = 3;

/// Task of a run of this program.
enum Task {
    Measure {
        sizes: Vec<usize>,
        plot: Option<PathBuf>,
    },
    CheckEmitted,
    /// One run in a separate process, so that its peak memory can be measured.
    Run {
        spec: PathBuf,
        out: PathBuf,
    },
}

fn main() -> ExitCode {
    let done = task().and_then(|task| match task {
        Task::Measure { sizes, plot } => measure_all(&sizes, plot.as_deref()),
        Task::CheckEmitted => emitted::check(),
        Task::Run { spec, out } => measure::run_here(&spec, &out),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn task() -> Result<Task> {
    let mut words = env::args().skip(1);
    let (mut sizes, mut plot) = (Vec::new(), None);
    while let Some(word) = words.next() {
        let mut path = || words.next().map(PathBuf::from).ok_or(USAGE);
        match word.as_str() {
            "--check-emitted" => return Ok(Task::CheckEmitted),
            measure::RUN => {
                return Ok(Task::Run {
                    spec: path()?,
                    out: path()?,
                });
            }
            "--plot" => plot = Some(path()?),
            number => sizes.push(number.parse().map_err(|_| USAGE)?),
        }
    }
    if sizes.is_empty() || sizes.contains(&0) {
        return Err(USAGE.into());
    }
    Ok(Task::Measure { sizes, plot })
}

fn measure_all(sizes: &[usize], plot: Option<&Path>) -> Result<()> {
    // All files are kept until the end: if many files were deleted within the last minutes, ext4 takes a
    // millisecond to create one. `TMPDIR=/dev/shm` takes the disk out of the measurement.
    let folder = tempfile::tempdir()?;
    let mut all = Vec::new();
    for &size in sizes {
        eprintln!("measuring {size} …");
        all.push(measure_size(&folder.path().join(size.to_string()), size)?);
    }
    print!("{}\n{}", table::table(&all), table::marks(&all));
    if let Some(path) = plot {
        fs::write(path, plot::svg(&all))?;
    }
    Ok(())
}

/// Measures one size: a first run into an empty folder, and a second one that changes nothing.
fn measure_size(folder: &Path, size: usize) -> Result<Measured> {
    let spec = folder.join("spec");
    clones::write(&spec, size)?;
    let mut rounds = Vec::new();
    for round in 0..ROUNDS {
        let out = folder.join(format!("out{round}"));
        let first = measure::run(&spec, &out)?;
        let second = measure::run(&spec, &out)?;
        rounds.push(Measured {
            size,
            first,
            second,
        });
    }
    rounds.sort_by(|a, b| a.first.cpu.total_cmp(&b.first.cpu));
    Ok(rounds.swap_remove(0))
}
