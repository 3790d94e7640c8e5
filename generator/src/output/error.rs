//! Why the output folder could not be brought up to date.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why the output folder could not be brought up to date. Each message ends with a remedy.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The generator emitted something that cannot be a file of the output folder.
    #[error(
        "the generator emitted a file with {problem}: `{path}`\nhelp: this is a bug of the generator, please report it"
    )]
    BadPath {
        /// The path as it was emitted.
        path: String,
        /// What is wrong with it.
        problem: &'static str,
    },

    /// The output folder is no folder.
    #[error(
        "the output folder {} is a file\nhelp: choose another folder, or move the file away",
        path.display()
    )]
    NotAFolder {
        /// The output folder.
        path: PathBuf,
    },

    /// Something that the generator did not make stands where it has to write. Nothing was written.
    #[error(
        "the output folder {} has files that the generator did not create; nothing was written\n{}help: move these away, or choose another folder",
        out.display(),
        lines(obstacles)
    )]
    InTheWay {
        /// The output folder.
        out: PathBuf,
        /// All that is in the way.
        obstacles: Vec<Obstacle>,
    },

    /// The file system refused.
    #[error("cannot {action} {}: {source}\nhelp: {}", path.display(), remedy(source))]
    Io {
        /// What was tried.
        action: &'static str,
        /// What it was tried on.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Something in the output folder that the generator must not replace, with its path in the folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obstacle {
    /// A file with another content, which the generator did not make.
    Foreign(String),
    /// A symbolic link, which might lead out of the folder.
    Link(String),
    /// A folder, or something stranger, where a file is to be written.
    NotAFile(String),
    /// A file, or something stranger, where a folder is needed.
    NotAFolder(String),
}

impl Obstacle {
    /// Where the obstacle stands in the output folder.
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
        let what = match self {
            Self::Foreign(_) => "a file with this name, which the generator did not create",
            Self::Link(_) => "a symbolic link",
            Self::NotAFile(_) => "not a file, but the generator emits a file with this name",
            Self::NotAFolder(_) => {
                "not a folder, but the generator emits files in a folder with this name"
            }
        };
        write!(f, "{}: {what}", self.path())
    }
}

/// Turns what the system says into an [`OutputError`], for `map_err`.
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
