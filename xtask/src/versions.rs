//! Versions of a description: folders, and revisions of git.

use std::collections::BTreeMap;
use std::path::Path;

use generator::compare::DescriptionVersion;
use generator::source::{ReadError, Sources, is_description_file};

use crate::process::git;
use crate::terminal::{error, print_error};

/// Reads a version: a folder that contains `api.yaml`, or else a revision, such as `v0.1.0`, `HEAD~3` or `main:path/of/spec`.
/// Nothing is checked out. `spec` is the folder of the description in a revision without a path. `None` if the description has
/// problems, which are reported as `check` does; `side` tells which version has them.
///
/// # Errors
/// If it is neither: the message for the user.
pub fn read(side: &str, name: &str, spec: &Path) -> Result<Option<DescriptionVersion>, String> {
    let (sources, errors) = sources(name, spec)?;
    match generator::version(sources, errors) {
        Ok(version) => Ok(Some(version)),
        Err(findings) => {
            print_error(&findings.render(true));
            error(&format!(
                "the {side} version, `{name}`, has problems, so that there is nothing to compare\nhelp: correct them, or compare with another version"
            ));
            Ok(None)
        }
    }
}

fn sources(name: &str, spec: &Path) -> Result<(Sources, Vec<ReadError>), String> {
    let folder = Path::new(name);
    if folder.join("api.yaml").is_file() {
        return Ok(Sources::read(folder));
    }
    if folder.is_dir() {
        return Err(format!(
            "the folder `{name}` has no `api.yaml`\nhelp: pass the folder of a description, or a revision"
        ));
    }
    let (tree, files) = revision(name, spec)?;
    Ok((Sources::of(Path::new(&tree), &files), Vec::new()))
}

/// Reads the YAML files of a description in a revision. Returns its folder in the form of git, and the files.
fn revision(name: &str, spec: &Path) -> Result<(String, BTreeMap<String, String>), String> {
    let (revision, folder) = match name.split_once(':') {
        Some((revision, folder)) => (revision, folder.trim_end_matches('/').to_owned()),
        None => (name, inside_repository(spec)?),
    };
    let commit = format!("{revision}^{{commit}}");
    git(&["rev-parse", "--verify", "--quiet", &commit]).map_err(|problem| {
        if problem.starts_with("cannot run") || problem.contains("not a git repository") {
            return problem;
        }
        format!(
            "there is no folder and no revision `{revision}`\nhelp: pass a folder that contains `api.yaml`, or a tag, branch or commit; `git tag` lists the tags"
        )
    })?;
    let tree = if folder.is_empty() {
        revision.to_owned()
    } else {
        format!("{revision}:{folder}")
    };
    let missing = |_| {
        format!(
            "the revision `{revision}` has no description in `{folder}`\nhelp: name its folder at that time, such as `{revision}:spec`"
        )
    };
    let list =
        git(&["ls-tree", "--full-tree", "-r", "-z", "--name-only", &tree]).map_err(missing)?;
    let list = String::from_utf8_lossy(&list).into_owned();
    let mut files = BTreeMap::new();
    for path in list.split('\0').filter(|path| is_description_file(path)) {
        let separator = if folder.is_empty() { ":" } else { "/" };
        let text = git(&["cat-file", "blob", &format!("{tree}{separator}{path}")])?;
        let text = String::from_utf8(text).map_err(|_| {
            format!("`{path}` in the revision `{revision}` is not UTF-8\nhelp: compare with a later revision")
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
        files.insert(path.to_owned(), text);
    }
    if files.contains_key("api.yaml") {
        Ok((tree, files))
    } else {
        Err(missing(String::new()))
    }
}

/// Returns `true` if there is a tag.
pub fn has_tag(name: &str) -> bool {
    git(&[
        "rev-parse",
        "--verify",
        "--quiet",
        &format!("refs/tags/{name}"),
    ])
    .is_ok()
}

/// Returns the files in folders whose content is not that of the last commit.
///
/// # Errors
/// If there is no repository.
pub fn uncommitted(folders: &[&Path]) -> Result<Vec<String>, String> {
    let folders = folders.iter().map(|folder| folder.display().to_string());
    let folders: Vec<_> = folders.collect();
    let mut arguments = vec!["status", "--porcelain", "--"];
    arguments.extend(folders.iter().map(String::as_str));
    let lines = git(&arguments)?;
    let lines = String::from_utf8_lossy(&lines);
    Ok(lines.lines().map(|line| line.trim().to_owned()).collect())
}

/// Returns the path of a folder from the root of its repository, with `/` between the names.
fn inside_repository(folder: &Path) -> Result<String, String> {
    let prefix = git(&["rev-parse", "--show-prefix"]).map_err(|problem| {
        format!("{problem}\nhelp: run the command in a git repository, or pass folders")
    })?;
    let prefix = String::from_utf8_lossy(&prefix).trim().to_owned();
    let mut names: Vec<_> = prefix
        .split('/')
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    for name in folder.components() {
        match name {
            std::path::Component::Normal(name) => names.push(name.to_string_lossy().into_owned()),
            std::path::Component::ParentDir => {
                names.pop();
            }
            std::path::Component::CurDir
            | std::path::Component::RootDir
            | std::path::Component::Prefix(_) => {}
        }
    }
    Ok(names.join("/"))
}
