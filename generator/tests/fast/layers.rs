//! Imports between modules, which are compared with a table.

mod cycles;
mod paths;
mod runtime;

use crate::{
    helpers,
    support::{folder, project},
};
use paths::paths;
use std::{collections::BTreeSet, path::Path};

/// Top-level modules with their folders, and the modules that they may import.
const TABLE: &[(&str, &[&str])] = &[
    ("characters", &[]),
    ("source", &[]),
    ("urls", &[]),
    ("names", &["characters"]),
    ("scalars", &[]),
    ("markdown", &["characters"]),
    ("print", &[]),
    ("output", &[]),
    ("diagnostic", &["source"]),
    // The schemas list the scalars.
    ("syntax", &["scalars", "source"]),
    ("model", &["names", "scalars", "source"]),
    // Diagnostics have the spans of the syntax.
    (
        "resolve",
        &[
            "syntax",
            "model",
            "names",
            "scalars",
            "markdown",
            "diagnostic",
            "source",
            "urls",
        ],
    ),
    (
        "rust",
        &["characters", "model", "names", "scalars", "markdown"],
    ),
    ("package", &["model", "names", "markdown", "release"]),
    ("release", &["source", "syntax"]),
    // The syntax tells the lines of what differs.
    ("compare", &["model", "names", "source", "syntax"]),
    ("reference", &["diagnostic", "output", "syntax"]),
    // Names and documentation follow the same rules as in descriptions.
    (
        "import",
        &[
            "characters",
            "names",
            "markdown",
            "openapi",
            "scalars",
            "urls",
            "yaml",
        ],
    ),
    ("openapi", &["scalars"]),
    ("export", &["model", "names", "openapi", "scalars", "yaml"]),
    ("yaml", &[]),
    ("scaffold", &["names", "source", "syntax", "yaml"]),
    // The pipeline joins the stages.
    (
        "pipeline",
        &[
            "compare",
            "diagnostic",
            "export",
            "model",
            "output",
            "package",
            "print",
            "resolve",
            "rust",
            "source",
            "syntax",
        ],
    ),
    ("lib", &[]),
];

/// Items of the generator that the command line may use.
const PUBLIC: &[&str] = &[
    "generate",
    "update",
    "Generated",
    "Summary",
    "Timings",
    "UpdateError",
    "Updated",
    "Findings",
    "Warnings",
    "Code",
    "Format",
    "Severity",
    "check",
    "check_files",
    "compare",
    "document",
    "export",
    "import",
    "scaffold",
    "reference",
    "release",
    "output",
    "source",
    "version",
];

/// Module of the command line that runs other programs, such as git.
const RUNS_PROGRAMS: &str = "process";

/// Calls that change the file system, as the last two words of their paths.
const WRITES: &[(&str, &[&str])] = &[
    (
        "fs",
        &[
            "write",
            "rename",
            "copy",
            "remove_file",
            "remove_dir",
            "remove_dir_all",
            "create_dir",
            "create_dir_all",
            "hard_link",
            "set_permissions",
            "File",
            "OpenOptions",
            "DirBuilder",
        ],
    ),
    ("File", &["create", "create_new", "options"]),
    ("OpenOptions", &["new"]),
    (
        "tempfile",
        &["NamedTempFile", "Builder", "TempDir", "tempdir", "tempfile"],
    ),
    ("process", &["Command"]),
];

#[test]
fn modules_import_what_the_table_allows() {
    let mut wrong = Vec::new();
    for (place, module, paths) in sources("generator/src") {
        let top = module[0].as_str();
        let row = TABLE.iter().find(|(name, _)| *name == top);
        let Some((_, allowed)) = row else {
            wrong.push(format!(
                "{place}: the module `{top}` has no row in the table"
            ));
            continue;
        };
        for import in paths.iter().filter_map(|path| inner(&module, path)) {
            // Items of `pipeline` are imported from the root of the crate, which exports them again.
            let own = import == top || top == "lib";
            if !own && !allowed.contains(&import.as_str()) {
                wrong.push(format!("{place}: `{top}` imports `{import}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn only_output_writes() {
    let mut wrong = Vec::new();
    let mut output_writes = false;
    for folder in ["generator/src", "xtask/src"] {
        for (place, module, paths) in sources(folder) {
            let is_output = folder == "generator/src" && module[0] == "output";
            let runs_programs = folder == "xtask/src" && module[0] == RUNS_PROGRAMS;
            for call in paths.iter().filter_map(|path| writes(path)) {
                output_writes |= is_output;
                let is_allowed = is_output || runs_programs && call == "process::Command";
                if !is_allowed {
                    wrong.push(format!("{place}: `{call}`"));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "only `output` writes:\n{}\n",
        wrong.join("\n")
    );
    assert!(
        output_writes,
        "`output` writes with a call that is not in the list of this test"
    );
}

#[test]
fn emission_does_not_use_the_file_system() {
    let emission = sources("generator/src")
        .into_iter()
        .filter(|(_, module, _)| ["rust", "package"].contains(&&*module[0]));
    let mut files = 0;
    for (place, _, paths) in emission {
        files += 1;
        let seen = paths.iter().find(|path| {
            path.iter()
                .any(|word| ["fs", "env", "net", "process"].contains(&&**word))
        });
        assert_eq!(seen, None, "{place}");
    }
    assert!(files > 15, "most modules are missing");
}

#[test]
fn the_command_line_uses_the_public_pipeline() {
    let mut uses = BTreeSet::new();
    for (place, _, paths) in sources("xtask/src") {
        for path in paths.iter().filter(|path| path[0] == "generator") {
            let word = path.get(1).map_or("*", String::as_str);
            assert!(PUBLIC.contains(&word), "{place}: `generator::{word}`");
            uses.insert(word.to_owned());
        }
    }
    assert!(
        uses.contains("update"),
        "the command line calls the pipeline"
    );
}

/// Tests the parser of imports, on which the tests above rely.
#[test]
fn all_forms_of_imports_are_found() {
    let text = r#"
        use crate::{a::{b, c as d}, e::*};
        use super::super::f;
        pub(in crate::no) fn g() { let _ = crate::h::i(); assert!(fs::write(x, "crate::no").is_ok()); }
        fn j() -> TokenStream { quote!(use crate::no; crate::no::no()) }
    "#;
    let module = ["rust", "one", "two"].map(str::to_owned);
    let paths = paths(text.parse().expect("tokens"));
    let imports: Vec<_> = paths
        .iter()
        .filter_map(|path| inner(&module, path))
        .collect();
    assert_eq!(imports, ["a", "a", "e", "rust", "h"]);
    assert_eq!(
        paths
            .iter()
            .filter_map(|path| writes(path))
            .collect::<Vec<_>>(),
        ["fs::write"]
    );
    let super_of_file = [["super", "super", "resolve"].map(str::to_owned).to_vec()];
    assert_eq!(
        inner(&module[..2], &super_of_file[0]),
        Some("resolve".to_owned())
    );
}

/// Place of a file, its module path, and all paths in it.
type Source = (String, Vec<String>, Vec<Vec<String>>);

/// Returns the files below a folder.
fn sources(root: &str) -> Vec<Source> {
    let root = project::path(root);
    let files = folder::files(&root)
        .into_iter()
        .filter(|file| file.extension().is_some_and(|found| found == "rs"));
    files
        .map(|file| {
            let place = helpers::inside(&project::path(""), &file);
            let text = folder::read(&file);
            let tokens = text
                .parse()
                .unwrap_or_else(|error| panic!("{place}: {error}"));
            (place, module(&root, &file), paths(tokens))
        })
        .collect()
}

/// Returns the module path of a file.
fn module(root: &Path, file: &Path) -> Vec<String> {
    let inside = helpers::inside(root, file);
    let path = inside.strip_suffix(".rs").unwrap_or(&inside);
    path.split('/')
        .filter(|part| *part != "mod")
        .map(str::to_owned)
        .collect()
}

/// Returns the top-level module of a path inside the crate.
fn inner(module: &[String], path: &[String]) -> Option<String> {
    let up = path.iter().take_while(|word| *word == "super").count();
    let rest = match path.first()?.as_str() {
        "crate" => path[1..].to_vec(),
        "super" => [&module[..module.len().checked_sub(up)?], &path[up..]].concat(),
        _ => return None,
    };
    rest.first().cloned()
}

/// Returns the call that changes the file system, if the path is one.
fn writes(path: &[String]) -> Option<String> {
    let known = |pair: &[String]| {
        WRITES
            .iter()
            .any(|(first, rest)| *first == pair[0] && rest.contains(&pair[1].as_str()))
    };
    path.windows(2)
        .find(|pair| known(pair))
        .map(|pair| pair.join("::"))
}
