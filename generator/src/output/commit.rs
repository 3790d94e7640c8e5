//! Writing of the planned changes.
//!
//! A run may be killed at any point, and the disk may be full. Therefore all files are first written to a staging folder,
//! and then moved: a move replaces a file atomically. The list of files is extended before the first move and shortened
//! after the last removal, so that every file of the generator is always listed. The next run removes the staging folder
//! of a killed run.
//!
//! The files are not synced to the disk: after a power failure, the next run finds and writes the difference.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::{OutputError, cannot};
use super::lock::Lock;
use super::manifest::{MANIFEST, STAGING};
use super::plan::Plan;

/// Makes the planned changes.
pub(super) fn commit(out: &Path, plan: &Plan, lock: &Lock) -> Result<(), OutputError> {
    clear_leftovers(out, lock)?;
    if plan.changed.is_empty() && plan.stale.is_empty() && plan.list().is_none() {
        return Ok(());
    }

    let staging = Staging::create(out)?;
    let changed = plan.changed.par_iter().enumerate();
    let staged = changed.map(|(index, file)| staging.write(&index.to_string(), &file.text));
    let staged = staged.collect::<Result<Vec<_>, _>>()?;
    let list_during = staging.write_some("during", plan.list_during.as_deref())?;
    let list_after = staging.write_some("after", plan.list_after.as_deref())?;

    let list = out.join(MANIFEST);
    if let Some(staged) = list_during {
        place(&staged, &list)?;
    }
    create_folders(out, plan)?;
    let places = plan.changed.par_iter().map(|file| out.join(&file.path));
    staged
        .par_iter()
        .zip(places)
        .try_for_each(|(staged, path)| place(staged, &path))?;
    for path in &plan.stale {
        remove(out, path)?;
    }
    if let Some(staged) = list_after {
        place(&staged, &list)?;
    }
    Ok(())
}

/// Removes the staging folder of a killed run. Without a lock, it may belong to an active run and stays.
fn clear_leftovers(out: &Path, lock: &Lock) -> Result<(), OutputError> {
    let staging = out.join(STAGING);
    match lock {
        Lock::Unavailable => Ok(()),
        Lock::Held { .. } => match fs::remove_dir_all(&staging) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(cannot("remove the temporary folder", &staging)(error))
            }
            _ => Ok(()),
        },
    }
}

/// Staging folder, removed when dropped.
struct Staging(PathBuf);

impl Staging {
    fn create(out: &Path) -> Result<Self, OutputError> {
        let path = out.join(STAGING);
        fs::create_dir(&path).map_err(cannot("create the folder", &path))?;
        Ok(Self(path))
    }

    fn write(&self, name: &str, text: &str) -> Result<PathBuf, OutputError> {
        let path = self.0.join(name);
        fs::write(&path, text).map_err(cannot("write", &path))?;
        Ok(path)
    }

    fn write_some(&self, name: &str, text: Option<&str>) -> Result<Option<PathBuf>, OutputError> {
        text.map(|text| self.write(name, text)).transpose()
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // The next run tries again, and reports a failure.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn create_folders(out: &Path, plan: &Plan) -> Result<(), OutputError> {
    let folders = plan
        .changed
        .iter()
        .filter_map(|file| file.path.rsplit_once('/'));
    for folder in folders.map(|(folder, _)| folder).collect::<BTreeSet<_>>() {
        let folder = out.join(folder);
        fs::create_dir_all(&folder).map_err(cannot("create the folder", &folder))?;
    }
    Ok(())
}

fn place(staged: &Path, path: &Path) -> Result<(), OutputError> {
    fs::rename(staged, path).map_err(cannot("write", path))
}

/// Removes a file, and the folders that are empty without it.
fn remove(out: &Path, path: &str) -> Result<(), OutputError> {
    let file = out.join(path);
    fs::remove_file(&file).map_err(cannot("remove", &file))?;
    let mut folder = path;
    while let Some((above, _)) = folder.rsplit_once('/') {
        // The system refuses to remove a folder that is not empty, which ends the loop.
        if fs::remove_dir(out.join(above)).is_err() {
            break;
        }
        folder = above;
    }
    Ok(())
}
