//! The goldens: one folder per construct, which together describe one API that is quite unlike the real one.

use super::{folder, project};
use std::path::Path;

/// The constructs, each with the name that its resource gets.
pub fn constructs() -> Vec<String> {
    let folders = folder::entries(&project::tests("golden"))
        .into_iter()
        .filter(|path| path.is_dir());
    folders.map(|path| folder::stem(&path)).collect()
}

/// Puts the description of all constructs together in a folder. What stands beside a `spec.yaml` is nested in it.
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
