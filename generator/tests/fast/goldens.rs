//! The goldens: constructs of the language, and the code that is emitted for them. The other test program compiles it.

use crate::{
    blessed, helpers,
    support::{folder, project, zoo},
};
use generator::output::File;

/// Folders of the testing kit.
const KIT: [&str; 3] = [
    "src/testing/resources",
    "src/testing/fixtures",
    "src/testing/shapes",
];

#[test]
fn every_construct_is_emitted_as_blessed() {
    let files = &helpers::zoo().files;
    let constructs = zoo::constructs();
    assert!(constructs.len() > 15, "most goldens are missing");
    let differences: Vec<_> = constructs
        .iter()
        .filter_map(|construct| {
            let file = project::tests("golden").join(construct).join("expected.rs");
            blessed::blessed(&file, &emitted(files, construct))
        })
        .collect();
    blessed::fail_if_different(&differences);
}

/// Compares the files that depend on the whole API: the client, the errors, and the lists of modules.
#[test]
fn the_frame_is_emitted_as_blessed() {
    let files = &helpers::zoo().files;
    let frame = [
        "src/lib.rs",
        "src/client.rs",
        "src/error.rs",
        "src/response.rs",
        "src/testing.rs",
        "src/webhooks.rs",
        "tests/canaries/main.rs",
        "tests/canaries/api.rs",
        "tests/canaries/credentials.rs",
        "tests/canaries/models.rs",
        "tests/canaries/resources.rs",
        "tests/canaries/webhook_secret.rs",
        "Cargo.toml",
        "README.md",
        "api.md",
    ];
    let mut text = String::new();
    for path in frame {
        text.push_str(&part(files, path).unwrap_or_else(|| panic!("{path} is emitted")));
    }
    let difference = blessed::blessed(&project::tests("golden/frame.txt"), &text);
    blessed::fail_if_different(difference.as_slice());
}

/// Returns the files of a construct as one text.
fn emitted(files: &[File], construct: &str) -> String {
    let mut folders = vec![
        "src/resources",
        "src/models",
        "tests/wire",
        "tests/canaries/resources",
    ];
    // The testing kit has files for each resource; one golden shows them.
    if construct == "fakes" {
        folders.extend(KIT);
    }
    let beginnings: Vec<_> = folders
        .iter()
        .map(|folder| format!("{folder}/{construct}"))
        .collect();
    // Files of nested resources are in a folder of the construct, or have its name as a prefix.
    let is_of = |path: &str, beginning: &String| {
        let rest = path.strip_prefix(beginning.as_str());
        rest.is_some_and(|rest| {
            rest == ".rs" || rest.starts_with('/') || is_nested(construct, rest)
        })
    };
    let text: String = beginnings
        .iter()
        .flat_map(|beginning| files.iter().filter(|file| is_of(&file.path, beginning)))
        .filter_map(|file| part(files, &file.path))
        .collect();
    assert!(!text.is_empty(), "nothing is emitted for `{construct}`");
    text
}

/// Returns `true` if the rest of a path is the name of a resource that is nested in a construct.
fn is_nested(construct: &str, rest: &str) -> bool {
    let name = rest
        .strip_prefix('_')
        .and_then(|rest| rest.strip_suffix(".rs"));
    let file = |name| format!("golden/{construct}/{name}.yaml");
    name.is_some_and(|name| project::tests(&file(name)).exists())
}

fn part(files: &[File], path: &str) -> Option<String> {
    let file = files.iter().find(|file| file.path == path)?;
    Some(format!("// === {path} ===\n{}", file.text))
}

#[test]
fn a_thousand_lines_of_docs_are_emitted() {
    let spec = folder::temporary();
    zoo::describe(spec.path());
    let lines: Vec<_> = (0..1000)
        .map(|line| format!("  Line {line} of many."))
        .collect();
    let lines = lines.join("\n");
    let text = format!("docs: |\n{lines}\nmethods:\n  read: {{ route: GET /long }}\n");
    folder::write(&spec.path().join("resources/long.yaml"), &text);
    let files = project::generated(spec.path()).files;
    let file = files
        .iter()
        .find(|file| file.path == "src/resources/long.rs")
        .expect("the resource is emitted");
    let found = file
        .text
        .lines()
        .filter(|line| line.starts_with("/// Line ") && line.ends_with(" of many."));
    assert_eq!(found.count(), 1000);
}
