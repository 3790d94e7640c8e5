//! Size of an API, in words.

use crate::model::Api;

/// Returns the numbers of methods and resources, in words.
pub(super) fn counts(api: &Api) -> String {
    let plural = |count: usize, word: &str| match count {
        1 => format!("1 {word}"),
        count => format!("{count} {word}s"),
    };
    let methods = plural(
        api.methods().filter(|method| !method.hidden).count(),
        "method",
    );
    format!("{methods} of {}", plural(api.resources.len(), "resource"))
}
