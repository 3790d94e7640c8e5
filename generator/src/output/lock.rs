//! Keeps two runs on one output folder apart.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::error::{OutputError, cannot};
use super::report::Mode;

/// How a run has an output folder to itself, until the value is dropped.
pub(super) enum Lock {
    /// No other run is at work in the folder.
    Held { _folder: fs::File },
    /// The system has no lock for a folder. Two runs may meet; the second to write stops with an error.
    Unavailable,
}

/// Waits until no other run is at work in `out`, which is created where it is to be written.
///
/// The lock is an advisory one on the folder itself, so that it leaves nothing behind: neither a file in
/// the folder nor a lock that outlives a killed run. Folders can be opened and locked on Unix only.
pub(super) fn lock(out: &Path, mode: Mode) -> Result<Lock, OutputError> {
    match (fs::metadata(out), mode) {
        (Ok(found), _) if found.is_dir() => {}
        (Ok(_), _) => {
            return Err(OutputError::NotAFolder {
                path: out.to_owned(),
            });
        }
        (Err(error), Mode::Write) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(out).map_err(cannot("create the output folder", out))?;
        }
        (Err(error), Mode::Check) if error.kind() == ErrorKind::NotFound => {
            return Ok(Lock::Unavailable);
        }
        (Err(error), _) => return Err(cannot("open the output folder", out)(error)),
    }
    if !cfg!(unix) {
        return Ok(Lock::Unavailable);
    }
    let folder = fs::File::open(out).map_err(cannot("open the output folder", out))?;
    let locked = match mode {
        Mode::Write => folder.lock(),
        Mode::Check => folder.lock_shared(),
    };
    match locked {
        Ok(()) => Ok(Lock::Held { _folder: folder }),
        // Some network file systems have no locks.
        Err(error) if error.kind() == ErrorKind::Unsupported => Ok(Lock::Unavailable),
        Err(error) => Err(cannot("lock the output folder", out)(error)),
    }
}
