//! Compiles and tests the crates of random descriptions, until the time is up. Read `README.md` beside this file.
//!
//! ```text
//! cargo run --release -p generator --example fuzz_descriptions -- --minutes 60 --seed 1
//! ```
//!
//! | module | content |
//! |---|---|
//! | `batch` | a workspace of emitted crates, and what Cargo says about them |

mod batch;
#[path = "../../tests/support/descriptions/mod.rs"]
mod descriptions;
#[path = "../../tests/support/fixtures.rs"]
mod fixtures;
#[path = "../../tests/support/mod.rs"]
#[expect(dead_code, reason = "most helpers are for tests")]
mod support;

use batch::{Batch, Failure};
use descriptions::{Repair, Vocabulary, minimal};
use std::env;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use support::{folder, project, zoo};

const USAGE: &str = "usage: fuzz_descriptions [--minutes N] [--seed N] [--batch N] [--minimize MINUTES] [--words N]";

/// Settings of a run.
struct Settings {
    minutes: u64,
    seed: u64,
    batch: u64,
    minimize: u64,
    /// Number of words in each description that has its words in all positions; 0 for random descriptions.
    words: usize,
}

fn main() -> ExitCode {
    let Some(settings) = settings() else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    let end = Instant::now() + Duration::from_secs(60 * settings.minutes);
    let descriptions = Descriptions::new(&settings);
    let batch = Batch::new(descriptions.folder());
    let (mut seed, mut crates, mut findings) = (settings.seed, 0, 0);
    while Instant::now() < end && descriptions.has(seed) {
        let seeds = seed..seed + settings.batch;
        seed = seeds.end;
        let repaired: Vec<_> = seeds
            .filter_map(|seed| descriptions.repaired(seed))
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
            let found = repaired.iter().find(|(name, _)| *name == package);
            if let Some((_, repair)) = found {
                batch.keep(&package, repair);
            }
            if let Some((_, repair)) = found.filter(|_| settings.minimize > 0) {
                let until = Instant::now() + Duration::from_secs(60 * settings.minimize);
                show(&minimal(repair, until, |candidates| {
                    alike(&batch, &failure, candidates)
                }));
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

/// Source of descriptions.
enum Descriptions {
    Random(Vocabulary),
    /// Words, in chunks of which each is in all positions of a few descriptions.
    Words(Vec<Vec<String>>),
}

impl Descriptions {
    fn new(settings: &Settings) -> Self {
        let vocabulary = vocabulary();
        match settings.words {
            0 => Self::Random(vocabulary),
            count => Self::Words(vocabulary.all().chunks(count).map(<[_]>::to_vec).collect()),
        }
    }

    /// Returns the name of the folder of their crates.
    fn folder(&self) -> &'static str {
        match self {
            Self::Random(_) => "random",
            Self::Words(_) => "words",
        }
    }

    /// Returns `true` if there is a description of a seed or of a later one.
    fn has(&self, seed: u64) -> bool {
        match self {
            Self::Random(_) => true,
            Self::Words(chunks) => {
                let count = chunks.len() * descriptions::TURNS;
                usize::try_from(seed).is_ok_and(|seed| seed <= count)
            }
        }
    }

    /// Returns the package and the accepted description of a seed.
    fn repaired(&self, seed: u64) -> Option<(String, Repair)> {
        let package = format!("fuzz-{seed}");
        let documents = match self {
            Self::Random(vocabulary) => descriptions::random(seed, &package, vocabulary),
            Self::Words(chunks) => {
                let index = usize::try_from(seed).ok()?.checked_sub(1)?;
                let words = chunks.get(index / descriptions::TURNS)?;
                descriptions::of_words(&package, words, index % descriptions::TURNS)
            }
        };
        Some((package, descriptions::repaired(documents)?))
    }
}

/// Returns the indices of the descriptions that fail like another.
fn alike(batch: &Batch, failure: &Failure, candidates: &[(String, Repair)]) -> Vec<usize> {
    let members = candidates.iter();
    let members = members.map(|(name, repair)| (name.as_str(), &repair.generated));
    let failures = batch.failures(members);
    let is_alike = |name: &String| {
        let mut failures = failures.iter();
        failures.any(|(other, of)| other == name && of.kind() == failure.kind())
    };
    let indices = candidates.iter().enumerate();
    let indices = indices.filter(|(_, (name, _))| is_alike(name));
    indices.map(|(index, _)| index).collect()
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
        words: 0,
    };
    let mut words = env::args().skip(1);
    while let Some(word) = words.next() {
        let number = words.next()?.parse().ok()?;
        match word.as_str() {
            "--minutes" => settings.minutes = number,
            "--seed" => settings.seed = number,
            "--batch" => settings.batch = number,
            "--minimize" => settings.minimize = number,
            "--words" => settings.words = usize::try_from(number).ok()?,
            _ => return None,
        }
    }
    Some(settings)
}
