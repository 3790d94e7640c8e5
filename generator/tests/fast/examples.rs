//! Example programs of a description are copied into the crate and declared in its manifest; license files are copied.

use crate::support::{folder, project, zoo};

#[test]
fn files_and_folders_are_copied_and_declared() {
    let spec = folder::temporary();
    zoo::describe(spec.path());
    for name in [
        "greet.rs",
        "tour/main.rs",
        "tour/stops.rs",
        "examples/main.rs",
    ] {
        let at = spec.path().join("examples").join(name);
        folder::write(&at, &format!("// {name}\nfn main() {{}}\n"));
    }
    let files = project::generated(spec.path()).files;
    let text = |path: &str| {
        let file = files.iter().find(|file| file.path == path);
        let file = file.unwrap_or_else(|| panic!("{path} is missing"));
        file.text.as_str()
    };
    assert!(text("examples/greet.rs").starts_with("// greet.rs\n"));
    assert!(text("examples/tour/main.rs").starts_with("// tour/main.rs\n"));
    assert!(text("examples/tour/stops.rs").starts_with("// tour/stops.rs\n"));
    let manifest = text("Cargo.toml");
    let declared: Vec<_> = manifest
        .split("[[example]]\nname = \"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(declared, ["greet", "examples", "tour"]);
}

#[test]
fn license_files_are_copied() {
    let spec = folder::temporary();
    zoo::describe(spec.path());
    for name in [
        "LICENSE-MIT",
        "NOTICE.txt",
        "COPYRIGHT",
        "LICENSES.md",
        "license",
    ] {
        folder::write(&spec.path().join(name), &format!("Text of {name}.\n"));
    }
    let files = project::generated(spec.path()).files;
    let at_root = files
        .iter()
        .filter(|file| file.text.starts_with("Text of "));
    let names: Vec<_> = at_root.map(|file| file.path.as_str()).collect();
    assert_eq!(names, ["COPYRIGHT", "LICENSE-MIT", "NOTICE.txt"]);
}
