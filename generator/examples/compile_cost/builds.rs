//! The builds that are measured.

use std::fmt;

/// Features of a build with one resource, besides the resource itself.
const BASE_FEATURES: &str = "hyper,rustls,stream";

/// Command of Cargo.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Command {
    Check,
    Build,
    Release,
}

impl Command {
    pub const ALL: [Self; 3] = [Self::Check, Self::Build, Self::Release];

    /// Returns the command that `--only` calls `name`.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "check" => Some(Self::Check),
            "build" => Some(Self::Build),
            "release" => Some(Self::Release),
            _ => None,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Build => "build",
            Self::Release => "build --release",
        }
    }
}

/// Content of a build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    AllResources,
    OneResource,
    /// The emitted crate and a consumer of it.
    Consumer,
    /// A consumer whose `main.rs` has changed. The emitted crate is built already.
    TouchedConsumer,
}

pub struct Build {
    pub subject: Subject,
    pub command: Command,
}

impl Build {
    /// Returns the arguments for Cargo. `package` is the emitted crate.
    pub fn arguments(&self, package: &str, consumer: &str, resource: &str) -> String {
        let what = match self.subject {
            Subject::AllResources => format!("--package {package}"),
            Subject::OneResource => format!(
                "--package {package} --no-default-features --features {BASE_FEATURES},{resource}"
            ),
            Subject::Consumer | Subject::TouchedConsumer => format!("--package {consumer}"),
        };
        let command = self.command.words();
        format!("{command} --quiet --config build.incremental=false {what}")
    }

    /// Returns `true` if the build makes a release binary of the consumer.
    pub fn makes_release_binary(&self) -> bool {
        self.subject == Subject::Consumer && self.command == Command::Release
    }
}

impl fmt::Display for Build {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let subject = match self.subject {
            Subject::AllResources => "all resources",
            Subject::OneResource => "one resource",
            Subject::Consumer => "crate and consumer",
            Subject::TouchedConsumer => "consumer after a change of its `main.rs`",
        };
        write!(f, "{subject}: `cargo {}`", self.command.words())
    }
}

/// Returns the builds with any of `commands`, in the order in which they have to run: a consumer is changed after it was
/// built with the same command, and before the emitted crate is changed again. A consumer is not checked.
pub fn all(commands: &[Command]) -> Vec<Build> {
    let builds = commands.iter().flat_map(|&command| {
        let subjects: &[Subject] = match command {
            Command::Check => &[Subject::AllResources, Subject::OneResource],
            Command::Build | Command::Release => &[
                Subject::AllResources,
                Subject::OneResource,
                Subject::Consumer,
                Subject::TouchedConsumer,
            ],
        };
        let builds = subjects.iter();
        builds.map(move |&subject| Build { subject, command })
    });
    builds.collect()
}
