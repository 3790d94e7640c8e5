//! Names and groups that people choose, kept in a file that later imports read again.

use super::{draft::DraftMethod, error::ImportError, names::snake};
use serde::Deserialize;
use std::{collections::BTreeMap, fs, path::Path};

/// Name of the file in the folder of the description.
pub const FILE: &str = "import.yaml";

/// Settings of an import.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Name of the API.
    pub name: Option<String>,
    /// Name of the package.
    pub package: Option<String>,
    /// `true` to make a resource of each tag, `false` to make them of paths. Without it, tags are used if most operations
    /// have one.
    pub by_tags: Option<bool>,
    /// Other names of resources.
    #[serde(default)]
    pub resources: BTreeMap<String, String>,
    /// Resource and method of operations, by operation id or by method and path: `GET /books: books.list`.
    #[serde(default)]
    pub methods: BTreeMap<String, String>,
    /// Names of models, by the names of their schemas.
    #[serde(default)]
    pub models: BTreeMap<String, String>,
}

impl Settings {
    /// Reads the file of a folder, if there is one.
    ///
    /// # Errors
    /// If the file cannot be read or has other keys.
    pub fn read(folder: &Path) -> Result<Self, ImportError> {
        let path = folder.join(FILE);
        if !path.exists() {
            return Ok(Self::default());
        }
        let wrong =
            |reason: String| ImportError::Settings(format!("`{}`: {reason}", path.display()));
        let text = fs::read_to_string(&path).map_err(|error| wrong(error.to_string()))?;
        serde_yaml::from_str(&text).map_err(|error| wrong(error.to_string()))
    }

    /// Returns the chosen name of a resource.
    pub(super) fn resource(&self, name: &str) -> String {
        self.resources
            .get(name)
            .map_or_else(|| name.to_owned(), |name| snake(name))
    }

    /// Returns the resource and the name of a method, as far as they are chosen.
    pub(super) fn place(&self, method: &DraftMethod) -> Option<(Vec<String>, Option<String>)> {
        let by_id = method.id.as_ref().and_then(|id| self.methods.get(id));
        let chosen = by_id.or_else(|| self.methods.get(&method.operation))?;
        let mut parts: Vec<_> = chosen.split('.').map(snake).collect();
        let name = parts.pop();
        Some((parts, name)).filter(|(parts, _)| !parts.is_empty() && parts.len() <= 2)
    }
}
