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

/// Puts the description of all constructs together in a folder.
pub fn describe(spec: &Path) {
    let golden = project::tests("golden");
    for file in ["api.yaml", "shared.yaml"] {
        folder::write(&spec.join(file), &folder::read(&golden.join(file)));
    }
    for construct in constructs() {
        let text = folder::read(&golden.join(&construct).join("spec.yaml"));
        folder::write(
            &spec.join("resources").join(format!("{construct}.yaml")),
            &text,
        );
    }
}
