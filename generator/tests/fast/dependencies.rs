//! Promise 30, as far as manifests show it: each dependency has a reason, and the manifest names the oldest compiler. Also,
//! no crate of the project has unsafe code.

use crate::{
    helpers,
    support::{folder, project},
};
use generator::Generated;

#[test]
fn promise_30_each_dependency_of_a_client_has_its_reason() {
    let runtime = folder::read(&project::path("generator/runtime/Cargo.toml"));
    for Generated { files, .. } in clients() {
        let text = |path: &str| {
            let file = files.iter().find(|file| file.path == path);
            file.map(|file| file.text.as_str()).expect("it is emitted")
        };
        let manifest = text("Cargo.toml");
        let listed = dependencies(manifest, "[dependencies]");
        assert_eq!(listed, dependencies(&runtime, "[dependencies]"));
        assert!(
            listed.len() > 10,
            "the manifest is written in another way now"
        );
        for feature in features(manifest) {
            let start = format!("| `{feature}` | ");
            assert!(
                text("README.md")
                    .lines()
                    .any(|line| line.starts_with(&start)),
                "the front page has no row of the feature `{feature}`"
            );
        }
        let heading = runtime.lines().find(|line| line.starts_with("[target."));
        let in_browsers = dependencies(&runtime, heading.expect("it has one for browsers"));
        assert_eq!(
            dependencies(manifest, heading.unwrap_or_default()),
            in_browsers
        );
        for (name, reason) in in_browsers {
            is_reason(&name, &reason);
            let row = format!("| `{name}`, in browsers | {reason} |");
            let is_elsewhere = listed.iter().any(|(other, _)| *other == name);
            assert_ne!(text("README.md").contains(&row), is_elsewhere, "{row}");
        }
        for (name, reason) in listed {
            is_reason(&name, &reason);
            let optional = if manifest_line(manifest, &name).contains("optional = true") {
                ", optional"
            } else {
                ""
            };
            let row = format!("| `{name}`{optional} | {reason} |");
            assert!(
                text("README.md").lines().any(|line| line == row),
                "the front page has no row\n{row}"
            );
        }
    }
}

/// Returns the features of a manifest that are meant for users.
fn features(manifest: &str) -> Vec<&str> {
    let (_, table) = manifest
        .split_once("\n[features]\n")
        .expect("a manifest has features");
    let (table, _) = table.split_once("\n[").expect("dependencies follow");
    let names = table.lines().filter_map(|line| line.split_once(" = "));
    let names = names.map(|(name, _)| name);
    let names: Vec<_> = names
        .filter(|name| *name != "default" && !name.starts_with("__"))
        .collect();
    assert!(names.len() > 10, "features are written in another way now");
    names
}

#[test]
fn promise_30_each_dependency_of_the_generator_has_its_reason() {
    let readme = folder::read(&project::path("CONTRIBUTING.md"));
    for manifest in ["generator/Cargo.toml", "xtask/Cargo.toml"] {
        let manifest = folder::read(&project::path(manifest));
        let names = dependencies(&manifest, "[dependencies]").into_iter();
        let names = names.map(|(name, _)| name.trim_end_matches(".workspace").to_owned());
        for name in names.filter(|name| name != "generator") {
            let quoted = format!("`{name}`");
            let mut rows = readme.lines().filter(|line| line.starts_with("| `"));
            assert!(
                rows.any(|row| row
                    .split(" | ")
                    .next()
                    .is_some_and(|first| first.contains(&quoted))),
                "CONTRIBUTING.md does not say what {quoted} is for"
            );
        }
    }
}

#[test]
fn promise_30_the_manifest_names_the_oldest_compiler() {
    let runtime = folder::read(&project::path("generator/runtime/Cargo.toml"));
    let version = |manifest: &str| {
        let mut lines = manifest.lines();
        let line = lines.find_map(|line| line.strip_prefix("rust-version = \""));
        line.map(|line| line.trim_end_matches('"').to_owned())
    };
    let oldest = version(&runtime).expect("the runtime has a `rust-version`");
    assert!(oldest.starts_with("1."), "{oldest}");
    for Generated { files, .. } in clients() {
        let mut files = files.iter();
        let manifest = files.find(|file| file.path == "Cargo.toml");
        assert_eq!(
            version(&manifest.expect("it is emitted").text),
            Some(oldest.clone())
        );
    }
}

#[test]
fn no_crate_has_unsafe_code() {
    let root = folder::read(&project::path("Cargo.toml"));
    let (_, lints) = root
        .split_once("[workspace.lints.rust]\n")
        .expect("the workspace has lints");
    let lints = lints.split("\n[").next().unwrap_or_default();
    assert!(lints.contains("unsafe_code = \"forbid\""), "{lints}");
    for folder in [
        "generator",
        "generator/fuzz",
        "generator/runtime",
        "generated-sdk",
        "spec/bench",
        "xtask",
    ] {
        let manifest = folder::read(&project::path(folder).join("Cargo.toml"));
        let of_workspace = manifest.contains("\n[lints]\nworkspace = true\n");
        let own = manifest.contains("\n[lints.rust]\n")
            && manifest.contains("\nunsafe_code = \"forbid\"\n");
        assert!(of_workspace || own, "{folder} may have unsafe code");
    }
}

/// Generates the crates of the real description, and of one that is very different.
fn clients() -> [&'static Generated; 2] {
    [helpers::sdk(), helpers::zoo()]
}

/// Fails unless a reason looks like a sentence.
fn is_reason(name: &str, reason: &str) {
    let begins = reason.starts_with(|first: char| first.is_uppercase() || first == '`');
    assert!(
        begins && reason.ends_with('.') && reason.len() > 10,
        "the reason of `{name}` is not a sentence: {reason:?}"
    );
}

/// Returns the dependencies below a heading, each with the comment above it.
fn dependencies(manifest: &str, heading: &str) -> Vec<(String, String)> {
    let lines = manifest.lines().skip_while(|line| *line != heading).skip(1);
    let mut comment = Vec::new();
    let mut found = Vec::new();
    for line in lines.take_while(|line| !line.starts_with('[')) {
        if let Some(text) = line.strip_prefix("# ") {
            comment.push(text);
        } else if let Some((name, _)) = line.split_once(" = ") {
            found.push((name.to_owned(), std::mem::take(&mut comment).join(" ")));
        }
    }
    found
}

fn manifest_line<'a>(manifest: &'a str, name: &str) -> &'a str {
    let start = format!("{name} = ");
    let mut lines = manifest
        .lines()
        .skip_while(|line| *line != "[dependencies]");
    lines
        .find(|line| line.starts_with(&start))
        .unwrap_or_default()
}
