//! The tests of the emitted crate.

pub(super) mod canaries;
mod wire;

use super::file::RustFile;
use crate::model::Api;

/// Returns the files of the tests.
pub(super) fn files(api: &Api) -> Vec<RustFile<'_>> {
    let mut files = wire::files(api);
    files.extend(canaries::files(api));
    files
}
