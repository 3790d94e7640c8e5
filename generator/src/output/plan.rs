//! Plan of the changes in an output folder. This module only reads.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use rayon::prelude::*;

use super::error::{Obstacle, OutputError, cannot};
use super::manifest::{self, MANIFEST};
use super::report::File;

/// Changes to make in an output folder.
pub(super) struct Plan<'a> {
    /// Files to write, sorted by path.
    pub changed: Vec<&'a File>,
    /// Number of files that are up to date.
    pub unchanged: usize,
    /// Files to remove, sorted.
    pub stale: Vec<String>,
    /// Text of the list of files during the changes, if it differs from the old text: the old files and all emitted ones.
    /// If the run is killed, each file that it created is listed.
    pub list_during: Option<String>,
    /// Text of the list of files after the changes, if it differs from the text during the changes.
    pub list_after: Option<String>,
}

impl Plan<'_> {
    /// Returns the paths of all files to write.
    pub fn written(&self) -> Vec<String> {
        let files = self.changed.iter().map(|file| file.path.clone());
        files
            .chain(self.list().map(|_| MANIFEST.to_owned()))
            .collect()
    }

    /// Returns the final text of the list of files, if it changes.
    pub fn list(&self) -> Option<&str> {
        self.list_after.as_deref().or(self.list_during.as_deref())
    }
}

/// Compares the emitted files with what is in the folder `out`.
pub(super) fn plan<'a>(out: &Path, files: &'a [File]) -> Result<Plan<'a>, OutputError> {
    let emitted = paths(files)?;
    let mut obstacles = blocked_folders(out, &emitted)?;
    let old_list = list(out)?.unwrap_or_else(|obstacle| {
        obstacles.push(obstacle);
        String::new()
    });
    let listed = manifest::parse(&old_list);

    let reachable = files
        .par_iter()
        .filter(|file| !is_inside_any(&file.path, &obstacles));
    let states = reachable.map(|file| Ok((file, state(out, file, &listed)?)));
    let states = states.collect::<Result<Vec<_>, OutputError>>()?;
    let (mut changed, mut unchanged) = (Vec::new(), 0);
    for (file, state) in states {
        match state {
            State::Same => unchanged += 1,
            State::Different => changed.push(file),
            State::Blocked(obstacle) => obstacles.push(obstacle),
        }
    }
    if !obstacles.is_empty() {
        obstacles.sort();
        return Err(OutputError::InTheWay {
            out: out.to_owned(),
            obstacles,
        });
    }

    changed.sort_by(|a, b| a.path.cmp(&b.path));
    let stale = stale(out, &listed, &emitted)?;
    let is_new = emitted.iter().any(|path| !listed.contains(*path));
    let all = listed
        .iter()
        .map(String::as_str)
        .chain(emitted.iter().copied());
    let list_during = is_new.then(|| manifest::print(all.collect::<BTreeSet<_>>()));
    let list_after = Some(manifest::print(emitted))
        .filter(|after| after != list_during.as_ref().unwrap_or(&old_list));
    Ok(Plan {
        changed,
        unchanged,
        stale,
        list_during,
        list_after,
    })
}

/// State of an emitted file in the folder.
enum State {
    Same,
    Different,
    Blocked(Obstacle),
}

/// Kind of file at a path. Links are not followed.
enum FileKind {
    Missing,
    File { len: u64 },
    Folder,
    Link,
    Other,
}

/// Returns the paths of the emitted files. It is an error if one is not plain or occurs twice.
fn paths(files: &[File]) -> Result<BTreeSet<&str>, OutputError> {
    let mut paths = BTreeSet::new();
    for File { path, .. } in files {
        let twice = (!paths.insert(path.as_str())).then_some("the path of another file");
        if let Some(problem) = manifest::problem(path).or(twice) {
            return Err(OutputError::BadPath {
                path: path.clone(),
                problem,
            });
        }
    }
    Ok(paths)
}

/// Returns everything that is not a folder, but has the name of one that emitted files need.
fn blocked_folders(out: &Path, emitted: &BTreeSet<&str>) -> Result<Vec<Obstacle>, OutputError> {
    let mut obstacles = Vec::new();
    let folders = emitted
        .iter()
        .flat_map(|path| folders_above(path))
        .collect::<BTreeSet<_>>();
    for folder in folders {
        // The content of an obstacle cannot be read. A folder sorts before its content.
        if is_inside_any(folder, &obstacles) {
            continue;
        }
        match file_kind(&out.join(folder))? {
            FileKind::Missing | FileKind::Folder => {}
            FileKind::Link => obstacles.push(Obstacle::Link(folder.to_owned())),
            FileKind::File { .. } | FileKind::Other => {
                obstacles.push(Obstacle::NotAFolder(folder.to_owned()));
            }
        }
    }
    Ok(obstacles)
}

/// Returns the text of the list in the folder, which is empty if there is no list.
fn list(out: &Path) -> Result<Result<String, Obstacle>, OutputError> {
    let path = out.join(MANIFEST);
    let obstacle = match file_kind(&path)? {
        FileKind::Missing => return Ok(Ok(String::new())),
        FileKind::File { .. } => {
            let bytes = fs::read(&path).map_err(cannot("read", &path))?;
            // A path that is not UTF-8 was never emitted, so that a lossy conversion is safe.
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if manifest::is_list(&text) {
                return Ok(Ok(text));
            }
            Obstacle::Foreign
        }
        FileKind::Link => Obstacle::Link,
        FileKind::Folder | FileKind::Other => Obstacle::NotAFile,
    };
    Ok(Err(obstacle(MANIFEST.to_owned())))
}

fn state(out: &Path, file: &File, listed: &BTreeSet<String>) -> Result<State, OutputError> {
    let path = out.join(&file.path);
    let name = || file.path.clone();
    Ok(match file_kind(&path)? {
        FileKind::Missing => State::Different,
        // Bytes are compared, so that another line ending is a difference.
        FileKind::File { len }
            if len == file.text.len() as u64
                && fs::read(&path).map_err(cannot("read", &path))? == file.text.as_bytes() =>
        {
            State::Same
        }
        FileKind::File { .. } if listed.contains(&file.path) => State::Different,
        FileKind::File { .. } => State::Blocked(Obstacle::Foreign(name())),
        FileKind::Link => State::Blocked(Obstacle::Link(name())),
        FileKind::Folder | FileKind::Other => State::Blocked(Obstacle::NotAFile(name())),
    })
}

/// Returns the listed files that still exist, but are no longer emitted.
fn stale(
    out: &Path,
    listed: &BTreeSet<String>,
    emitted: &BTreeSet<&str>,
) -> Result<Vec<String>, OutputError> {
    let mut stale = Vec::new();
    for path in listed
        .iter()
        .filter(|path| !emitted.contains(path.as_str()))
    {
        // The generator never writes links or through links, so that such a path is not its own.
        let mut is_own = true;
        for folder in folders_above(path) {
            is_own = is_own && matches!(file_kind(&out.join(folder))?, FileKind::Folder);
        }
        if is_own && matches!(file_kind(&out.join(path))?, FileKind::File { .. }) {
            stale.push(path.clone());
        }
    }
    Ok(stale)
}

fn file_kind(path: &Path) -> Result<FileKind, OutputError> {
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(FileKind::Missing),
        Err(error) => return Err(cannot("read the metadata of", path)(error)),
    };
    Ok(if found.is_file() {
        FileKind::File { len: found.len() }
    } else if found.is_dir() {
        FileKind::Folder
    } else if found.is_symlink() {
        FileKind::Link
    } else {
        FileKind::Other
    })
}

/// Returns the folders of a path, outermost first.
fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

fn is_inside_any(path: &str, obstacles: &[Obstacle]) -> bool {
    obstacles
        .iter()
        .any(|obstacle| folders_above(path).any(|folder| folder == obstacle.path()))
}
