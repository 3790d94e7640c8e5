//! The goldens: one folder per construct. Together they describe one API, which is very different from the real one.

use super::{folder, project};
use std::path::Path;

/// Returns the constructs, which are the names of the resources.
pub fn constructs() -> Vec<String> {
    let folders = folder::entries(&project::tests("golden"))
        .into_iter()
        .filter(|path| path.is_dir());
    folders.map(|path| folder::stem(&path)).collect()
}

/// Writes the description of all constructs to a folder. Other files beside a `spec.yaml` are nested resources.
pub fn describe(spec: &Path) {
    let golden = project::tests("golden");
    for file in ["api.yaml", "shared.yaml"] {
        folder::write(&spec.join(file), &folder::read(&golden.join(file)));
    }
    for construct in constructs() {
        let resources = spec.join("resources");
        for file in folder::entries(&golden.join(&construct)) {
            let to = match folder::stem(&file).as_str() {
                "spec" => resources.join(format!("{construct}.yaml")),
                "expected" => continue,
                nested => resources.join(&construct).join(format!("{nested}.yaml")),
            };
            folder::write(&to, &folder::read(&file));
        }
    }
}
