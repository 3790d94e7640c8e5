//! The manifest of the runtime, from which the emitted crate takes over features and dependencies.

use toml_edit::{DocumentMut, Item, Key, Table};

/// Parts of the runtime's manifest that an API needs, with the comments above their entries.
#[derive(Clone, Debug)]
pub(super) struct RuntimeManifest {
    rust_version: String,
    pub(super) features: Table,
    pub(super) dependencies: Table,
    /// Further dependencies in browsers: the condition of Cargo, and the dependencies.
    pub(super) in_browsers: (String, Table),
    pub(super) dev_dependencies: Table,
}

/// Entry of a table and the comment above it.
pub(super) struct Commented<'a> {
    pub(super) name: &'a str,
    pub(super) item: &'a Item,
    /// Text of the comment, on one line.
    pub(super) comment: String,
}

impl RuntimeManifest {
    /// Parses a manifest and leaves out the features and dependencies named in `unneeded`, where `features.x` is the feature
    /// alone. Dependencies of tests that have tables of their own, such as `[dev-dependencies.tower]`, are those of the
    /// runtime's own tests and are left out, too.
    pub(super) fn new(manifest: &str, unneeded: &[&str]) -> Self {
        let document: DocumentMut = manifest.parse().expect("the runtime's manifest is TOML");
        let of_item = |item: &Item| {
            let mut table = item
                .as_table()
                .expect("the runtime's manifest has this table")
                .clone();
            table.retain(|key, item| item.is_value() && !unneeded.contains(&key));
            // The table has another position in the emitted manifest.
            table.set_position(None);
            table.decor_mut().clear();
            table
        };
        let table = |name: &str| of_item(&document[name]);
        let targets = document["target"].as_table();
        let browsers = targets.and_then(|targets| targets.iter().next());
        let (condition, browsers) = browsers.expect("the runtime's manifest has this table");
        let mut features = table("features");
        features.retain(|key, _| !unneeded.contains(&format!("features.{key}").as_str()));
        Self {
            rust_version: document["package"]["rust-version"]
                .as_str()
                .expect("the runtime's manifest has a `rust-version`")
                .to_owned(),
            features,
            dependencies: table("dependencies"),
            in_browsers: (condition.to_owned(), of_item(&browsers["dependencies"])),
            dev_dependencies: table("dev-dependencies"),
        }
    }

    pub(super) fn rust_version(&self) -> &str {
        &self.rust_version
    }
}

/// Returns the entries of a table with their comments.
pub(super) fn commented(table: &Table) -> impl Iterator<Item = Commented<'_>> {
    table.iter().map(|(name, item)| Commented {
        name,
        item,
        comment: table.key(name).map(comment).unwrap_or_default(),
    })
}

fn comment(key: &Key) -> String {
    let above = key.leaf_decor().prefix().and_then(|above| above.as_str());
    let lines = above.unwrap_or_default().lines();
    let lines: Vec<_> = lines.filter_map(|line| line.strip_prefix("# ")).collect();
    lines.join(" ")
}
