//! Compiles and tests the crates of random descriptions, until the time is up. Read `README.md` beside this file.
//!
//! ```text
//! cargo run --release -p generator --example fuzz_descriptions -- --minutes 60 --seed 1
//! ```
//!
//! | module | content |
//! |---|---|
//! | `batch` | a workspace of emitted crates, and what Cargo says about them |
//! | `minimize` | removal of all of a description that a failure does not need |

mod batch;
#[path = "../../tests/support/descriptions/mod.rs"]
mod descriptions;
mod minimize;
#[path = "../../tests/support/mod.rs"]
#[expect(dead_code, reason = "most helpers are for tests")]
mod support;

use batch::Batch;
use descriptions::{Repair, Vocabulary};
use std::env;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use support::{folder, project, zoo};

const USAGE: &str =
    "usage: fuzz_descriptions [--minutes N] [--seed N] [--batch N] [--minimize MINUTES]";

/// Settings of a run.
struct Settings {
    minutes: u64,
    seed: u64,
    batch: u64,
    minimize: u64,
}

fn main() -> ExitCode {
    let Some(settings) = settings() else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    let end = Instant::now() + Duration::from_secs(60 * settings.minutes);
    let vocabulary = vocabulary();
    let batch = Batch::new();
    let (mut seed, mut crates, mut findings) = (settings.seed, 0, 0);
    while Instant::now() < end {
        let seeds = seed..seed + settings.batch;
        seed = seeds.end;
        let repaired: Vec<_> = seeds
            .filter_map(|seed| {
                let package = format!("fuzz-{seed}");
                let documents = descriptions::random(seed, &package, &vocabulary);
                Some((package, descriptions::repaired(documents)?))
            })
            .collect();
        crates += repaired.len();
        let members = repaired
            .iter()
            .map(|(package, repair)| (package.as_str(), &repair.generated));
        let failures = batch.failures(members);
        eprintln!(
            "{crates} crates up to seed {}, {} failures in this batch",
            seed - 1,
            failures.len()
        );
        for (package, failure) in failures {
            findings += 1;
            println!("=== {package} ({})\n{}", failure.kind(), failure.report);
            if let Some((_, repair)) = repaired.iter().find(|(name, _)| *name == package) {
                let until = Instant::now() + Duration::from_secs(60 * settings.minimize);
                show(&minimize::minimal(&batch, repair, &failure, until));
            }
        }
    }
    println!(
        "{crates} crates, seeds {} to {}, {findings} findings",
        settings.seed,
        seed - 1
    );
    if findings == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Prints the files of a description.
fn show(repair: &Repair) {
    for (path, text) in repair.documents.files() {
        println!("--- {path}\n{text}");
    }
}

/// Returns the words of the crates that have every construct.
fn vocabulary() -> Vocabulary {
    let spec = folder::temporary();
    zoo::describe(spec.path());
    let files = project::generated(spec.path()).files;
    Vocabulary::new(files.iter().map(|file| file.text.as_str()))
}

fn settings() -> Option<Settings> {
    let mut settings = Settings {
        minutes: 10,
        seed: 1,
        batch: 6,
        minimize: 5,
    };
    let mut words = env::args().skip(1);
    while let Some(word) = words.next() {
        let number = words.next()?.parse().ok()?;
        match word.as_str() {
            "--minutes" => settings.minutes = number,
            "--seed" => settings.seed = number,
            "--batch" => settings.batch = number,
            "--minimize" => settings.minimize = number,
            _ => return None,
        }
    }
    Some(settings)
}
