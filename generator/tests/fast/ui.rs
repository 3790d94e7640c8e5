//! Invalid descriptions, and the exact diagnostics of each.
//!
//! A case is a folder of `tests/ui` with invalid files: `api.yaml`, `shared.yaml`, and resources; a file in a subfolder is
//! a nested resource. Missing files are taken from `tests/ui` itself. The diagnostics are in `<case>.stderr`.

use crate::{
    blessed,
    support::{folder, project},
};
use std::{collections::BTreeSet, fs, path::Path};

/// Function that makes a valid folder invalid.
type Change = fn(&Path);

/// Cases that cannot be folders of a repository: each changes a valid folder.
const FOLDERS: &[(&str, Change)] = &[
    ("folder_missing", |spec| {
        fs::remove_dir_all(spec).expect("the folder is there");
    }),
    ("folder_is_a_file", |spec| {
        fs::remove_dir_all(spec).expect("the folder is there");
        folder::write(spec, "name: Zoo\n");
    }),
    ("folder_without_api", |spec| {
        fs::remove_file(spec.join("api.yaml")).expect("the file is there");
    }),
    ("folder_without_resources", |spec| {
        fs::remove_dir_all(spec.join("resources")).expect("the folder is there");
    }),
    ("folder_in_place_of_a_file", |spec| {
        fs::create_dir(spec.join("resources/birds.yaml")).expect("the folder can be created");
    }),
    ("file_in_place_of_a_folder", |spec| {
        fs::remove_dir_all(spec.join("resources")).expect("the folder is there");
        folder::write(&spec.join("resources"), "birds: all of them\n");
    }),
    ("file_with_other_extension", |spec| {
        for name in [
            "birds.yml",
            "cats.JSON",
            "dogs.YAML",
            "owls/barn/young.yaml",
        ] {
            folder::write(&spec.join("resources").join(name), "docs: Animals.\n");
        }
        // Something else than a part of the description, as `api.yaml` exists.
        folder::write(&spec.join("api.json"), "{}");
        for name in ["Shared.yml", "shared.json"] {
            folder::write(&spec.join(name), "models: {}\n");
        }
    }),
    ("file_not_utf8", |spec| {
        fs::write(
            spec.join("resources/birds.yaml"),
            b"docs: Birds.\npath: /v\xf6gel\n",
        )
        .expect("it can be written");
    }),
    ("file_empty", |spec| {
        folder::write(&spec.join("resources/birds.yaml"), "");
    }),
    ("file_too_large", |spec| {
        folder::write(
            &spec.join("resources/birds.yaml"),
            &"# tweet\n".repeat(2 << 20),
        );
    }),
    ("nested_too_deeply", |spec| {
        folder::write(
            &spec.join("resources/birds.yaml"),
            &format!("docs: {}", "[".repeat(100_000)),
        );
    }),
    // Windows could not check out these files.
    ("files_named_like_devices", |spec| {
        let ping = "methods: { ping: { route: GET /ping } }\n";
        for name in ["aux", "COM1", "birds", "birds/nul", "console"] {
            folder::write(&spec.join(format!("resources/{name}.yaml")), ping);
        }
    }),
    ("many_errors", |spec| {
        let names = (b'a'..=b'z').flat_map(|one| [b'x', b'y', b'z'].map(|two| [one, two]));
        let fields: Vec<_> = names
            .map(|name| format!("      {}: strin", String::from_utf8_lossy(&name)))
            .collect();
        let fields = fields.join("\n");
        let text = format!(
            "methods: {{ list: {{ route: GET / }} }}\nmodels:\n  Bird:\n    fields:\n{fields}"
        );
        folder::write(&spec.join("resources/birds.yaml"), &text);
    }),
];

#[test]
fn invalid_descriptions_get_the_blessed_diagnostics() {
    let ui = project::tests("ui");
    let mut differences = Vec::new();
    let mut names = BTreeSet::new();
    for case in folder::entries(&ui)
        .into_iter()
        .filter(|path| path.is_dir())
    {
        let name = folder::stem(&case);
        differences.extend(check(&name, |spec| lay_out(&case, spec)));
        names.insert(name);
    }
    for (name, change) in FOLDERS {
        differences.extend(check(name, |spec| {
            lay_out(&ui.join("nothing"), spec);
            change(spec);
        }));
        names.insert((*name).to_owned());
    }
    assert!(names.len() > 60, "most cases are missing");
    for file in folder::entries(&ui)
        .iter()
        .filter(|path| path.extension().is_some_and(|found| found == "stderr"))
    {
        assert!(
            names.contains(&folder::stem(file)),
            "no case has the message {}",
            file.display()
        );
    }
    blessed::fail_if_different(&differences);
}

/// The files that complete a case are valid themselves.
#[test]
fn the_files_that_complete_cases_are_valid() {
    let spec = folder::temporary();
    lay_out(&project::tests("ui/nothing"), spec.path());
    assert_eq!(project::generated(spec.path()).summary.methods, 2);
}

/// Returns the difference between the diagnostics of a case and the blessed ones. Every diagnostic has a remedy.
fn check(name: &str, lay_out: impl FnOnce(&Path)) -> Option<String> {
    let folder = folder::temporary();
    let spec = folder.path().join("spec");
    lay_out(&spec);
    let (_, findings) = generator::check(&spec);
    if findings.is_empty() {
        return Some(format!("{name}: this description is accepted"));
    }
    let found = findings.render(false);
    let helps = found
        .lines()
        .filter(|line| line.trim_start().starts_with("= help: "))
        .count();
    if helps != findings.count().min(50) {
        return Some(format!("{name}: each problem needs one remedy\n{found}"));
    }
    let path = spec.display().to_string();
    let found = found
        .replace(&format!("{path}/"), "")
        .replace(&path, "spec");
    blessed::blessed(&project::tests("ui").join(format!("{name}.stderr")), &found)
}

/// Copies the files of a case to their places in a description.
fn lay_out(case: &Path, spec: &Path) {
    let ui = project::tests("ui");
    let files = if case.is_dir() {
        folder::files(case)
    } else {
        Vec::new()
    };
    let mut resources = 0;
    for file in &files {
        let inside = file.strip_prefix(case).expect("the file is of the case");
        let to = match inside.to_str() {
            Some("api.yaml" | "shared.yaml") => spec.join(inside),
            _ => {
                resources += 1;
                spec.join("resources").join(inside)
            }
        };
        folder::write(&to, &folder::read(file));
    }
    if !spec.join("api.yaml").exists() {
        folder::write(&spec.join("api.yaml"), &folder::read(&ui.join("api.yaml")));
    }
    if resources == 0 {
        folder::write(
            &spec.join("resources/pets.yaml"),
            &folder::read(&ui.join("pets.yaml")),
        );
    }
}
