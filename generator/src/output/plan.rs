//! What is to be done in an output folder. This module only reads.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use rayon::prelude::*;

use super::error::{Obstacle, OutputError, cannot};
use super::manifest::{self, MANIFEST};
use super::report::File;

/// What is to be done in an output folder.
pub(super) struct Plan<'a> {
    /// The files to write, sorted by path.
    pub changed: Vec<&'a File>,
    /// How many files are right already.
    pub unchanged: usize,
    /// The files to remove, sorted.
    pub stale: Vec<String>,
    /// What the list of files is to say while the files are being written, if it does not say so yet: what
    /// it said before, and every emitted file. Whenever the run is killed, each file it made is listed.
    pub list_during: Option<String>,
    /// What the list is to say in the end, if it does not say so by then.
    pub list_after: Option<String>,
}

impl Plan<'_> {
    /// The paths of all that is to be written.
    pub fn written(&self) -> Vec<String> {
        let files = self.changed.iter().map(|file| file.path.clone());
        files
            .chain(self.list().map(|_| MANIFEST.to_owned()))
            .collect()
    }

    /// What the list is to say in the end, if it has to change.
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

/// How a file of the folder compares with an emitted one.
enum State {
    Same,
    Different,
    Blocked(Obstacle),
}

/// What stands at a path, without following it if it is a link.
enum Found {
    Nothing,
    File { len: u64 },
    Folder,
    Link,
    Other,
}

/// The paths of the emitted files, all of them plain and none there twice.
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

/// What stands where the emitted files need a folder, and is none.
fn blocked_folders(out: &Path, emitted: &BTreeSet<&str>) -> Result<Vec<Obstacle>, OutputError> {
    let mut obstacles = Vec::new();
    let folders = emitted
        .iter()
        .flat_map(|path| folders_above(path))
        .collect::<BTreeSet<_>>();
    for folder in folders {
        // What is in a folder that is none cannot be asked for. A folder sorts before what is in it.
        if is_inside_any(folder, &obstacles) {
            continue;
        }
        match look(&out.join(folder))? {
            Found::Nothing | Found::Folder => {}
            Found::Link => obstacles.push(Obstacle::Link(folder.to_owned())),
            Found::File { .. } | Found::Other => {
                obstacles.push(Obstacle::NotAFolder(folder.to_owned()));
            }
        }
    }
    Ok(obstacles)
}

/// The text of the list in the folder, empty where there is none.
fn list(out: &Path) -> Result<Result<String, Obstacle>, OutputError> {
    let path = out.join(MANIFEST);
    let obstacle = match look(&path)? {
        Found::Nothing => return Ok(Ok(String::new())),
        Found::File { .. } => {
            let bytes = fs::read(&path).map_err(cannot("read", &path))?;
            // A path that is not UTF-8 was never emitted, so it does not matter what becomes of it.
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if manifest::is_list(&text) {
                return Ok(Ok(text));
            }
            Obstacle::Foreign
        }
        Found::Link => Obstacle::Link,
        Found::Folder | Found::Other => Obstacle::NotAFile,
    };
    Ok(Err(obstacle(MANIFEST.to_owned())))
}

fn state(out: &Path, file: &File, listed: &BTreeSet<String>) -> Result<State, OutputError> {
    let path = out.join(&file.path);
    let name = || file.path.clone();
    Ok(match look(&path)? {
        Found::Nothing => State::Different,
        // Bytes are compared, not lines: another line ending is a difference like any other.
        Found::File { len }
            if len == file.text.len() as u64
                && fs::read(&path).map_err(cannot("read", &path))? == file.text.as_bytes() =>
        {
            State::Same
        }
        Found::File { .. } if listed.contains(&file.path) => State::Different,
        Found::File { .. } => State::Blocked(Obstacle::Foreign(name())),
        Found::Link => State::Blocked(Obstacle::Link(name())),
        Found::Folder | Found::Other => State::Blocked(Obstacle::NotAFile(name())),
    })
}

/// The listed files that are no longer emitted, where they are still there.
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
        // The generator makes neither links nor anything behind one, so such a path is not its own.
        let mut is_own = true;
        for folder in folders_above(path) {
            is_own = is_own && matches!(look(&out.join(folder))?, Found::Folder);
        }
        if is_own && matches!(look(&out.join(path))?, Found::File { .. }) {
            stale.push(path.clone());
        }
    }
    Ok(stale)
}

fn look(path: &Path) -> Result<Found, OutputError> {
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) => return Err(cannot("read the metadata of", path)(error)),
    };
    Ok(if found.is_file() {
        Found::File { len: found.len() }
    } else if found.is_dir() {
        Found::Folder
    } else if found.is_symlink() {
        Found::Link
    } else {
        Found::Other
    })
}

/// The folders that a path leads through, outermost first.
fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

fn is_inside_any(path: &str, obstacles: &[Obstacle]) -> bool {
    obstacles
        .iter()
        .any(|obstacle| folders_above(path).any(|folder| folder == obstacle.path()))
}
