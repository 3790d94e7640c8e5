//! Check that the output folder and the folder of the description are separate.

use super::error::{OutputError, Relation};
use std::path::{Component, Path, PathBuf};

/// Returns an error if `out` is `spec`, lies in it, or contains it. Symbolic links are followed.
pub(super) fn check(spec: &Path, out: &Path) -> Result<(), OutputError> {
    let (real_spec, real_out) = (resolved(spec), resolved(out));
    let relation = if real_out == real_spec {
        Relation::Same
    } else if real_out.starts_with(&real_spec) {
        Relation::Inside
    } else if real_spec.starts_with(&real_out) {
        Relation::Around
    } else {
        return Ok(());
    };
    Err(OutputError::SourceFolder {
        out: out.to_owned(),
        spec: spec.to_owned(),
        relation,
    })
}

/// Returns the absolute path without `..` and symbolic links. The end of the path need not exist.
fn resolved(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut resolved = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::ParentDir => {
                resolved.pop();
            }
            Component::Prefix(_)
            | Component::RootDir
            | Component::CurDir
            | Component::Normal(_) => {
                resolved.push(component);
                resolved = resolved.canonicalize().unwrap_or(resolved);
            }
        }
    }
    resolved
}
