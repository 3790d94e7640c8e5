//! Errors of writing the output folder.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Error of writing the output folder. Each message ends with a remedy.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The generator emitted a file with an invalid path.
    #[error(
        "the generator emitted a file with {problem}: `{path}`\nhelp: this is a bug of the generator, please report it"
    )]
    BadPath {
        /// Path of the emitted file.
        path: String,
        /// Problem with the path.
        problem: &'static str,
    },

    /// The output folder is not a folder.
    #[error(
        "the output folder {} is a file\nhelp: choose another folder, or move the file away",
        path.display()
    )]
    NotAFolder {
        /// The output folder.
        path: PathBuf,
    },

    /// The output folder is the source folder, lies in it, or contains it. Nothing was written.
    #[error(
        "the output folder {} {} {}\nhelp: choose an output folder beside it",
        out.display(),
        match relation {
            Relation::Same => "is the folder of the description",
            Relation::Inside => "is inside of the folder of the description",
            Relation::Around => "contains the folder of the description",
        },
        spec.display()
    )]
    SourceFolder {
        /// The output folder.
        out: PathBuf,
        /// The source folder.
        spec: PathBuf,
        /// Position of the output folder.
        relation: Relation,
    },

    /// Files that the generator did not create are in the way. Nothing was written.
    #[error(
        "the output folder {} has files that the generator did not create; nothing was written\n{}help: move these away, or choose another folder",
        out.display(),
        lines(obstacles)
    )]
    InTheWay {
        /// The output folder.
        out: PathBuf,
        /// Files and folders that are in the way.
        obstacles: Vec<Obstacle>,
    },

    /// An operation of the file system failed.
    #[error("cannot {action} {}: {source}\nhelp: {}", path.display(), remedy(source))]
    Io {
        /// Operation that failed.
        action: &'static str,
        /// File or folder of the operation.
        path: PathBuf,
        /// Error of the system.
        source: io::Error,
    },
}

/// Position of a folder relative to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// It is the other one.
    Same,
    /// It lies in the other one.
    Inside,
    /// It contains the other one.
    Around,
}

/// File or folder that the generator must not replace, with its path in the output folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obstacle {
    /// A file with other content, which the generator did not create.
    Foreign(String),
    /// A symbolic link, which may lead out of the folder.
    Link(String),
    /// Not a file, but a file with this name is emitted.
    NotAFile(String),
    /// Not a folder, but files in a folder with this name are emitted.
    NotAFolder(String),
}

impl Obstacle {
    /// Returns the path in the output folder.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Foreign(path)
            | Self::Link(path)
            | Self::NotAFile(path)
            | Self::NotAFolder(path) => path,
        }
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problem = match self {
            Self::Foreign(_) => "a file with this name, which the generator did not create",
            Self::Link(_) => "a symbolic link",
            Self::NotAFile(_) => "not a file, but the generator emits a file with this name",
            Self::NotAFolder(_) => {
                "not a folder, but the generator emits files in a folder with this name"
            }
        };
        write!(f, "{}: {problem}", self.path())
    }
}

/// Returns a function that converts an error of the system, for `map_err`.
pub(super) fn cannot(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> OutputError {
    let path = path.to_owned();
    move |source| OutputError::Io {
        action,
        path,
        source,
    }
}

fn lines(obstacles: &[Obstacle]) -> String {
    obstacles.iter().fold(String::new(), |lines, obstacle| {
        lines + &format!("  {obstacle}\n")
    })
}

fn remedy(error: &io::Error) -> &'static str {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => {
            "change the permissions, or choose another folder"
        }
        Kind::StorageFull | Kind::QuotaExceeded => "free some space, then run the command again",
        Kind::NotADirectory => {
            "move away the file, so that the generator can create a folder with its name"
        }
        Kind::AlreadyExists => "if no other run is active, remove it, then run the command again",
        _ => "fix the cause, then run the command again; no file is half written",
    }
}
