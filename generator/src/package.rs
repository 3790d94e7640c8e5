//! What a crate has besides Rust: manifest, front page, history, and a list of all methods.

mod api_list;
mod manifest;
mod readme;

use crate::model::Api;

/// The files, with their texts. `runtime` is the manifest of the runtime, which says what the crate depends on.
#[must_use]
pub fn files(api: &Api, runtime: &str) -> Vec<(String, String)> {
    vec![
        ("Cargo.toml".to_owned(), manifest::text(api, runtime)),
        ("README.md".to_owned(), readme::text(api, runtime)),
        ("CHANGELOG.md".to_owned(), changelog(api)),
        ("api.md".to_owned(), api_list::text(api)),
    ]
}

/// How many methods and resources there are, in words.
fn counts(api: &Api) -> String {
    let plural = |count: usize, word: &str| match count {
        1 => format!("1 {word}"),
        count => format!("{count} {word}s"),
    };
    let methods = plural(api.methods().count(), "method");
    format!("{methods} of {}", plural(api.resources.len(), "resource"))
}

fn changelog(api: &Api) -> String {
    let (name, version) = (&api.package.name, &api.package.version);
    format!(
        "# Changelog\n\n\
         All notable changes of `{name}` are listed here. Versions follow [Semantic Versioning](https://semver.org).\n\n\
         ## {version}\n\n\
         - Client for version {} of the {} API: {}.\n",
        api.version,
        api.name,
        counts(api),
    )
}
