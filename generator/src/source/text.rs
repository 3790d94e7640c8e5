//! Text of one file.

use super::error::ReadErrorKind;
use std::{fs, path::Path};

/// Maximum size of a file.
const MAX_FILE_BYTES: u64 = 8 * 1024 * 1024;

/// Reads the text of a file. The error has a message and a remedy.
pub(super) fn read_text(path: &Path) -> Result<String, (ReadErrorKind, String, String)> {
    let refuse =
        |message: String, help: &str| (ReadErrorKind::Unreadable, message, help.to_owned());
    let cannot = |error| {
        let help = if path.ends_with("api.yaml") {
            "every description needs an `api.yaml`; use `--spec DIR` to pass the folder that contains it"
        } else {
            "make sure that it is a file, and that you have the permission to read it"
        };
        refuse(format!("cannot read this file: {error}"), help)
    };
    let metadata = fs::metadata(path).map_err(cannot)?;
    if !metadata.is_file() && !metadata.is_dir() {
        // Reading a pipe or a device may block forever.
        return Err(refuse(
            "this is not a regular file".to_owned(),
            "replace it with a regular file",
        ));
    }
    let size = metadata.len();
    if size > MAX_FILE_BYTES {
        let message =
            format!("this file has {size} bytes, and the limit is {MAX_FILE_BYTES} bytes");
        return Err(refuse(message, "split it into several files"));
    }
    let bytes = fs::read(path).map_err(cannot)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at].split(|byte| *byte == b'\n').count();
        let message = format!("line {line} is not valid UTF-8");
        (
            ReadErrorKind::NotUtf8,
            message,
            "save the file as UTF-8".to_owned(),
        )
    })?;
    match text.strip_prefix('\u{feff}') {
        Some(rest) => Ok(rest.to_owned()),
        None => Ok(text),
    }
}
