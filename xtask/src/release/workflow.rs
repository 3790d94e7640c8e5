//! The workflow that publishes the crate.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use generator::output;

use crate::terminal::{print, status};

/// Path of the workflow on GitHub.
const PATH: &str = ".github/workflows/publish.yml";
const TEMPLATE: &str = include_str!("publish.yml");

/// Writes the workflow, unless another file is in its place.
///
/// # Errors
/// If another file is there, or the file cannot be written.
pub fn write(spec: &Path, out: &Path) -> Result<(), String> {
    let slashes = |path: &Path| path.display().to_string().replace('\\', "/");
    let text = TEMPLATE
        .replace("{{spec}}", &slashes(spec))
        .replace("{{out}}", &slashes(out));
    match fs::read_to_string(PATH) {
        Ok(found) if found == text => {
            print(&status("Unchanged", PATH));
            return Ok(());
        }
        Ok(_) => {
            return Err(format!(
                "`{PATH}` already exists, and is another workflow\nhelp: move it away, and compare it with the new one"
            ));
        }
        Err(_) => {}
    }
    let files = BTreeMap::from([(PATH.to_owned(), text)]);
    output::replace(Path::new(""), &BTreeMap::new(), &files).map_err(|error| error.to_string())?;
    print(&status("Wrote", PATH));
    Ok(())
}
