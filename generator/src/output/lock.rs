//! Lock of an output folder.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::error::{OutputError, cannot};
use super::report::Mode;

/// Lock of an output folder, until the value is dropped.
pub(super) enum Lock {
    /// No other run is active in the folder.
    Held { _folder: fs::File },
    /// The system cannot lock folders. Of two runs at the same time, the second one to write fails.
    Unavailable,
}

/// Waits until no other run is active in `out`, and creates it in the mode [`Mode::Write`].
///
/// The lock is an advisory lock on the folder itself. It needs no file in the folder, and the system releases it when a
/// run is killed. Folders can be opened and locked on Unix only.
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
        // Some network file systems do not support locks.
        Err(error) if error.kind() == ErrorKind::Unsupported => Ok(Lock::Unavailable),
        Err(error) => Err(cannot("lock the output folder", out)(error)),
    }
}
