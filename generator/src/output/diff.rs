//! Differences between an output folder and the emitted files.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::Duration;

use similar::TextDiff;

use super::error::{OutputError, cannot};
use super::manifest::MANIFEST;
use super::plan::Plan;

/// Maximum number of lines that are shown of one file, and of all files.
const LINES_PER_FILE: usize = 60;
const LINES: usize = 400;

/// Time limit for the search of the smallest difference of one file; after that, a larger one is shown.
const TIME_LIMIT: Duration = Duration::from_millis(500);

/// Returns unified diffs from the files in the folder `out` to the emitted files.
pub(super) fn diff(out: &Path, plan: &Plan) -> Result<String, OutputError> {
    let written = plan
        .changed
        .iter()
        .map(|file| (file.path.as_str(), Some(file.text.as_str())));
    let removed = plan.stale.iter().map(|path| (path.as_str(), None));
    let list = plan.list().map(|text| (MANIFEST, Some(text)));

    let (mut diff, mut lines, mut hidden) = (String::new(), 0, 0);
    for (path, new) in written.chain(removed).chain(list) {
        if lines >= LINES {
            hidden += 1;
            continue;
        }
        let file = file_diff(path, old(&out.join(path))?.as_deref(), new);
        lines += file.lines().count();
        diff.push_str(&file);
    }
    if hidden > 0 {
        let _ = writeln!(diff, "… and {hidden} more files");
    }
    Ok(diff)
}

/// Returns the content of a file, if it exists.
fn old(path: &Path) -> Result<Option<String>, OutputError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(cannot("read", path)(error)),
    }
}

fn file_diff(path: &str, old: Option<&str>, new: Option<&str>) -> String {
    let name = |side: Option<&str>, name: String| side.map_or("/dev/null".to_owned(), |_| name);
    let header = (
        name(old, path.to_owned()),
        name(new, format!("{path} (as generated)")),
    );
    if let (Some(old), Some(new)) = (old, new)
        && old.replace("\r\n", "\n") == new.replace("\r\n", "\n")
    {
        // The two sides of such a diff would look the same.
        return format!(
            "--- {}\n+++ {}\nonly the line endings differ\n",
            header.0, header.1
        );
    }

    let lines = TextDiff::configure()
        .timeout(TIME_LIMIT)
        .diff_lines(old.unwrap_or_default(), new.unwrap_or_default());
    let text = lines
        .unified_diff()
        .context_radius(3)
        .header(&header.0, &header.1)
        .to_string();
    let mut shown = text
        .split_inclusive('\n')
        .take(LINES_PER_FILE)
        .collect::<String>();
    let hidden = text.lines().count().saturating_sub(LINES_PER_FILE);
    if hidden > 0 {
        let _ = writeln!(shown, "… and {hidden} more lines");
    }
    shown
}
