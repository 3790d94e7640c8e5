//! Files of a description.

use super::{
    error::{ReadError, ReadErrorKind},
    layout::{extension, is_subfolder},
    span::FileId,
    text::read_text,
};
use std::{collections::BTreeMap, fs, path::Path};

/// File of a description.
#[derive(Debug)]
pub struct SourceFile {
    /// Path for messages, relative to the current folder.
    pub path: String,
    /// Path inside the spec folder, separated by `/`, for headers of emitted files.
    pub name: String,
    /// Name without folder and extension.
    pub stem: String,
    /// Content.
    pub text: String,
}

/// Files of one description, in a fixed order.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
    /// `api.yaml`.
    pub api: Option<FileId>,
    /// `shared.yaml`, which may be missing.
    pub shared: Option<FileId>,
    /// `resources/*.yaml` and `resources/*/*.yaml`, sorted by name.
    pub resources: Vec<FileId>,
    /// Files that are copied into the package: `examples/*.rs`, `examples/*/*.rs`, `LICENSE*`, `NOTICE*`, `COPYRIGHT*` and
    /// `CHANGELOG.md`.
    pub copied: Vec<FileId>,
}

impl Sources {
    /// Reads a spec folder. Returns the files that can be read, and an error for each of the others.
    #[must_use]
    pub fn read(dir: &Path) -> (Self, Vec<ReadError>) {
        let mut sources = Self::default();
        let mut errors = Vec::new();
        if !dir.is_dir() {
            let problem = if dir.exists() {
                "is not a folder"
            } else {
                "does not exist"
            };
            errors.push(ReadError {
                kind: ReadErrorKind::Unreadable,
                path: dir.display().to_string(),
                message: format!("the path of the description {problem}"),
                help: "use `--spec DIR` to pass the folder that contains `api.yaml`".to_owned(),
            });
            return (sources, errors);
        }
        check_names(dir, &mut errors);
        sources.api = sources.load(dir, "api.yaml", &mut errors);
        if dir.join("shared.yaml").exists() {
            sources.shared = sources.load(dir, "shared.yaml", &mut errors);
        }
        for name in resource_files(dir, &mut errors) {
            let file = sources.load(dir, &name, &mut errors);
            sources.resources.extend(file);
        }
        if sources.resources.is_empty() && errors.is_empty() {
            errors.push(ReadError {
                kind: ReadErrorKind::NoResources,
                path: dir.join("resources").display().to_string(),
                message: "the description has no resources".to_owned(),
                help: "describe one in a file `resources/<name>.yaml`".to_owned(),
            });
        }
        for folder in folders(dir, "examples") {
            for name in list(dir, &folder, "rs", &mut errors) {
                let file = sources.load(dir, &name, &mut errors);
                sources.copied.extend(file);
            }
        }
        for name in package_files(dir) {
            let file = sources.load(dir, &name, &mut errors);
            sources.copied.extend(file);
        }
        (sources, errors)
    }

    /// Returns the file of an id.
    ///
    /// # Panics
    /// If the id belongs to other sources.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// Returns all files, in the order in which they were read.
    #[must_use]
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// Returns the YAML files of a description, whose paths start with its folder.
    #[must_use]
    pub fn of(dir: &Path, files: &BTreeMap<String, String>) -> Self {
        let mut sources = Self::default();
        let mut names: Vec<_> = files.keys().collect();
        names.sort_by(|a, b| without_extension(a).cmp(without_extension(b)));
        for name in names {
            let stem = Path::new(name).file_stem().unwrap_or_default();
            let id = sources.add(SourceFile {
                path: dir.join(name).display().to_string(),
                name: name.clone(),
                stem: stem.to_string_lossy().into_owned(),
                text: files[name].clone(),
            });
            match name.as_str() {
                "api.yaml" => sources.api = Some(id),
                "shared.yaml" => sources.shared = Some(id),
                _ => sources.resources.push(id),
            }
        }
        sources
    }

    /// Returns the number of YAML files.
    #[must_use]
    pub fn yaml(&self) -> usize {
        self.files.len() - self.copied.len()
    }

    /// Adds a file and returns its id.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(file);
        id
    }

    fn load(&mut self, dir: &Path, name: &str, errors: &mut Vec<ReadError>) -> Option<FileId> {
        let path = dir.join(name);
        match read_text(&path) {
            Ok(text) => {
                let stem = Path::new(name).file_stem().unwrap_or_default();
                Some(self.add(SourceFile {
                    path: path.display().to_string(),
                    name: name.to_owned(),
                    stem: stem.to_string_lossy().into_owned(),
                    text,
                }))
            }
            Err((kind, message, help)) => {
                errors.push(ReadError {
                    kind,
                    path: path.display().to_string(),
                    message,
                    help,
                });
                None
            }
        }
    }
}

/// Reads the YAML files of a description by their names; none if the folder does not exist.
///
/// # Errors
/// If a file or folder cannot be read.
pub fn texts(dir: &Path) -> Result<BTreeMap<String, String>, ReadError> {
    let mut errors = Vec::new();
    let mut names = resource_files(dir, &mut errors);
    let others = ["api.yaml", "shared.yaml"].into_iter();
    names.extend(
        others
            .filter(|name| dir.join(name).exists())
            .map(str::to_owned),
    );
    let mut sources = Sources::default();
    for name in names {
        sources.load(dir, &name, &mut errors);
    }
    match errors.into_iter().next() {
        Some(error) => Err(error),
        None => {
            let files = sources.files.into_iter();
            Ok(files.map(|file| (file.name, file.text)).collect())
        }
    }
}

/// Returns the files of resources, each before those of the resources that are nested in it.
fn resource_files(dir: &Path, errors: &mut Vec<ReadError>) -> Vec<String> {
    let folders = folders(dir, "resources").into_iter();
    let files = folders.flat_map(|folder| list(dir, &folder, "yaml", errors));
    let mut names: Vec<_> = files.collect();
    names.sort_by(|a, b| without_extension(a).cmp(without_extension(b)));
    names
}

/// Returns the files of `dir/folder` with the extension, sorted; none if the folder does not exist.
fn list(dir: &Path, folder: &str, wanted: &str, errors: &mut Vec<ReadError>) -> Vec<String> {
    let path = dir.join(folder);
    if !path.exists() {
        return Vec::new();
    }
    let mut names = Vec::new();
    match fs::read_dir(&path).and_then(Iterator::collect::<Result<Vec<_>, _>>) {
        Ok(mut entries) => {
            entries.sort_by_key(fs::DirEntry::file_name);
            for entry in entries {
                let name = entry.file_name().to_string_lossy().into_owned();
                match extension(&name) {
                    Some(found) if found == wanted => names.push(format!("{folder}/{name}")),
                    _ if wanted != "yaml" => {}
                    Some(other) if is_data(other) => errors.push(not_read(
                        &path.join(&name),
                        format!("files with the extension `.{other}` are not read"),
                        &renaming(other, &format!("{}.yaml", without_extension(&name))),
                    )),
                    _ if folder.contains('/')
                        && is_subfolder(&name)
                        && path.join(&name).is_dir() =>
                    {
                        errors.push(not_read(
                            &path.join(&name),
                            format!("folders in `{folder}` are not read"),
                            "move its files into a folder of `resources`: resources nest one level deep",
                        ));
                    }
                    _ => {}
                }
            }
        }
        Err(error) => errors.push(ReadError {
            kind: ReadErrorKind::Unreadable,
            path: path.display().to_string(),
            message: format!("cannot read this folder: {error}"),
            help: "make sure that it is a folder, and that you have the permission to read it"
                .to_owned(),
        }),
    }
    names.sort();
    names
}

/// Reports files that are meant to be `api.yaml` or `shared.yaml`, but have another extension or other letters. One with JSON
/// is something else if the right file exists.
fn check_names(dir: &Path, errors: &mut Vec<ReadError>) {
    let names = names_in(dir);
    for name in &names {
        let stem = without_extension(name).to_ascii_lowercase();
        let right = format!("{stem}.yaml");
        let found = extension(name).filter(|found| {
            let is_meant = is_yaml(found) || is_data(found) && !names.contains(&right);
            ["api", "shared"].contains(&stem.as_str()) && *name != right && is_meant
        });
        errors.extend(found.map(|found| {
            let message = format!("`{name}` is not read");
            not_read(&dir.join(name), message, &renaming(found, &right))
        }));
    }
}

/// Returns what to do with a file that has a wrong extension.
fn renaming(extension: &str, right: &str) -> String {
    if is_yaml(extension) {
        format!("rename it to `{right}`")
    } else {
        format!("write the file as YAML, with the name `{right}`")
    }
}

/// Returns `true` for an extension of files that may be meant as part of a description.
fn is_data(extension: &str) -> bool {
    is_yaml(extension) || extension.eq_ignore_ascii_case("json")
}

fn is_yaml(extension: &str) -> bool {
    ["yaml", "yml"].contains(&extension.to_ascii_lowercase().as_str())
}

fn not_read(path: &Path, message: String, help: &str) -> ReadError {
    ReadError {
        kind: ReadErrorKind::WrongExtension,
        path: path.display().to_string(),
        message,
        help: help.to_owned(),
    }
}

/// Returns the names of the license files and of the changelog, sorted.
fn package_files(dir: &Path) -> Vec<String> {
    let mut names = names_in(dir);
    names.retain(|name| is_license(name) || name == "CHANGELOG.md");
    names
}

/// Returns the names in a folder, sorted. Errors of the folder are reported elsewhere.
fn names_in(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

/// Returns `true` for the names that license files usually have, such as `LICENSE-MIT` or `NOTICE.txt`.
fn is_license(name: &str) -> bool {
    let rest = ["LICENSE", "NOTICE", "COPYRIGHT"]
        .into_iter()
        .find_map(|word| name.strip_prefix(word));
    rest.is_some_and(|rest| {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
        (rest.is_empty() || rest.starts_with(['-', '.', '_'])) && rest.chars().all(is_plain)
    })
}

fn without_extension(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Returns the folder and its subfolders, one level deep. Errors are reported by [`list`].
fn folders(dir: &Path, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(dir.join(folder)).into_iter().flatten();
    let mut subfolders: Vec<_> = entries
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| is_subfolder(name))
        .map(|name| format!("{folder}/{name}"))
        .collect();
    subfolders.sort();
    subfolders.insert(0, folder.to_owned());
    subfolders
}
