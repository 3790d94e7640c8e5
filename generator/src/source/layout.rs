//! Layout of the folder of a description.

use std::path::Path;

/// Returns `true` for the path of a YAML file of a description inside its folder: `api.yaml`, `shared.yaml`, and resources.
#[must_use]
pub fn is_description_file(path: &str) -> bool {
    let names: Vec<_> = path.split('/').collect();
    match names.as_slice() {
        ["api.yaml" | "shared.yaml"] => true,
        ["resources", name] => extension(name) == Some("yaml"),
        ["resources", folder, name] => is_subfolder(folder) && extension(name) == Some("yaml"),
        _ => false,
    }
}

/// Returns the extension of a file; `None` if it is hidden.
pub(super) fn extension(name: &str) -> Option<&str> {
    let visible = Some(name).filter(|name| !name.starts_with('.'))?;
    Path::new(visible).extension()?.to_str()
}

/// Returns `true` for the name of a folder whose files belong to the description. A folder with an extension is treated as a
/// file, and reported as unreadable.
pub(super) fn is_subfolder(name: &str) -> bool {
    !name.starts_with('.') && Path::new(name).extension().is_none()
}
