//! Files of a description, which people edit.

use super::error::{OutputError, cannot};
use std::{collections::BTreeMap, fs, path::Path};

/// Makes the files of a folder those of `new`. `old` is what was read from it: only files that are in it are replaced or
/// removed, and only those that differ are written. Each file is replaced at once, and no other file is touched.
///
/// # Errors
///
/// If a file cannot be written or removed. What was written until then stays.
pub fn replace(
    folder: &Path,
    old: &BTreeMap<String, String>,
    new: &BTreeMap<String, String>,
) -> Result<(), OutputError> {
    for (name, text) in new
        .iter()
        .filter(|(name, text)| old.get(*name) != Some(*text))
    {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(cannot("create the folder", parent))?;
        let staged = path.with_extension("new");
        fs::write(&staged, text).map_err(cannot("write", &staged))?;
        fs::rename(&staged, &path).map_err(cannot("write", &path))?;
    }
    for name in old.keys().filter(|name| !new.contains_key(*name)) {
        let path = folder.join(name);
        fs::remove_file(&path).map_err(cannot("remove", &path))?;
    }
    Ok(())
}
